// The race: what each family of models draws after so many seconds of training, side by side, with the same measures.
// Every frame is here, so that the slider moves all of them without asking the server. Pointing at a picture shows the
// nearest one that was learned from, and what the judge says; a click pins it.

const SIDE = 8, ACROSS = 6, COUNT = ACROSS * ACROSS, PIXELS = SIDE * SIDE;
const BEST = 0.25; // the lower end of the axis of distances

// For each frame its 36 pictures and their 36 nearest, a byte a pixel.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, pixels: take("u1") };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    clock: part(".clock input"), shown: part(".clock output"), lanes: part(".lanes"), one: part(".one"), two: part(".two"),
    readout: part(".readout"), spoken: part(".spoken"), data: null, bytes: null, at: 0, hover: null, pin: null,
  };
  state.clock.addEventListener("input", () => { state.at = Number(state.clock.value); paint(state); });
  state.close = whenLooksChange(frame, () => state.data && paint(state));
  return state;
}

// ---- facts ----

const second = (state) => state.data.marks[state.at];
const frameOf = (state, lane) => state.data.families[lane].frames.find((frame) => frame.second === second(state));

// Picture number `i` of a frame, or its nearest one: 64 bytes of ink.
function pixels(state, frame, i, twin) {
  const start = ((frame.place * 2 + (twin ? 1 : 0)) * COUNT + i) * PIXELS;
  return state.data.pixels.subarray(start, start + PIXELS);
}

function sentence(state, { lane, i }) {
  const frame = frameOf(state, lane);
  if (!frame) return say("not there");
  const same = say(frame.twinShows[i] === frame.named[i] ? "also" : "another", { digit: frame.twinShows[i] });
  return say("judge", { name: state.data.families[lane].name, number: i + 1, named: frame.named[i], sure: frame.sure[i],
    nearest: same, far: frame.far[i], real: state.data.real.nearest });
}

// ---- drawing ----

function stamp(context, ink, shade, left, top) {
  const image = new ImageData(SIDE, SIDE);
  ink.forEach((level, p) => image.data.set(shade.subarray(4 * level, 4 * level + 4), 4 * p));
  context.putImageData(image, left, top);
}

function paint(state) {
  const ink = inks(state.lanes);
  state.shade = { made: shades(ink("card"), ink("made")), data: shades(ink("card"), ink("data")) };
  const now = second(state);
  state.clock.max = state.data.marks.length - 1;
  state.clock.value = state.at;
  state.clock.setAttribute("aria-valuetext", say("seconds", { seconds: now }));
  state.shown.textContent = say("s", { seconds: now });
  state.data.families.forEach((family, lane) => paintLane(state, family, lane, ink));
  look(state);
}

function paintLane(state, family, lane, ink) {
  const parts = state.parts[lane];
  const frame = frameOf(state, lane);
  const context = parts.canvas.getContext("2d");
  context.clearRect(0, 0, parts.canvas.width, parts.canvas.height);
  for (let i = 0; frame && i < COUNT; i++) {
    stamp(context, pixels(state, frame, i), state.shade.made, (i % ACROSS) * (SIDE + 1), Math.floor(i / ACROSS) * (SIDE + 1));
  }
  paintBars(parts.bars, frame, ink);
  paintCurve(state, parts.curve, family, frame, ink);
  parts.weights.textContent = say(family.weights ? "weights" : "not yet", { weights: family.weights });
  const real = state.data.real;
  const rows = frame ? [
    [say("distance"), fixed(frame.frechet, 2), say("distances", { made: frame.frechet, real: real.frechet })],
    [say("sure"), percent(frame.confidence)], [say("edges"), percent(frame.sharpness)], [say("variety"), percent(frame.variety)],
  ] : [["", say("not yet")]];
  parts.numbers.replaceChildren(...rows.flatMap(([name, value, long]) =>
    [node("dt", long ? { title: long } : {}, name), node("dd", {}, value)]));
  parts.fails.replaceChildren(...(frame ? [node("b", {}, `${family.weakness}: `), frame.fails] : ["…"]));
}

// Ten bars: which share of the pictures shows each digit. The line is a fair tenth.
function paintBars(canvas, frame, ink) {
  const width = canvas.parentElement.clientWidth, height = 58, low = height - 16, most = 0.3;
  const context = sharp(canvas, width, height);
  const step = width / 10;
  context.textAlign = "center";
  for (let digit = 0; digit < 10; digit++) {
    const share = frame ? frame.shares[digit] : 0;
    const tall = Math.min(1, share / most) * low;
    const absent = frame && share < 0.03;
    context.fillStyle = ink("made");
    context.fillRect(digit * step + 1.5, low - tall, step - 3, tall);
    context.fillStyle = absent ? ink("false") : ink("soft");
    context.fillText(absent ? "✗" : String(digit), (digit + 0.5) * step, height - 3);
  }
  context.strokeStyle = ink("data");
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(0, low - (0.1 / most) * low);
  context.lineTo(width, low - (0.1 / most) * low);
  context.stroke();
  canvas.setAttribute("aria-label", frame ? say("bars", { shares: frame.shares.map((s, d) => `${d} ${percent(s)}`).join(", ") }) : say("not yet"));
}

// The distance to real digits over the seconds; the dashed line is what real digits themselves get.
function paintCurve(state, canvas, family, frame, ink) {
  const width = canvas.parentElement.clientWidth, height = 64, pad = 5;
  const context = sharp(canvas, width, height);
  const last = state.data.marks[state.data.marks.length - 1] ?? 1, most = Math.max(12, last);
  const x = (s) => pad + (s / most) * (width - 2 * pad);
  // in powers, from the floor's neighbourhood to the worst of all families at all seconds: one axis for everybody
  const worst = Math.max(4, ...state.data.families.flatMap((f) => f.frames.map((one) => one.frechet)));
  const y = (d) => pad + (Math.log(worst / Math.max(BEST, d)) / Math.log(worst / BEST)) * (height - 2 * pad);
  context.strokeStyle = ink("line");
  context.beginPath();
  context.moveTo(0, height - 0.5);
  context.lineTo(width, height - 0.5);
  context.stroke();
  context.strokeStyle = ink("data");
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(0, y(state.data.real.frechet));
  context.lineTo(width, y(state.data.real.frechet));
  context.stroke();
  context.setLineDash([]);
  context.strokeStyle = context.fillStyle = ink("made");
  context.lineWidth = 2;
  context.beginPath();
  family.frames.forEach((one) => context.lineTo(x(one.second), y(one.frechet)));
  context.stroke();
  if (frame) {
    context.beginPath();
    context.arc(x(frame.second), y(frame.frechet), 4.5, 0, 7);
    context.fill();
  }
  canvas.setAttribute("aria-label", say("curve", {
    distances: family.frames.map((f) => `${say("s", { seconds: f.second })} ${fixed(f.frechet, 2)}`).join(", "),
  }));
}

// ---- looking ----

function look(state) {
  const here = state.hover ?? state.pin;
  state.parts.forEach((parts, lane) => {
    const mine = here?.lane === lane;
    parts.cell.classList.toggle("on", mine);
    parts.cell.classList.toggle("pinned", state.pin?.lane === lane && (!state.hover || state.hover.i === state.pin.i));
    const i = mine ? here.i : parts.stop;
    parts.cell.style.left = `${((i % ACROSS) / ACROSS) * 100}%`;
    parts.cell.style.top = `${(Math.floor(i / ACROSS) / ACROSS) * 100}%`;
    parts.row.setAttribute("aria-rowindex", Math.floor(i / ACROSS) + 1);
    parts.cell.setAttribute("aria-colindex", (i % ACROSS) + 1);
    parts.cell.setAttribute("aria-label", sentence(state, { lane, i }));
    parts.cell.setAttribute("aria-selected", state.pin?.lane === lane && state.pin.i === i);
  });
  const frame = here && frameOf(state, here.lane);
  for (const [canvas, twin, hue] of [[state.one, false, "made"], [state.two, true, "data"]]) {
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, SIDE, SIDE);
    if (frame) stamp(context, pixels(state, frame, here.i, twin), state.shade[hue], 0, 0);
  }
  const words = here ? sentence(state, here)
    : say("point");
  if (state.readout.textContent !== words) state.readout.textContent = words;
}

function listen(state, lane) {
  const parts = state.parts[lane];
  const at = (event) => {
    const { across, down } = spot(parts.canvas, event);
    const [column, row] = [Math.floor(across * ACROSS), Math.floor(down * ACROSS)];
    return column < 0 || row < 0 || column >= ACROSS || row >= ACROSS ? null : { lane, i: row * ACROSS + column };
  };
  const show = (hover) => { state.hover = hover; look(state); };
  hovers(parts.canvas, (event) => show(event && at(event)));
  parts.canvas.addEventListener("click", (event) => {
    const chosen = at(event);
    state.pin = chosen && state.pin?.lane === lane && state.pin.i === chosen.i ? null : chosen;
    if (chosen) parts.stop = chosen.i;
    show(null);
    if (state.pin) state.spoken.textContent = sentence(state, state.pin);
  });
  parts.cell.addEventListener("focus", () => parts.cell.matches(":focus-visible") && show({ lane, i: parts.stop }));
  parts.cell.addEventListener("blur", () => show(null));
  parts.cell.addEventListener("keydown", (event) => {
    if (modified(event)) return;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ACROSS, ArrowDown: ACROSS }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? COUNT - 1 : by && parts.stop + by;
    if (to !== undefined) {
      if (to >= 0 && to < COUNT) parts.stop = to;
      show({ lane, i: parts.stop });
      state.spoken.textContent = sentence(state, state.hover);
    } else if (event.key === "Enter" || event.key === " ") {
      const same = state.pin?.lane === lane && state.pin.i === parts.stop;
      state.pin = same ? null : { lane, i: parts.stop };
      look(state);
      state.spoken.textContent = same ? say("let go") : say("pinned", { sentence: sentence(state, state.pin) });
    } else if (event.key === "Escape" && state.pin) {
      state.pin = null;
      look(state);
    } else return;
    event.preventDefault();
  });
}

// ---- the page's parts, made anew only for other families ----

function furnish(state) {
  const pixelsAcross = ACROSS * (SIDE + 1) - 1;
  state.parts = state.data.families.map((family) => {
    const canvas = node("canvas", { width: pixelsAcross, height: pixelsAcross, "aria-hidden": "true" });
    const cell = node("div", { class: "cell", role: "gridcell", tabindex: 0 });
    const row = node("div", { class: "row", role: "row" }, cell);
    const sheet = node("div", { class: "sheet", role: "grid", "aria-rowcount": ACROSS, "aria-colcount": ACROSS,
      "aria-label": say("sheet", { name: family.name, pictures: COUNT }) }, canvas, row);
    const bars = node("canvas", { class: "bars", role: "img" }), curve = node("canvas", { class: "curve", role: "img" });
    const weights = node("p", { class: "quiet size" });
    const numbers = node("dl"), fails = node("p", { class: "fails" });
    const lane = node("div", { class: "lane", role: "group", "aria-label": family.name },
      node("strong", {}, family.name), weights,
      sheet, node("div", {}, bars), node("div", {}, curve), numbers, fails);
    return { canvas, cell, row, weights, bars, curve, numbers, fails, lane, stop: 0 };
  });
  state.lanes.style.setProperty("--lanes", state.parts.length);
  state.lanes.replaceChildren(...state.parts.map((parts) => parts.lane));
  state.parts.forEach((_, lane) => listen(state, lane));
  Object.assign(state, { hover: null, pin: { lane: 0, i: 0 } }); // so that it is plain what pointing shows
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    const before = state.data, atEnd = !before || state.at === before.marks.length - 1;
    Object.assign(state, { bytes: data, data: unpack(data) });
    const names = (payload) => payload?.families.map((family) => family.name).join();
    if (names(before) !== names(state.data)) furnish(state);
    const marks = state.data.marks;
    // a race that goes on shows its latest second, unless the learner went back to look at an earlier one
    state.at = !before ? Math.max(0, marks.indexOf(state.data.begin)) : atEnd ? marks.length - 1 : Math.min(state.at, marks.length - 1);
  }
  paint(state);
  return state.unmount;
}
