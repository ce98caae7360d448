// A world that can be steered, beside a model's dream of it. Both begin alike and get the same pushes; the truth goes on by its
// law, the dream by the network, which sees only its own last pictures. All of it runs here; the server is never asked.

const BEAT = 250; // milliseconds a picture while time runs
const REST = 500; // milliseconds of stillness before a voice says where we are
const FAR = 6; // pixels: the upper edge of the curve
const SPAN = 60; // pictures that the curve holds
const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", " ": "none" };

// The law of core/data/rink.py, one coordinate after the other; a hit on a board turns only the velocity across it.
function moved({ side, radius, push, friction }, world, pushed) {
  const next = { place: [0, 0], speed: [0, 0] };
  for (const i of [0, 1]) {
    let speed = friction * (world.speed[i] + push * pushed[i]);
    let place = world.place[i] + speed;
    const [low, high] = [radius, side - radius];
    if (place < low || place > high) {
      place = 2 * (place < low ? low : high) - place;
      speed = -speed;
    }
    next.place[i] = place;
    next.speed[i] = speed;
  }
  return next;
}

/** @param {any} world @param {any} place */
function picture({ side, radius }, [x, y]) {
  const pixels = new Float32Array(side * side);
  for (let i = 0; i < pixels.length; i++) {
    const far = Math.hypot((i % side) + 0.5 - x, Math.floor(i / side) + 0.5 - y);
    pixels[i] = Math.min(1, Math.max(0, radius + 0.5 - far));
  }
  return pixels;
}

// The network's next picture, from the last ones that it sees and the push.
function dreamed(data, seen, pushed) {
  const known = new Float32Array(seen.length * seen[0].length + 2);
  seen.forEach((pixels, i) => known.set(pixels, i * pixels.length));
  known.set(pushed, known.length - 2);
  return run(data.weights, 0, data.layers, known, true);
}

// Where the puck is in a picture: the middle of its brightness squared, as core/measure/steered.py has it.
function middle(pixels, side) {
  let [all, x, y] = [0, 0, 0];
  pixels.forEach((value, i) => {
    const weight = value * value;
    all += weight;
    x += weight * ((i % side) + 0.5);
    y += weight * (Math.floor(i / side) + 0.5);
  });
  return [x / (all || 1), y / (all || 1)];
}

const gone = (pixels) => pixels.every((value) => value < 0.5);

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const [truth, dream] = frame.querySelectorAll(".screen");
  const state = {
    truth, dream, curve: part(".curve"), far: part(".far"), spoken: part(".spoken"), keys: [...frame.querySelectorAll(".push")],
    data: null, bytes: null, world: null, seen: [], off: [], next: "none", rest: 0, at: 0,
  };
  state.player = player(part(".play"), {
    says: () => say("run"), pace: () => BEAT, stopped: () => tell(state),
    beat: () => { go(state, state.next); state.next = "none"; },
    begin: () => {
      if (!reducedMotion.matches) return true;
      go(state, "none");
      return false;
    },
  });
  for (const key of state.keys) key.addEventListener("click", () => press(state, key.dataset.push));
  for (const screen of [truth, dream]) screen.addEventListener("click", () => part(".push[data-push=none]").focus()); // arrows work
  part(".again").addEventListener("click", () => { state.player.pause(); begin(state); tell(state); });
  part(".keys").addEventListener("keydown", (event) => {
    const push = KEYS[event.key];
    if (modified(event) || !push || event.key === " ") return;
    event.preventDefault();
    state.keys.find((key) => key.dataset.push === push).focus();
    press(state, push);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { state.player.pause(); clearTimeout(state.rest); still(); };
  return state;
}

// While time runs, a push waits for the next picture; while it stands, it makes the next picture.
function press(state, push) {
  if (state.player.playing) state.next = push;
  else go(state, push);
}

function begin(state) {
  const { data } = state;
  let world = { place: [...data.place], speed: [...data.speed] };
  state.seen = [picture(data, world.place)];
  for (let i = 1; i < data.seen; i++) {
    world = moved(data, world, [0, 0]);
    state.seen.push(picture(data, world.place));
  }
  Object.assign(state, { world, off: [], at: 0, next: "none" });
  paint(state);
}

function go(state, push) {
  const { data } = state, pushed = data.pushes[push].map((value) => value * data.strength);
  state.world = moved(data, state.world, pushed);
  state.seen = [...state.seen.slice(1), dreamed(data, state.seen, pushed)];
  const made = state.seen.at(-1), [x, y] = middle(made, data.side);
  state.off.push(gone(made) ? data.side : Math.hypot(x - state.world.place[0], y - state.world.place[1]));
  state.at += 1;
  for (const key of state.keys) key.classList.toggle("now", key.dataset.push === push);
  paint(state);
  clearTimeout(state.rest);
  if (!state.player.playing) state.rest = setTimeout(() => tell(state), REST);
}

function told(state) {
  if (!state.at) return say("begin");
  if (gone(state.seen.at(-1))) return say("gone", { at: state.at });
  return say("apart", { at: state.at, pixels: state.off.at(-1) });
}

const tell = (state) => { state.spoken.textContent = told(state); };

function paint(state) {
  const { data } = state;
  screen(state.truth, data, picture(data, state.world.place), "data");
  screen(state.dream, data, state.seen.at(-1), "made", state.world.place);
  state.truth.setAttribute("aria-label", say("truth"));
  state.dream.setAttribute("aria-label", say("dream"));
  state.far.textContent = told(state);
  curve(state);
}

// One picture, its pixels as large squares; on the dream a ring where the puck truly is.
function screen(canvas, { side, radius }, pixels, hue, place) {
  const width = canvas.clientWidth || 200, context = sharp(canvas, width, width, false), ink = inks(canvas);
  const shade = shades(ink("card"), ink(hue)), image = new ImageData(side, side);
  for (let j = 0; j < side * side; j++) {
    const tone = Math.round(255 * pixels[j]);
    image.data.set(shade.subarray(4 * tone, 4 * tone + 4), 4 * j);
  }
  const small = unseen(side, side);
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small.canvas, 0, 0, width, width);
  if (!place) return;
  const cell = width / side;
  context.strokeStyle = ink("data");
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(place[0] * cell, place[1] * cell, (radius + 0.4) * cell, 0, 2 * Math.PI);
  context.stroke();
}

// How far apart the two pucks were, over the last pictures.
function curve({ curve: canvas, off, seen }) {
  offCurve(canvas, off.slice(-SPAN), SPAN, FAR);
  const pictures = Math.min(off.length, SPAN), lost = off.length > 0 && gone(seen.at(-1));
  canvas.setAttribute("aria-label", lost ? say("curve gone", { pictures }) : say("curve", { pictures, apart: off.at(-1) ?? 0 }));
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    state.player.pause();
    Object.assign(state, { bytes: data, data: unpack(data) });
    begin(state);
  } else paint(state);
  return state.unmount;
}
