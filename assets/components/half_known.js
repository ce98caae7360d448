// It half knows, and hides it: the learner doubts claims by reading; then sees how sure the model was of each one, sets a
// threshold below which to doubt, and only then what is true. Everything travelled once.

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame: part(".gb"), said: part(".said"), texts: part(".texts"), score: part(".score"), sure: part(".sure"), truth: part(".truth"),
    spoken: part(".threshold span"), slider: part(".threshold input"), doubted: new Set(), data: null,
  };
  state.texts.addEventListener("click", (event) => doubt(state, event.target.closest(".claim")));
  state.slider.addEventListener("input", () => paint(state));
  for (const button of [state.sure, state.truth]) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!on(button)));
      paint(state);
    });
  }
  return state;
}

const on = (button) => button.getAttribute("aria-pressed") === "true";

const all = (state) => state.data.texts.flatMap((text) => text.claims);

// One claim in its text: a button, for whoever doubts it.
function claimed(text, claim) {
  const made = node("button", { type: "button", class: claim.true ? "claim" : "claim untrue", "aria-pressed": "false" },
    node("b", { "aria-hidden": "true" }), text.slice(claim.start, claim.end), node("small", {}));
  made.style.setProperty("--unsure", 1 - claim.chance);
  return Object.assign(made, { claim, words: text.slice(claim.start, claim.end) });
}

function show(state) {
  state.texts.replaceChildren(...state.data.texts.map(({ text, claims }) => {
    const parts = [];
    let end = 0;
    for (const claim of claims) {
      parts.push(text.slice(end, claim.start), claimed(text, claim));
      end = claim.end;
    }
    return node("p", { dir: "auto" }, ...parts, text.slice(end));
  }));
  state.doubted = new Set();
  state.slider.value = state.data.best;
  state.sure.setAttribute("aria-pressed", "false");
  state.truth.setAttribute("aria-pressed", String(state.data.judged));
}

function doubt(state, pressed) {
  if (!pressed || on(state.sure)) return; // once the threshold is there, it is the threshold that doubts
  if (!state.doubted.delete(pressed.claim)) state.doubted.add(pressed.claim);
  paint(state);
}

/** Untrue claims doubted, true claims doubted, and what that earns. */
function scored(claims, doubts) {
  const caught = claims.filter((claim) => !claim.true && doubts(claim)).length;
  const suspected = claims.filter((claim) => claim.true && doubts(claim)).length;
  return { caught, suspected, untrue: claims.filter((claim) => !claim.true).length, points: caught - suspected };
}

function paint(state) {
  const [sure, truth, threshold] = [on(state.sure), on(state.truth), Number(state.slider.value)];
  const below = (claim) => claim.chance < threshold;
  const mine = (claim) => state.doubted.has(claim);
  state.frame.classList.toggle("shaded", sure);
  state.frame.classList.toggle("judged", truth);
  for (const made of state.texts.querySelectorAll(".claim")) {
    const { claim } = made;
    const doubts = (sure ? below : mine)(claim);
    made.setAttribute("aria-pressed", String(doubts));
    made.querySelector("small").textContent = sure ? percent(claim.chance) : "";
    made.querySelector("b").textContent = truth ? (claim.true ? "✓" : "✗") : "";
    const told = [made.words, sure ? say("sure", { chance: claim.chance }) : "",
      truth ? say(claim.true ? "is true" : claim.nobody ? "is nobody" : "is untrue") : "", doubts ? say("doubted") : ""];
    made.setAttribute("aria-label", told.filter(Boolean).join("; "));
  }
  const spoken = say("threshold", { threshold });
  state.spoken.textContent = spoken;
  state.slider.setAttribute("aria-label", spoken);
  state.said.textContent = say(sure ? "set a threshold" : truth ? "judged" : "doubt yourself");
  state.score.textContent = told(state, sure, truth, scored(all(state), mine), scored(all(state), below));
}

function told(state, sure, truth, mine, its) {
  const doubted = state.doubted.size;
  if (!truth) return doubted ? say("doubts", { doubted, claims: all(state).length }) : "";
  const both = [doubted ? say("by you", mine) : "", sure ? say("by threshold", its) : ""].filter(Boolean);
  return both.length ? both.join(" ") : say("untrue of", { untrue: mine.untrue, claims: all(state).length });
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const other = JSON.stringify(data.texts) !== JSON.stringify(state.data?.texts); // another model: nothing is doubted yet
  state.data = data;
  if (other) show(state);
  paint(state);
  return state.unmount;
}
