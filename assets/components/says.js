// The sentence under a picture that follows the slider of training time: one for every saved moment, all of them sent at once.

function build(frame) {
  const state = { said: frame.querySelector(".gb-says"), data: null, at: 0 };
  state.close = followTime(state, (at) => show(state, at));
  return state;
}

// A voice reads it where the page stands, and keeps silent while it only passes by.
function show(state, at) {
  const { steps, step, says } = state.data;
  state.said.setAttribute("aria-live", steps[at] === step ? "polite" : "off");
  if (state.said.textContent !== says[at]) state.said.textContent = says[at];
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  state.data = data;
  show(state, nearest(data.steps, data.step));
  return state.unmount;
}
