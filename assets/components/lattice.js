// All ways to cut a word. Every piece that fits is a box over its letters, in the row of its length; the way that is
// looked at is filled. Under it the likeliest ways with their probabilities.

const SIDE = 2.75, HIGH = 1.75, ROW = 2.125, TOP = 2.125; // rem: a letter's width, a box, a row of boxes, the letters above

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = { grid: part(".grid"), readout: part(".readout"), ways: part(".ways"), spoken: part(".spoken"), data: null, chosen: 0 };
  state.settle = rove(state.ways, (stop) => choose(state, stop.way));
  return state;
}

const bytesOf = (text) => new TextEncoder().encode(text);

// Where each way goes: the places of its pieces.
function edgesOf(way) {
  let place = 0;
  return way.pieces.map((text) => `${place}-${(place += [...text].length)}`);
}

function draw(state) {
  const letters = [...state.data.word];
  const rows = Math.max(1, ...state.data.edges.map((edge) => edge.end - edge.start));
  const lanes = [];
  const placed = state.data.edges.map((edge) => { // one below the other where boxes of one length would overlap
    const length = edge.end - edge.start;
    let lane = 0;
    while (lanes[`${length}.${lane}`]?.some((other) => edge.start < other.end && other.start < edge.end)) lane++;
    (lanes[`${length}.${lane}`] ??= []).push(edge);
    return { ...edge, length, lane };
  });
  const order = [...new Set(placed.map(({ length, lane }) => length * 1000 + lane))].sort((a, b) => a - b);
  const [side, high, row, top] = [SIDE, HIGH, ROW, TOP].map((length) => length * state.letters);
  const width = letters.length * side + 2, height = top + order.length * row;
  state.grid.setAttribute("width", width);
  state.grid.setAttribute("height", height);
  state.grid.setAttribute("viewBox", `-1 0 ${width} ${height}`);
  state.grid.setAttribute("aria-label", say("grid", { pieces: state.data.edges.length, letters: rows }));
  state.grid.replaceChildren(
    ...letters.map((_, i) => svgNode("line", { class: "gap", x1: i * side, x2: i * side, y1: 0.76 * top, y2: height })),
    ...letters.map((letter, i) => svgNode("text", { class: "letter", x: (i + 0.5) * side, y: 0.53 * top }, letter === " " ? "␣" : letter)),
    ...placed.map((edge) => {
      const y = top + order.indexOf(edge.length * 1000 + edge.lane) * row;
      const box = svgNode("g", { class: edge.id === 0 ? "edge unknown" : "edge" },
        svgNode("rect", { x: edge.start * side + 2, y, width: edge.length * side - 4, height: high, rx: 5 }),
        svgNode("text", { x: ((edge.start + edge.end) / 2) * side, y: y + 0.71 * high }, edge.text.replaceAll(" ", "␣")));
      box.style.setProperty("--hue", hue(edge.id));
      box.place = `${edge.start}-${edge.end}`;
      box.addEventListener("pointerenter", () => { state.readout.textContent = sentence(edge); });
      return box;
    }));
}

const sentence = (edge) => edge.id === 0
  ? say("unknown", { text: edge.text })
  : say("piece", { text: edge.text.replaceAll(" ", "␣"), id: edge.id, score: edge.score });

function choose(state, number) {
  state.chosen = Math.min(number, state.data.ways.length - 1);
  const way = state.data.ways[state.chosen];
  const on = new Set(way ? edgesOf(way) : []);
  for (const box of state.grid.querySelectorAll(".edge")) box.classList.toggle("on", on.has(box.place));
  [...state.ways.children].forEach((row, i) => row.setAttribute("aria-pressed", i === state.chosen));
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const letters = rem(); // larger for a class
  if (JSON.stringify(state.data) !== JSON.stringify(data) || state.letters !== letters) {
    Object.assign(state, { data, letters });
    draw(state);
    state.ways.replaceChildren(...data.ways.map((way, number) => {
      const chips = way.pieces.map((text, i) => {
        const made = node("span", { class: "chip", dir: "auto" }, ...visible(bytesOf(text)));
        made.style.setProperty("--hue", hue(way.ids[i]));
        return made;
      });
      const track = svgNode("svg", { "aria-hidden": "true" }, svgNode("rect", { class: "track", width: "100%", height: "100%", rx: 2 }),
        svgNode("rect", { class: "now", height: "100%", rx: 2, width: `${100 * way.probability}%` }));
      const share = percentage(way.probability);
      const row = node("button", { type: "button", class: "way", "data-stop": true, tabindex: -1, "aria-label": `${way.pieces.join(", ")}: ${share}` },
        node("span", { class: "pieces" }, ...chips), track, node("b", {}, share));
      row.way = number;
      row.addEventListener("click", () => choose(state, number));
      return row;
    }));
    state.settle();
    state.readout.textContent = say("point");
    choose(state, 0);
  }
  return state.unmount;
}

// Small probabilities keep two digits that count: these differ by powers of ten.
function percentage(share) {
  return share >= 0.01 ? percent(share) : inLanguage(share, { style: "percent", minimumSignificantDigits: 2, maximumSignificantDigits: 2 });
}
