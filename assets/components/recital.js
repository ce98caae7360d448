// What a model goes on with after a beginning, at every moment of its training: the letters, how sure it was of each one,
// and the longest stretch that stands in the secret. All moments travel at once; the slider asks nothing of the server.

// rem: a letter's width, the highest bar, a line with its bars; below the bars the letters, and what underlines them
const [CELL, BARS, ROW, FOOT, UNDER] = [1, 2.5, 4.875, 1.25, 1.75];

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
  const all = cells(state), letters = rem();
  const columns = Math.max(8, Math.floor((state.svg.clientWidth || 300) / (CELL * letters)));
  const lines = Math.max(1, Math.ceil(Math.max(all.length, state.data.longest) / columns));
  state.svg.style.height = `${lines * ROW}rem`;
  state.svg.replaceChildren(...all.flatMap((cell, i) =>
    drawn(cell, (i % columns) * CELL * letters, Math.floor(i / columns) * ROW * letters, letters)));
  const now = moment(state);
  state.svg.setAttribute("aria-label", now
    ? say("goes on", { beginning: state.data.beginning, text: now.text })
    : say("untrained", { beginning: state.data.beginning }));
  state.time.classList.toggle("none", state.data.moments.length < 2);
  const spoken = now ? say("moment", { step: now.step, total: state.data.total }) : "";
  state.said.textContent = spoken;
  state.slider.setAttribute("aria-valuetext", `${spoken}. ${now ? now.text : ""}`);
}

// A letter and its bar at a place in pixels, when letters are so many pixels high.
function drawn(cell, x, y, letters) {
  const [width, most] = [CELL * letters, BARS * letters];
  const foot = y + most + 2;
  const parts = [svgNode("text", { x: x + width / 2, y: y + most + FOOT * letters, class: cell.kind }, cell.letter)];
  if (cell.chance === undefined) return parts;
  const high = Math.max(1, cell.chance * most);
  const [under, end] = [y + most + UNDER * letters, x + width];
  parts.unshift(svgNode("line", { class: "rail", x1: x, x2: end, y1: foot, y2: foot }));
  parts.push(svgNode("rect", { class: cell.same ? "bar same" : "bar", x: x + 2.5, width: width - 5, y: foot - high, height: high, rx: 1.5 },
    svgNode("title", {}, `${cell.letter}: ${percent(cell.chance)}`)));
  if (cell.same) parts.push(svgNode("line", { class: "under", x1: x, x2: end, y1: under, y2: under }));
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
