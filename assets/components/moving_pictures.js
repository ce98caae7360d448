// Films side by side on one clock: the true one, and what each model makes of the same beginning. Every picture is here, so
// the server is never asked. Over each film lies the way of the true thing, and a ring where it truly is now; below, how far
// off the model's thing is, picture by picture.

const PACES = [800, 400, 200]; // milliseconds a picture: slow, usual, fast. Never more than five pictures a second.
const REST = 500; // milliseconds of stillness before a voice says where we are
const FAR = 4; // pixels: the upper edge of the curves
const PAUSE = 3; // beats for which the last picture rests before the film begins again

function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, pixels: take("u1") };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    films: part(".films"), slider: part("input"), value: part("output"), pace: part("select"), spoken: part(".spoken"),
    data: null, bytes: null, parts: [], at: 0, rest: 0, once: true, timer: 0,
  };
  state.pace.append(...["slow", "usual", "fast"].map((name, i) => node("option", { value: i, ...(i === 1 ? { selected: true } : {}) }, say(name))));
  state.player = player(part(".play"), {
    slider: state.slider, seek: (at) => move(state, at), pace: () => PACES[Number(state.pace.value)],
    says: () => say("play film"), begin: () => begin(state), beat: () => beat(state), stopped: () => tell(state),
  });
  state.pace.addEventListener("change", () => state.player.again());
  const step = (by) => () => { state.player.pause(); move(state, (state.at + by + state.data.frames) % state.data.frames); };
  part(".back").addEventListener("click", step(-1));
  part(".on").addEventListener("click", step(1));
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { state.player.pause(); clearTimeout(state.timer); still(); };
  return state;
}

const last = ({ data }) => data.frames - 1;

// For those who asked for no motion there is no film that runs by itself: the button goes on by one picture.
function begin(state) {
  state.once = false;
  if (reducedMotion.matches) {
    move(state, (state.at + 1) % state.data.frames);
    return false;
  }
  if (state.at === last(state)) move(state, 0);
  return true;
}

// The first time it plays by itself, once; when the learner plays it, again and again.
function beat(state) {
  if (state.at < last(state)) move(state, state.at + 1);
  else if (state.once) return false;
  else if (++state.rest >= PAUSE) {
    state.rest = 0;
    move(state, 0);
  }
  return true;
}

function move(state, at) {
  state.at = Math.max(0, Math.min(last(state), at));
  paint(state);
  clearTimeout(state.timer);
  if (!state.player.playing) state.timer = setTimeout(() => tell(state), REST);
}

// What is read aloud: how far off each model's thing is in this picture.
function tell(state) {
  const { data, at } = state;
  const said = data.films.slice(1).map((film) => say("film off", { name: film.name, off: off(data, film, at) }));
  state.spoken.textContent = [say("picture", { at: at + 1, of: data.frames }), ...said].join(" ");
}

function off(data, film, at) {
  if (at < data.given) return say("given");
  const far = film.off[at];
  return far >= data.lost ? say("lost") : say("off", { pixels: far });
}

function paint(state) {
  const { data, at } = state;
  const picture = say("picture", { at: at + 1, of: data.frames });
  state.slider.value = at;
  state.slider.setAttribute("aria-valuetext", picture);
  state.value.textContent = picture;
  data.films.forEach((film, i) => {
    const parts = state.parts[i], given = i > 0 && at < data.given;
    parts.figure.classList.toggle("given", given);
    const ink = inks(parts.screen);
    const made = i > 0 && !given;
    screen(parts.screen, data, data.pixels.subarray((i * data.frames + at) * data.side ** 2), shades(ink("card"), ink(made ? "made" : "data")), made);
    if (i === 0) return;
    parts.off.textContent = off(data, film, at);
    curve(parts.curve, data, film, at);
  });
}

// One picture, its pixels as large squares; and over it the true way, and where on it the thing should be.
function screen(canvas, data, pixels, shade, ring) {
  const { side, path } = data;
  const width = canvas.clientWidth || 160;
  const context = sharp(canvas, width, width, false);
  const small = new OffscreenCanvas(side, side);
  const image = new ImageData(side, side);
  for (let j = 0; j < side * side; j++) image.data.set(shade.subarray(4 * pixels[j], 4 * pixels[j] + 4), 4 * j);
  small.getContext("2d").putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width, width);
  const ink = inks(canvas), cell = width / side, at = data.now;
  const [x, y] = [(i) => path[i][0] * cell, (i) => path[i][1] * cell];
  context.strokeStyle = context.fillStyle = ink("data");
  context.globalAlpha = 0.55;
  for (let i = 0; i < path.length; i++) {
    context.beginPath();
    context.arc(x(i), y(i), Math.max(1.2, cell * 0.13), 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
  if (!ring) return;
  context.lineWidth = Math.max(1.5, cell * 0.16);
  context.beginPath();
  context.arc(x(at), y(at), cell * 2.1, 0, 2 * Math.PI);
  context.stroke();
}

// How far off the thing is over the pictures, and where in them we are.
function curve(canvas, data, film, at) {
  const { context, x, y } = offCurve(canvas, film.off, data.frames, FAR);
  context.beginPath();
  context.arc(x(at), y(film.off[at]), 4.5, 0, 2 * Math.PI);
  context.fill();
  canvas.setAttribute("aria-label", say("curve", { name: film.name, far: film.off.map((far, i) => off(data, film, i)).join(", ") }));
}

function furnish(state) {
  state.films.style.setProperty("--films", state.data.films.length);
  state.parts = state.data.films.map((film, i) => {
    const canvas = node("canvas", { class: "screen", role: "img", "aria-label": say(i ? "made film" : "true film", { name: film.name }) });
    const line = node("canvas", { class: "curve", role: "img" }), far = node("span", { class: "off" });
    const figure = node("figure", { class: i ? "" : "true" }, node("strong", {}, film.name), node("span", { class: "quiet" }, film.says), canvas, ...(i ? [far, line] : []));
    return { figure, screen: canvas, curve: line, off: far };
  });
  state.films.replaceChildren(...state.parts.map((parts) => parts.figure));
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    const before = state.data;
    Object.assign(state, { bytes: data, data: unpack(data) });
    const names = (payload) => payload?.films.map((film) => film.name + film.says).join();
    if (names(before) !== names(state.data)) furnish(state);
    state.slider.max = last(state);
    state.at = before ? Math.min(state.at, last(state)) : 0;
    // where the truth is now is asked of the data, so that a painter needs nothing else
    Object.defineProperty(state.data, "now", { get: () => state.at });
    if (!before && state.data.plays && !reducedMotion.matches) state.player.run();
  }
  paint(state);
  return state.unmount;
}
