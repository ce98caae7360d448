// One picture of three things in one another: rules that somebody wrote, a classifier that learned, a generator that makes.
// All get the same pixels. A ring can be entered: it says what is new in it, and the rings around it step back.

const RINGS = ["ai", "ml", "gen"]; // the outermost first

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, given: part(".given"), rules: part(".rules"), chances: part(".chances"), made: part(".made"), live: part("[aria-live]"),
    results: [part(".by-rules"), part(".by-classifier"), part(".by-generator")], inside: null, shown: "",
    rings: RINGS.map((name) => part(`[data-ring=${name}]`)),
  };
  state.buttons = state.rings.map((ring) => ring.querySelector(".enter"));
  state.buttons.forEach((button, i) => button.addEventListener("click", () => {
    state.inside = state.inside === i ? null : i;
    step(state);
    state.live.textContent = state.inside === null ? say("stepped back") : say("stepped in", { ring: say(RINGS[i]) });
  }));
  step(state);
  return state;
}

// Which ring is entered, and what that hides.
function step(state) {
  state.rings.forEach((ring, i) => {
    ring.classList.toggle("entered", state.inside === i);
    ring.classList.toggle("outer", state.inside !== null && state.inside !== i);
    const ringName = say(RINGS[i]);
    state.buttons[i].textContent = say(state.inside === i ? "step back" : "step in");
    state.buttons[i].setAttribute("aria-label", say(state.inside === i ? "step back from" : "enter it", { ring: ringName }));
    state.buttons[i].setAttribute("aria-pressed", String(state.inside === i));
  });
}

const shares = (tones) => Float32Array.from(tones, (tone) => tone / 255);

function show(state) {
  const { given, rules, by_rules, chances, wanted, made } = state.data;
  paintPicture(state.given, shares(given));
  state.rules.replaceChildren(...rules.map((rule) => node("li", { class: rule.decides ? "decides" : "", ...(rule.decides && { "aria-current": "true" }) }, rule.says, rule.decides ? ` ${say("decides")}` : "")));
  state.chances.replaceChildren(...chances.map((chance, digit) => {
    const fill = node("span", {});
    fill.style.height = `${100 * chance}%`;
    return node("li", { class: digit === wanted ? "first" : "", title: say("chance", { digit, chance }) },
      node("span", { class: "bar", "aria-hidden": "true" }, fill), node("span", { "aria-hidden": "true" }, String(digit)),
      node("span", { class: "spoken" }, say("chance", { digit, chance })));
  }));
  state.made.replaceChildren(...made.map((pixels) => {
    const canvas = node("canvas", { role: "img", "aria-label": say("a made one", { digit: wanted }) });
    paintPicture(canvas, shares(pixels));
    return canvas;
  }));
  const told = [say("by rules", { digit: by_rules }), say("by classifier", { digit: wanted, chance: chances[wanted] }), say("by generator", { digit: wanted })];
  state.results.forEach((result, i) => { result.textContent = told[i]; });
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const shown = JSON.stringify([data.given, data.rules, data.chances, data.made]);
  if (state.shown !== shown) {
    Object.assign(state, { shown, data });
    show(state);
  }
  return state.unmount;
}
