// A canvas to draw on: mouse, finger, pen; or arrow keys, with the space bar to set the pen down and lift it.

const FIELD = 32; // the strokes live in a square of 32 units
const PEN = 2; // half as wide as a line
const REST = 250; // milliseconds without a key before Python is told

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, paper: part(".paper"), small: part(".small"), spoken: part(".spoken"), strokes: [],
    at: [16, 6], down: false, timer: 0, data: null, send: null,
  };
  const { paper } = state;
  const place = (event) => {
    const { across, down } = spot(paper, event);
    return [across, down].map((share) => Math.min(FIELD, Math.max(0, share * FIELD)));
  };
  pad(paper, {
    down: (event) => {
      state.down = false;
      state.strokes.push([place(event)]);
      show(state);
    },
    move: (event) => {
      state.strokes.at(-1)?.push(place(event));
      show(state);
    },
    up: (event, dropped) => {
      if (dropped) state.strokes.pop();
      show(state);
      tell(state);
    },
  });
  paper.addEventListener("keydown", (event) => press(state, event));
  paper.addEventListener("focus", () => show(state));
  paper.addEventListener("blur", () => { state.down = false; show(state); });
  part(".undo").addEventListener("click", () => { state.strokes.pop(); changed(state, say("undone")); });
  part(".clear").addEventListener("click", () => { state.strokes = []; changed(state, say("cleared")); });
  const still = whenLooksChange(frame, () => state.data && show(state));
  state.close = () => { clearTimeout(state.timer); still(); };
  return state;
}

function changed(state, words) {
  state.down = false;
  state.spoken.textContent = words;
  show(state);
  tell(state);
}

function press(state, event) {
  if (event.altKey || event.metaKey) return;
  if (event.ctrlKey) {
    if (event.key !== "z") return;
    state.strokes.pop();
    changed(state, say("undone"));
    event.preventDefault();
    return;
  }
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (way) {
    state.at = state.at.map((value, i) => Math.min(FIELD - 2, Math.max(2, value + 2 * way[i])));
    if (state.down) state.strokes.at(-1).push([...state.at]);
  } else if (event.key === " ") {
    state.down = !state.down;
    if (state.down) state.strokes.push([[...state.at]]);
    state.spoken.textContent = say(state.down ? "pen down" : "pen up");
  } else if (event.key === "Delete" || event.key === "Escape") state.strokes = [];
  else return;
  event.preventDefault();
  show(state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => tell(state), REST);
}

// ---- the picture that the network gets ----

// The strokes, moved to the middle and stretched to the height of the data set's digits.
function fitted(strokes) {
  const points = strokes.flat();
  const [xs, ys] = [0, 1].map((i) => points.map((point) => point[i]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = FIELD - 2 * PEN - 1;
  const scale = Math.min(3, room / Math.max(bottom - top, 1.15 * (right - left), 1e-6));
  return strokes.map((stroke) => stroke.map(([x, y]) => [
    FIELD / 2 + (x - (left + right) / 2) * scale, FIELD / 2 + (y - (top + bottom) / 2) * scale]));
}

function apart([px, py], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

// Dots under the pen, counted in blocks of four by four: 64 numbers from 0 to 16.
function counted(strokes) {
  const counts = Array(64).fill(0);
  if (!strokes.length) return counts;
  const lines = fitted(strokes).flatMap((stroke) => stroke.map((point, i) => [stroke[Math.max(0, i - 1)], point]));
  for (let y = 0; y < FIELD; y++) {
    for (let x = 0; x < FIELD; x++) {
      if (lines.some(([a, b]) => apart([x + 0.5, y + 0.5], a, b) < PEN)) counts[(y >> 2) * 8 + (x >> 2)]++;
    }
  }
  return counts;
}

function show(state) {
  const { paper, strokes } = state;
  const wide = paper.clientWidth || 168;
  const context = sharp(paper, wide, wide, false);
  const unit = wide / FIELD;
  Object.assign(context, { lineWidth: 2 * PEN * unit, lineCap: "round", lineJoin: "round", strokeStyle: "#1c2333" });
  for (const stroke of strokes) {
    context.beginPath();
    stroke.forEach(([x, y], i) => (i ? context.lineTo(x * unit, y * unit) : context.moveTo(x * unit, y * unit)));
    if (stroke.length === 1) context.lineTo(stroke[0][0] * unit + 0.1, stroke[0][1] * unit);
    context.stroke();
  }
  if (paper.matches(":focus-visible")) {
    context.beginPath();
    context.arc(state.at[0] * unit, state.at[1] * unit, PEN * unit, 0, 2 * Math.PI);
    Object.assign(context, { lineWidth: 2, strokeStyle: "#1f5fa8", fillStyle: "#1f5fa8" });
    if (state.down) context.fill();
    else context.stroke();
  }
  const counts = counted(strokes);
  paintPicture(state.small, counts.map((count) => count / 16));
  const told = counts.join();
  if (told === state.shown) return;
  state.shown = told;
  if (state.data) window.dispatchEvent(new CustomEvent("glassbox:drawing", { detail: { name: state.data.name, pixels: counts.map((count) => count / 16) } }));
}

// Python hears the picture, and the strokes, which it gives back where the page is opened again.
function tell(state) {
  clearTimeout(state.timer);
  const strokes = state.strokes.map((stroke) => stroke.map((point) => point.map((value) => Math.round(value * 10) / 10)));
  state.send("drawing", { pixels: counted(state.strokes), strokes });
}

// Strokes that can be drawn; what was kept may be damaged.
function sound(strokes) {
  const isPoint = (point) => Array.isArray(point) && point.length === 2 && point.every((value) => value >= 0 && value <= FIELD);
  return Array.isArray(strokes) && strokes.every((stroke) => Array.isArray(stroke) && stroke.length && stroke.every(isPoint))
    ? strokes.map((stroke) => stroke.map((point) => [...point])) : [];
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  if (!state.data) state.strokes = sound(data.strokes);
  Object.assign(state, { data, send: setStateValue });
  state.paper.setAttribute("aria-label", say("paper", { label: data.label }));
  show(state);
  return state.unmount;
}
