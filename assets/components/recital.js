// What a model goes on with after a beginning, at every moment of its training: the letters, how sure it was of each one,
// and the longest stretch that stands in the secret. All moments travel at once; the slider asks nothing of the server.

const [CELL, BARS, ROW] = [16, 40, 78]; // pixels: a letter's width, the highest bar, a line with its bars

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = { svg: part("svg"), time: part(".time"), said: part(".time span"), slider: part(".time input"), data: null };
  state.slider.addEventListener("input", () => paint(state));
  state.close = whenLooksChange(frame, () => state.data && paint(state));
  return state;
}

function moment(state) {
  return state.data.moments[Number(state.slider.value)];
}

// Every letter with what is drawn at it.
function cells(state) {
  const given = [...state.data.beginning].map((letter) => ({ letter, kind: "given" }));
  const now = moment(state);
  if (!now) return [...given, ...[...state.data.rest].map(() => ({ letter: "·", kind: "quiet" }))];
  const said = [...now.text].map((letter, i) => ({
    letter: letter === " " ? "␣" : letter, kind: letter === " " ? "quiet" : "", chance: now.chances[i],
    same: i >= now.from && i < now.from + now.length,
  }));
  return [...given, ...said];
}

function paint(state) {
  const all = cells(state);
  const columns = Math.max(8, Math.floor((state.svg.clientWidth || 300) / CELL));
  const lines = Math.max(1, Math.ceil(Math.max(all.length, state.data.longest) / columns));
  state.svg.style.height = `${lines * ROW}px`;
  state.svg.replaceChildren(...all.flatMap((cell, i) => drawn(cell, (i % columns) * CELL, Math.floor(i / columns) * ROW)));
  const now = moment(state);
  state.svg.setAttribute("aria-label", now
    ? say("goes on", { beginning: state.data.beginning, text: now.text })
    : say("untrained", { beginning: state.data.beginning }));
  state.time.classList.toggle("none", state.data.moments.length < 2);
  const spoken = now ? say("moment", { step: now.step, total: state.data.total }) : "";
  state.said.textContent = spoken;
  state.slider.setAttribute("aria-valuetext", `${spoken}. ${now ? now.text : ""}`);
}

function drawn(cell, x, y) {
  const parts = [svgNode("text", { x: x + CELL / 2, y: y + BARS + 20, class: cell.kind }, cell.letter)];
  if (cell.chance === undefined) return parts;
  const high = Math.max(1, cell.chance * BARS);
  parts.unshift(svgNode("line", { class: "rail", x1: x, x2: x + CELL, y1: y + BARS + 2, y2: y + BARS + 2 }));
  parts.push(svgNode("rect", { class: cell.same ? "bar same" : "bar", x: x + 2.5, width: CELL - 5, y: y + BARS + 2 - high, height: high, rx: 1.5 },
    svgNode("title", {}, `${cell.letter}: ${percent(cell.chance)}`)));
  if (cell.same) parts.push(svgNode("line", { class: "under", x1: x, x2: x + CELL, y1: y + BARS + 28, y2: y + BARS + 28 }));
  return parts;
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const last = Number(state.slider.max);
  const follows = !state.data || state.data.id !== data.id || Number(state.slider.value) >= last; // where the learner left it at the end
  state.data = data;
  state.slider.max = Math.max(0, data.moments.length - 1);
  if (follows) state.slider.value = state.slider.max;
  paint(state);
  return state.unmount;
}
