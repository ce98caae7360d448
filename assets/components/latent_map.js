// The latent plane as a map: at every place the picture that the decoder makes there. It is walked with the pointer or
// with arrow keys; the decoder runs here. Dots are real digits where the encoder puts them. The learner's own picture is a
// cloud with a middle and a spread, from which the dice draw a place. All of it follows the slider of training time.

const REACH = 3; // the map shows both numbers from -3 to 3; the round cloud N(0, 1) has nearly all of itself there
const TILES = 20;
const GAP = 1; // of a decoded picture's pixels, between two tiles
const STRIDE = 0.1;
const MARKS = "0123456789";

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, map: part(".map"), over: part(".over"), here: part(".here"), where: part(".where"), dots: part(".dots"),
    box: part(".cloudbox"), spoken: part(".spoken"), data: null, send: null, at: 0, place: [0, 0], own: null, cloud: null,
    dice: [0, 0], timer: 0, painted: "",
  };
  const { map } = state;
  const walk = (event) => {
    const { across, down } = spot(map, event);
    go(state, [(2 * across - 1) * REACH, (1 - 2 * down) * REACH]);
  };
  pad(map, { down: walk, move: walk, swipes: true });
  hovers(map, (event) => event && walk(event));
  map.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (modified(event) || !(way || event.key === "Home")) return;
    event.preventDefault();
    const stride = event.shiftKey ? 5 * STRIDE : STRIDE;
    go(state, way ? state.place.map((value, i) => value + stride * way[i]) : [0, 0]);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => { state.spoken.textContent = state.where.textContent; }, 500);
  });
  state.dots.addEventListener("change", () => show(state));
  part(".throw").addEventListener("click", () => { state.dice = [gauss(), gauss()]; draw(state); });
  part(".home").addEventListener("click", () => { state.dice = [0, 0]; draw(state); });
  const deaf = [
    followTime(state, (at) => { state.at = at; show(state); }),
    followDrawing(state, (pixels) => {
      Object.assign(state, { own: pixels, dice: [0, 0] });
      show(state);
      draw(state);
    }),
  ];
  const still = whenLooksChange(frame, () => state.data && show(state));
  state.close = () => {
    clearTimeout(state.timer);
    for (const end of deaf) end();
    still();
  };
  return state;
}

// A draw from N(0, 1) by Box and Muller (1958).
const gauss = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

// Where the encoder puts a picture: the middle of its cloud and its spread.
function cloudOf(state, picture) {
  const out = encode(state.data, state.data.networks.model, state.at, picture);
  return { mean: [out[0], out[1]], spread: [Math.exp(out[2] / 2), Math.exp(out[3] / 2)] };
}

function go(state, place) {
  state.place = place.map((value) => Math.min(REACH, Math.max(-REACH, value)));
  look(state);
}

// One throw: mean + spread × dice.
function draw(state) {
  const { mean, spread } = state.cloud;
  go(state, mean.map((value, i) => value + spread[i] * state.dice[i]));
  const told = (values) => `(${values.map((value) => fixed(value, 2)).join(", ")})`;
  for (const [name, values] of Object.entries({ mean, spread, noise: state.dice, z: state.place })) {
    state.box.querySelector(`.sum .${name}`).textContent = told(values);
  }
}

function show(state) {
  const { data, at, map } = state;
  const network = data.networks.model;
  const side = Math.sqrt(data.pixels);
  const key = `${data.run} ${at}`;
  if (state.painted !== key) {
    state.painted = key;
    const pitch = side + GAP;
    map.width = map.height = TILES * pitch;
    const pixels = new ImageData(map.width, map.height); // the gaps stay clear: the page shows through
    for (let row = 0; row < TILES; row++) {
      for (let column = 0; column < TILES; column++) {
        const place = [(column + 0.5) / TILES, 1 - (row + 0.5) / TILES].map((share) => share * 2 * REACH - REACH);
        decode(data, network, at, place).forEach((ink, i) => {
          const [x, y] = [column * pitch + (i % side), row * pitch + Math.floor(i / side)];
          pixels.data.set([...inkOnPaper(ink), 255], 4 * (y * map.width + x));
        });
      }
    }
    map.getContext("2d").putImageData(pixels, 0, 0);
    state.known = data.pictures.map((picture) => cloudOf(state, picture.map((tone) => tone / 255)).mean);
  }
  state.cloud = state.own && cloudOf(state, state.own);
  state.box.hidden = !state.cloud;
  look(state);
}

function look(state) {
  const { data, place } = state;
  const decoded = decode(data, data.networks.model, state.at, place);
  paintPicture(state.here, decoded);
  const where = `(${place.map((value) => fixed(value, 1)).join(", ")})`;
  state.where.textContent = say("at", { place: where });
  state.here.setAttribute("aria-label", say("here", { place: where }));
  const wide = state.map.clientWidth;
  if (!wide) return;
  const context = sharp(state.over, wide, wide);
  const ink = inks(state.frame);
  const on = ([x, y]) => [((x + REACH) / (2 * REACH)) * wide, ((REACH - y) / (2 * REACH)) * wide];
  if (state.dots.checked) {
    const size = Math.max(9, wide / 52);
    const half = size * 0.6;
    context.font = `700 ${size}px ${getComputedStyle(state.frame).fontFamily}`;
    Object.assign(context, { textAlign: "center", textBaseline: "middle" });
    state.known.forEach((at, i) => {
      const [x, y] = on(at);
      const { hue, text, square } = data.dots[data.labels[i]];
      context.fillStyle = hue;
      context.beginPath();
      if (square) context.rect(x - half, y - half, 2 * half, 2 * half);
      else context.arc(x, y, half, 0, 2 * Math.PI);
      context.fill();
      context.fillStyle = text;
      context.fillText(MARKS[data.labels[i]], x, y + 0.5);
    });
  }
  if (state.cloud) {
    const [x, y] = on(state.cloud.mean);
    const unit = wide / (2 * REACH);
    Object.assign(context, { strokeStyle: ink("query"), lineWidth: 3, fillStyle: ink("query") });
    for (const times of [1, 2]) {
      context.beginPath();
      context.ellipse(x, y, Math.max(2, times * unit * state.cloud.spread[0]), Math.max(2, times * unit * state.cloud.spread[1]), 0, 0, 2 * Math.PI);
      context.stroke();
    }
  }
  const [x, y] = on(place);
  context.lineWidth = 5;
  for (const [hue, thick] of [[ink("paper"), 6], [ink("made"), 3]]) {
    Object.assign(context, { strokeStyle: hue, lineWidth: thick });
    context.strokeRect(x - wide / 42, y - wide / 42, wide / 21, wide / 21);
  }
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    const now = unpack(data);
    const fresh = state.data?.run !== now.run || state.data?.step !== now.step;
    const other = state.data?.own?.join() !== now.own?.join();
    Object.assign(state, { bytes: data, data: now, painted: "" });
    if (fresh) state.at = nearest(now.steps, now.step);
    if (other && now.own) Object.assign(state, { own: Float32Array.from(now.own, (tone) => tone / 255), dice: [0, 0] });
    show(state);
    if (other && state.cloud) draw(state);
  }
  state.map.setAttribute("aria-label", say("map"));
  show(state);
  return state.unmount;
}
