// A piano's keys, for a hand, a finger or a computer's letters, whose rows lie alike.

const LETTERS = ["a", "w", "s", "e", "d", "f", "t", "g", "y", "h", "u", "j", "k", "o", "l", "p", ";"];
const OTHERS = { "ö": ";", "z": "y" }; // the same places on a German keyboard
const NAMES = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];
const DOWN = 180; // milliseconds that a pressed key shows

/** The name of a tone, with its octave. @param {number} pitch in semitones; 60 is C4 */
const toneName = (pitch) => `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;

/** Lay a key for each pitch. @param {number[]} pitches from a C on @param {(place: number) => void} pressed */
function layKeys(keys, pitches, pressed) {
  const black = (pitch) => toneName(pitch).includes("♯");
  const whites = pitches.filter((pitch) => !black(pitch)).length;
  let white = 0;
  keys.setAttribute("aria-label", say("keys"));
  keys.replaceChildren(...pitches.map((pitch, place) => {
    const key = node("button", {
      type: "button", class: black(pitch) ? "key black" : "key", "data-stop": true, tabindex: place ? -1 : 0,
      "aria-label": say("key", { tone: toneName(pitch).replace("♯", ` ${say("sharp")} `), letter: LETTERS[place] }),
    }, ...(black(pitch) ? [] : [NAMES[pitch % 12]]), node("kbd", { "aria-hidden": true }, LETTERS[place].toUpperCase()));
    if (black(pitch)) key.style.left = `${(100 * white) / whites - 3.2}%`; else white += 1;
    key.addEventListener("click", () => pressed(place));
    return key;
  }));
}

/** The key that a letter stands for, or -1. @param {KeyboardEvent} event */
function keyOf(keys, event) {
  if (modified(event) || event.repeat) return -1;
  const letter = event.key.toLowerCase(), place = LETTERS.indexOf(OTHERS[letter] ?? letter);
  return place < keys.children.length ? place : -1;
}

function showPressed(keys, place) {
  const key = keys.children[place];
  key.classList.add("down");
  setTimeout(() => key.classList.remove("down"), DOWN);
}
