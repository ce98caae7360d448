// A square from -1 to 1 in which the learner draws points, by mouse, finger or keys. Python hears of them when the pen rests.

const APART = 0.03; // between two points of one stroke
const STRIDE = 0.1; // of the pen, by keys
const REST = 500; // milliseconds without a key before Python is told

function build(frame) {
  const state = {
    canvas: frame.querySelector("canvas"), count: frame.querySelector(".count"), points: [], pen: [0, 0],
    keys: false, most: 0, send: null, timer: 0,
  };
  const { canvas } = state;
  let before = 0;
  pad(canvas, {
    down: (event) => {
      before = state.points.length;
      state.keys = false;
      add(state, under(state, event), 0);
    },
    move: (event) => add(state, under(state, event), APART),
    up: (event, dropped) => {
      if (dropped) state.points.length = before;
      tell(state);
    },
  });
  canvas.addEventListener("keydown", (event) => press(state, event));
  frame.querySelector(".clear").addEventListener("click", () => { state.points = []; paint(state); tell(state); });
  const still = whenLooksChange(frame, () => paint(state));
  state.close = () => { clearTimeout(state.timer); still(); };
  return state;
}

const within = (value) => Math.max(-1, Math.min(1, Math.round(value * 1000) / 1000));

/** @returns {[number, number]} */
function under({ canvas }, event) {
  const { across, down } = spot(canvas, event);
  return [within(across * 2 - 1), within(1 - down * 2)];
}

function add(state, [x, y], apart) {
  const last = state.points.at(-1);
  if (state.points.length >= state.most || (apart && last && Math.hypot(x - last[0], y - last[1]) < apart)) return;
  state.points.push([x, y]);
  paint(state);
}

function press(state, event) {
  if (modified(event)) return;
  const [x, y] = state.pen;
  const to = { ArrowLeft: [x - STRIDE, y], ArrowRight: [x + STRIDE, y], ArrowUp: [x, y + STRIDE], ArrowDown: [x, y - STRIDE] }[event.key];
  if (to) state.pen = to.map(within);
  else if (event.key === " " || event.key === "Enter") add(state, state.pen, 0);
  else if (event.key === "Backspace") state.points.pop();
  else return;
  event.preventDefault();
  state.keys = true;
  paint(state);
  clearTimeout(state.timer);
  if (!to) state.timer = setTimeout(() => tell(state), REST);
}

function tell(state) {
  state.send("points", state.points);
}

function paint(state) {
  const side = Math.min(260, state.canvas.parentElement.clientWidth - 2);
  if (side <= 0) return;
  const context = sharp(state.canvas, side, side);
  const ink = inks(state.canvas);
  /** @returns {[number, number]} */
  const place = ([x, y]) => [((x + 1) / 2) * side, ((1 - y) / 2) * side];
  context.fillStyle = ink("data");
  for (const point of state.points) {
    context.beginPath();
    context.arc(...place(point), 2.5, 0, 2 * Math.PI);
    context.fill();
  }
  if (state.keys) {
    const [x, y] = place(state.pen);
    context.strokeStyle = ink("accent");
    context.lineWidth = 2;
    context.strokeRect(x - 5, y - 5, 10, 10);
  }
  state.count.textContent = say(state.points.length >= state.most ? "full" : "count", { points: state.points.length });
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  state.most = data.most;
  if (!state.points.length && data.points.length) state.points = data.points;
  paint(state);
  return state.unmount;
}
