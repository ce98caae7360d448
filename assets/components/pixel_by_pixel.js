// A picture, drawn pixel by pixel by a transformer: what is given in one hue, what it drew in another. The slider goes
// back to any pixel; beside it stand the chances of the 17 grey levels from which that pixel was thrown.

const SIDE = 8, PIXELS = SIDE * SIDE, LEVELS = 17;
const PACE = 70; // milliseconds a pixel

// For each picture its 64 levels and its 64 × 17 chances, a byte each.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, raw: take("u1") };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    drawing: part(".drawing"), readout: part(".readout"), bars: part(".bars"), play: part(".round"), clock: part("input"),
    shown: part("output"), title: part(".others-title"), others: part(".others"), data: null, bytes: null, at: PIXELS, open: 0,
  };
  state.settle = rove(state.others, (stop) => stop.click());
  state.player = player(state.play, {
    slider: state.clock, seek: (at) => { state.at = at; paint(state); }, pace: PACE, begin: () => begin(state),
    beat: () => {
      state.at += 1;
      paint(state);
      return state.at < PIXELS;
    },
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { state.player.pause(); still(); };
  return state;
}

const level = (state, i, p) => state.data.raw[i * PIXELS * (1 + LEVELS) + p];
const chances = (state, i, p) => {
  const start = i * PIXELS * (1 + LEVELS) + PIXELS + p * LEVELS;
  return state.data.raw.subarray(start, start + LEVELS);
};

function begin(state) {
  if (state.at >= PIXELS) state.at = state.data.given;
  const still = reducedMotion.matches; // no film: the next row at once
  if (still) state.at = Math.min(PIXELS, state.at + SIDE);
  paint(state);
  return !still;
}

// ---- drawing ----

function paint(state) {
  const ink = inks(state.others);
  const { given, asked, truth } = state.data;
  state.clock.min = given;
  state.clock.value = state.at;
  state.clock.setAttribute("aria-valuetext", say("so many", { pixels: state.at }));
  state.shown.textContent = `${state.at} / 64`;
  const room = state.drawing.parentElement.clientWidth;
  const side = Math.min(272, room) / SIDE;
  const context = sharp(state.drawing, side * SIDE, side * SIDE);
  context.fillStyle = ink("card");
  context.fillRect(0, 0, side * SIDE, side * SIDE);
  for (let p = 0; p < state.at; p++) {
    context.globalAlpha = level(state, state.open, p) / (LEVELS - 1);
    context.fillStyle = ink(p < given ? "data" : "made");
    context.fillRect((p % SIDE) * side, Math.floor(p / SIDE) * side, side + 0.5, side + 0.5);
  }
  context.globalAlpha = 1;
  context.strokeStyle = ink("line");
  context.strokeRect(0.5, 0.5, side * SIDE - 1, side * SIDE - 1);
  const next = Math.min(state.at, PIXELS - 1);
  if (state.at < PIXELS) {
    context.strokeStyle = ink("accent");
    context.lineWidth = 3;
    context.strokeRect((next % SIDE) * side + 1.5, Math.floor(next / SIDE) * side + 1.5, side - 3, side - 3);
  }
  paintBars(state, next, ink);
  const row = Math.floor(next / SIDE) + 1, column = (next % SIDE) + 1;
  const says = state.data.pictures[state.open];
  const whole = state.at >= PIXELS;
  const words = whole
    ? [say("judge", { named: says.named, sure: says.sure }), truth === null ? "" : say("began", { truth }),
      asked === null ? "" : say("asked", { asked })].filter(Boolean).join(" ")
    : say("coming", { row, column });
  if (state.readout.textContent !== words) state.readout.textContent = words;
  state.drawing.setAttribute("aria-label", say("drawing", { pixels: state.at, given }));
  paintOthers(state, ink);
}

function paintBars(state, place, ink) {
  const width = state.bars.parentElement.clientWidth, height = 92, low = height - 16;
  const context = sharp(state.bars, width, height);
  const step = width / LEVELS;
  const odds = chances(state, state.open, place), drawn = level(state, state.open, place);
  const known = state.at < state.data.given;
  for (let k = 0; k < LEVELS; k++) {
    const tall = Math.max(1, (odds[k] / 255) * (low - 4));
    const chosen = k === drawn && !known;
    context.globalAlpha = chosen ? 1 : 0.4;
    context.fillStyle = ink("made");
    context.fillRect(k * step + 1, low - tall, step - 2, tall);
    context.globalAlpha = 1;
    if (chosen) {
      context.strokeStyle = ink("ink");
      context.lineWidth = 1.5;
      context.strokeRect(k * step + 1, low - tall, step - 2, tall);
    }
  }
  context.fillStyle = ink("soft");
  context.textAlign = "left";
  context.fillText(say("paper"), 0, height - 3);
  context.textAlign = "right";
  context.fillText(say("ink"), width, height - 3);
  const best = odds.indexOf(Math.max(...odds));
  state.bars.setAttribute("aria-label", say("bars", { pixel: place + 1, best, chance: odds[best] / 255, drawn }));
}

function paintOthers(state, ink) {
  const [made, data] = [ink("made"), ink("data")];
  [...state.others.children].forEach((button, i) => {
    const context = button.firstElementChild.getContext("2d");
    context.globalAlpha = 1;
    context.fillStyle = ink("card");
    context.fillRect(0, 0, SIDE, SIDE);
    for (let p = 0; p < PIXELS; p++) {
      context.globalAlpha = level(state, i, p) / (LEVELS - 1);
      context.fillStyle = p < state.data.given ? data : made;
      context.fillRect(p % SIDE, Math.floor(p / SIDE), 1, 1);
    }
    button.setAttribute("aria-checked", i === state.open);
    button.tabIndex = i === state.open ? 0 : -1;
  });
}

function furnish(state) {
  state.others.replaceChildren(...state.data.pictures.map((picture, i) => {
    const button = node("button", { type: "button", class: "other", role: "radio", "data-stop": true, tabindex: -1,
      "aria-label": say("ending", { number: i + 1, named: picture.named }) }, node("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" }), String(picture.named));
    button.addEventListener("click", () => { state.player.pause(); state.open = i; state.at = PIXELS; paint(state); });
    return button;
  }));
  state.title.textContent = say(state.data.given ? "same beginning" : "other throws");
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    const before = state.data;
    state.player.pause();
    Object.assign(state, { bytes: data, data: unpack(data), open: 0 });
    furnish(state);
    state.at = PIXELS;
    if (before && !reducedMotion.matches) { state.at = state.data.given; state.player.play(); } // a new picture appears as it is drawn
  }
  paint(state);
  state.settle();
  return state.unmount;
}
