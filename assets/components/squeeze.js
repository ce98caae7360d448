// Picture → encoder → a few numbers → decoder → picture, all of it in the browser: it follows the pen (the window event
// `glassbox:drawing`), the slider of training time (`glassbox:time`) and the hand on every single number.

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, given: part(".given"), again: part(".again"), lost: part(".lost"), plane: part(".plane"), codes: part(".codes"),
    back: part(".back"), readout: part(".readout"), spoken: part(".spoken"), data: null, at: 0, picture: null, moved: null,
  };
  const deaf = [
    followTime(state, (at) => { Object.assign(state, { at, moved: null }); show(state); }),
    followDrawing(state, (picture) => { Object.assign(state, { picture, moved: null }); show(state); }),
  ];
  state.back.addEventListener("click", () => { state.moved = null; show(state); });
  const still = whenLooksChange(frame, () => state.data && show(state));
  state.close = () => {
    for (const end of deaf) end();
    still();
  };
  return state;
}

const error = (a, b) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

function show(state) {
  const { data, at, picture } = state;
  const { model, pca } = data.networks;
  const own = encode(data, model, at, picture);
  const code = state.moved ?? own;
  const again = decode(data, model, at, code);
  const plane = decode(data, pca, 0, encode(data, pca, 0, picture));
  const ink = inks(state.frame);
  paintPicture(state.given, picture);
  paintPicture(state.again, again);
  paintPicture(state.plane, plane);
  paintDifference(state.lost, picture.map((value, i) => value - again[i]), rgb(ink("data")), rgb(ink("made")));
  const reach = Math.max(4, ...own.map(Math.abs)) * 1.5;
  [...state.codes.children].forEach((label, i) => {
    const [slider, value] = [label.querySelector("input"), label.querySelector("output")];
    if (!state.moved) { slider.min = -reach; slider.max = reach; slider.step = reach / 50; }
    if (slider !== state.hand) slider.value = code[i];
    value.textContent = fixed(code[i], 1);
  });
  state.back.hidden = !state.moved;
  const [ours, theirs] = [error(picture, again), error(picture, plane)];
  state.readout.textContent = say("readout", { pixels: picture.length, numbers: code.length, ours, theirs });
  state.given.setAttribute("aria-label", say("given"));
  state.again.setAttribute("aria-label", say("again", { error: ours }));
  state.lost.setAttribute("aria-label", say("lost"));
  state.plane.setAttribute("aria-label", say("plane", { error: theirs }));
}

function makeSliders(state, count) {
  state.codes.replaceChildren(...Array.from({ length: count }, (_, i) => {
    const slider = node("input", { type: "range", "aria-label": say("slider", { number: i + 1, count }) });
    slider.addEventListener("input", () => {
      const code = state.moved ?? encode(state.data, state.data.networks.model, state.at, state.picture);
      state.moved = Float32Array.from(code);
      state.moved[i] = Number(slider.value);
      state.hand = slider;
      show(state);
      state.hand = null;
    });
    return node("label", {}, slider, node("output"));
  }));
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    const now = unpack(data);
    const picture = Float32Array.from(now.picture, (tone) => tone / 255);
    if (state.data?.picture.join() !== now.picture.join()) { state.picture = picture; state.moved = null; }
    if (state.data?.run !== now.run || state.data?.step !== now.step) { state.at = nearest(now.steps, now.step); state.moved = null; }
    Object.assign(state, { bytes: data, data: now });
    const { encoder } = now.networks.model;
    const count = encoder[encoder.length - 1][1];
    if (state.codes.childElementCount !== count) { makeSliders(state, count); state.moved = null; }
  }
  show(state);
  return state.unmount;
}
