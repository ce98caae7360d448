// A melody, played on one invented instrument and faked in the other one's voice. Every key's sound comes ready from the
// model, so that playing needs no way to the server and back. Sound leaves through Web Audio; nothing listens.

const LONGEST = 16; // notes of a melody

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, voices: part(".voices"), keys: part(".keys"), heard: part(".heard"), now: part(".now"), data: null, melody: [],
    own: false, speaker: loudspeaker(), playing: null,
  };
  part(".back").addEventListener("click", () => change(state, state.melody.slice(0, -1)));
  part(".clear").addEventListener("click", () => change(state, []));
  state.settle = rove(state.keys);
  frame.addEventListener("keydown", (event) => {
    const place = keyOf(state.keys, event);
    if (place < 0 || event.target.matches("select")) return;
    event.preventDefault();
    press(state, place);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { still(); stop(state); state.speaker.close(); };
  return state;
}

function layVoices(state) {
  state.heard.replaceChildren(...state.data.voices.map((voice, i) => node("option", { value: i }, voice.name)));
  state.heard.value = "1";
  state.voices.replaceChildren(...state.data.voices.map((voice, i) => {
    const button = node("button", { type: "button", class: "round", "aria-label": say("play voice", { name: voice.name }) });
    button.append(svgNode("svg", { viewBox: "0 0 16 16", "aria-hidden": true }, svgNode("path", { d: "M4 2l10 6-10 6z" })));
    button.addEventListener("click", () => playMelody(state, i));
    return node("div", { class: `voice ${voice.hue}` },
      node("span", { class: "name" }, `${voice.name} `, node("small", {}, voice.says)), button,
      node("div", { class: "over" }, node("canvas", { role: "img" }), node("div", { class: "head" })));
  }));
}

function press(state, place) {
  sound(state, [place], Number(state.heard.value));
  showPressed(state.keys, place);
  const before = state.own ? state.melody : []; // the first key begins a melody of one's own
  if (before.length < LONGEST) change(state, [...before, place]);
  else announce(state, say("longest", { notes: LONGEST }));
}

function change(state, melody) {
  state.own = true;
  state.melody = melody;
  announce(state);
  paint(state);
}

function announce(state, text = "") {
  const count = state.melody.length, tones = state.melody.map((place) => toneName(state.data.pitches[place])).join(" ");
  state.now.textContent = text || say(count ? "melody" : "empty", { count, tones });
  state.frame.dataset.notes = count;
}

function stop(state) {
  state.playing?.source.stop();
  state.playing = null;
  for (const head of state.voices.querySelectorAll(".head")) head.style.visibility = "hidden";
}

// Play these keys in one voice.
function sound(state, places, voice) {
  stop(state);
  const { rate, samples: length } = state.data, all = state.data.voices[voice].sound, tune = new Float32Array(places.length * length);
  places.forEach((place, i) => tune.set(all.subarray(place * length, (place + 1) * length), i * length));
  state.playing = { ...state.speaker.play(tune, rate), voice };
  noted(state.frame, tune);
  return state.playing;
}

function playMelody(state, voice) {
  if (!state.melody.length) return announce(state);
  const now = sound(state, state.melody, voice);
  state.now.textContent = say("playing", { name: state.data.voices[voice].name });
  now.source.addEventListener("ended", () => state.playing === now && (stop(state), announce(state)));
  if (!reducedMotion.matches) follow(state, now);
}

function follow(state, now) {
  if (state.playing !== now) return;
  const head = state.voices.children[now.voice].querySelector(".head");
  const done = Math.min(1, (state.speaker.time - now.from) / now.seconds);
  head.style.visibility = "visible";
  head.style.left = `${100 * done}%`;
  requestAnimationFrame(() => follow(state, now));
}

// Each voice's slices of sound: time to the right, pitch upwards, ink where there is sound. The width is always a whole
// melody's, so that notes keep their size.
function paint(state) {
  const { frames, bins, voices } = state.data, wide = Math.max(8, state.melody.length) * frames;
  voices.forEach((voice, v) => {
    const canvas = state.voices.children[v].querySelector("canvas"), ink = inks(canvas);
    const [dark, paper] = [rgb(ink(voice.hue)), rgb(ink("card"))];
    canvas.width = wide;
    canvas.height = bins;
    const context = canvas.getContext("2d"), image = context.createImageData(wide, bins);
    for (let x = 0; x < wide; x++) {
      const place = state.melody[Math.floor(x / frames)];
      for (let y = 0; y < bins; y++) {
        const level = place === undefined ? 0 : voice.pictures[((place * frames) + (x % frames)) * bins + y] / 255;
        image.data.set([...mixed(paper, dark, level), 255], 4 * ((bins - 1 - y) * wide + x));
      }
    }
    context.putImageData(image, 0, 0);
    canvas.setAttribute("aria-label", say("picture", { notes: state.melody.length, name: voice.name }));
  });
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (state.data?.id === data.id) return state.unmount;
  const tune = state.data?.tune_name !== data.tune_name, keys = !state.data, heard = state.heard.value;
  state.data = { ...data, voices: data.voices.map((one) => ({ ...one, sound: samples(new Int8Array(fromLetters(one.sound).buffer)), pictures: fromLetters(one.pictures) })) };
  if (keys) {
    layKeys(state.keys, data.pitches, (place) => press(state, place));
    state.settle();
  }
  layVoices(state);
  if (heard) state.heard.value = heard;
  if (tune) {
    state.melody = data.tune;
    state.own = false;
  }
  announce(state);
  paint(state);
  return state.unmount;
}
