// A walk through latent spaces, a row for each: the molecule that the decoder writes at every place, or the text that is none.
// The whole way is here, so that playing and dragging ask the server nothing.

const BEAT = 900; // milliseconds a place

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = { frame, rows: part(".rows"), slider: part("input"), value: part(".value"), spoken: part(".spoken"), data: null, key: "", at: 0 };
  state.player = player(part(".play"), {
    slider: state.slider, pace: BEAT, says: () => say("walk"),
    begin: () => { if (state.at >= last(state)) go(state, 0); },
    beat: () => {
      go(state, state.at + 1);
      return state.at < last(state);
    },
    seek: (at) => { go(state, at); },
  });
  state.close = () => state.player.pause();
  return state;
}

const last = ({ data }) => data.rows[0].steps.length - 1;

function go(state, at) {
  state.at = Math.min(at, last(state));
  state.slider.value = state.at;
  state.value.textContent = say("place", { place: state.at + 1, places: last(state) + 1 });
  const told = state.data.rows.map(({ name, steps }) => `${name}: ${says(steps[state.at])}`).join("; ");
  state.slider.setAttribute("aria-valuetext", `${state.value.textContent}. ${told}`);
  state.data.rows.forEach(({ steps }, r) => {
    const { text, shape } = steps[state.at], box = state.rows.children[r];
    box.querySelector(".now").replaceChildren(shape ? molecule(shape, saidOf(shape)) : node("p", { class: "none" }, say("none")));
    box.querySelector(".text").textContent = text || say("nothing");
    box.querySelectorAll(".mark").forEach((mark, i) => mark.classList.toggle("on", i === state.at));
  });
}

const says = ({ shape }) => (shape ? saidOf(shape) : say("none"));

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const key = JSON.stringify([data.rows, data.wording]);
  state.data = data;
  if (state.key !== key) {
    state.key = key;
    state.player.pause();
    state.slider.max = last(state);
    state.rows.replaceChildren(...data.rows.map(({ name, steps }) => node("div", { class: "row" },
      node("p", { class: "name" }, name), node("div", { class: "now" }), node("p", { class: "text", dir: "ltr" }),
      node("p", { class: "marks", "aria-hidden": "true" }, ...steps.map(({ shape }) => node("span", { class: `mark ${shape ? "yes" : "no"}` }, shape ? "●" : "✗"))))));
    go(state, data.start);
  }
  return state.unmount;
}
