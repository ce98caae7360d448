// What a model writes by itself at every saved moment of its training: each token with its chance, the surer the fuller the
// line under it; below, every claim in it with its truth. It follows the slider of training time.

function build(frame) {
  const state = { text: frame.querySelector(".gb-written"), claims: frame.querySelector(".gb-claims"), data: null };
  state.close = followTime(state, (at) => {
    show(state, at);
    frame.style.minHeight = `${frame.offsetHeight}px`; // it may grow while the film is played; what stands below keeps its place
  });
  return state;
}

function show(state, at) {
  const { given, note, moments } = state.data;
  const { words, claims } = moments[at];
  state.text.replaceChildren(word(given, note, 0), ...words.map(([text, chance]) => word(text, percent(chance), chance)));
  state.claims.replaceChildren(...claims.map((claim) => node("li", {}, claim)));
}

function word(text, below, sure) {
  const made = node("span", { class: "gb-sure", dir: "auto" }, text, node("small", {}, below));
  made.style.setProperty("--sure", sure.toFixed(2));
  return made;
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  state.data = data;
  state.frame.style.minHeight = "";
  show(state, nearest(data.steps, data.step));
  return state.unmount;
}
