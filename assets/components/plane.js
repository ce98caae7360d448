// The plane of a GAN. Each frame holds the weights of both nets; points, field, grid and arrows are computed from them
// here, so that a second of training travels in some fifty kilobytes and every picture shows the very nets that learned.
//
// While it plays, this side sets the pace: it shows a frame every 66 ms from what it has, and asks for more before that
// runs out. So settings act at once, for the worker is never far ahead.

const BEAT = 66; // milliseconds a frame: 15 a second
const AHEAD = 20; // frames to ask for beyond the one that is shown
const ASK = 400; // milliseconds between two questions
const STAGE = 3200; // milliseconds a stage of slow motion stays while playing
const EDGE = 1.25; // the plane shown: from -EDGE to EDGE
const CELLS = 44; // of the field along a side
const ARROWS = 70;
const SLOPE = 0.2;
/** @type {[string, string, boolean][]} */
const LAYERS = [["real", "real points", true], ["made", "made points", true], ["field", "field", true], ["grid", "grid", false], ["arrows", "arrows", false]];

// ---- numbers ----

// 16-bit floats; `blocks` says how many belong to which name.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  head.real = take("f2", head.real);
  head.noise = take("f2", head.noise);
  for (const frame of head.frames) for (const [name, count] of Object.entries(frame.blocks)) frame[name] = take("f2", count);
  return head;
}

// A net of these sizes on `count` rows; returns every layer. Written like core/models/gan_by_hand.py.
function forward(flat, sizes, slope, x, count) {
  const layers = [x];
  let at = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const [wide, out] = [sizes[layer], sizes[layer + 1]], last = layer + 2 === sizes.length;
    const from = layers[layer], to = new Float32Array(count * out), bias = at + wide * out;
    for (let n = 0; n < count; n++) {
      const row = n * out;
      for (let o = 0; o < out; o++) to[row + o] = flat[bias + o];
      for (let i = 0; i < wide; i++) {
        const value = from[n * wide + i], weights = at + i * out;
        if (value !== 0) for (let o = 0; o < out; o++) to[row + o] += value * flat[weights + o];
      }
      if (!last) for (let o = 0; o < out; o++) if (to[row + o] < 0) to[row + o] *= slope;
    }
    layers.push(to);
    at = bias + out;
  }
  return layers;
}

// How the one result of a net changes with its input, row by row.
function slopes(flat, sizes, slope, layers, count) {
  let at = flat.length, up = new Float32Array(count).fill(1);
  for (let layer = sizes.length - 2; layer >= 0; layer--) {
    const [wide, out] = [sizes[layer], sizes[layer + 1]], down = new Float32Array(count * wide);
    at -= (wide + 1) * out;
    for (let n = 0; n < count; n++) for (let i = 0; i < wide; i++) {
      let sum = 0;
      for (let o = 0; o < out; o++) sum += up[n * out + o] * flat[at + i * out + o];
      down[n * wide + i] = layer && layers[layer][n * wide + i] <= 0 ? slope * sum : sum;
    }
    up = down;
  }
  return up;
}

const chance = (logit) => 1 / (1 + Math.exp(-logit));
const makerSizes = (data) => [2, ...data.hidden, 2];
const judgeSizes = (data, frame) => [2 * frame.pack, ...data.hidden, 1];
const make = (data, frame, z) => forward(frame.maker, makerSizes(data), 0, z, z.length / 2).at(-1);

// The judge on single points: where it judges several together, the others are real points.
function together(data, frame, points) {
  if (frame.pack === 1) return points;
  const count = points.length / 2, wide = 2 * frame.pack, rows = new Float32Array(count * wide);
  for (let n = 0; n < count; n++) {
    for (let m = 0; m < frame.pack; m++) {
      const from = m ? data.real : points, at = m ? 2 * ((n * 7 + m * 131) % (data.real.length / 2)) : 2 * n;
      rows[n * wide + 2 * m] = from[at];
      rows[n * wide + 2 * m + 1] = from[at + 1];
    }
  }
  return rows;
}
const judge = (data, frame, points) =>
  forward(frame.judge, judgeSizes(data, frame), SLOPE, together(data, frame, points), points.length / 2);

// ---- the component ----

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, play: part(".play"), begins: part(".begins"), more: part(".more"), own: part(".own"), speed: part(".speed"), slow: part(".slow"), ones: [...frame.querySelectorAll(".one")],
    stage: part(".stage"), back: part(".back"), on: part(".on"), done: part(".done"), plot: part(".plot"), canvas: part(".plot canvas"),
    layers: part(".layers"), curves: [...frame.querySelectorAll("figure")], time: part(".time input"), output: part(".time output"),
    readout: part(".readout"), spoken: part(".spoken"), shown: new Map(), frames: [], data: null, send: null, at: 0,
    waiting: 0, asked: 0, stageAt: -1, stageSince: 0, painted: 0, cursor: null, drawn: [], wants: null, live: false,
  };
  for (const [name, called, on] of LAYERS) {
    const box = node("input", { type: "checkbox", ...(on ? { checked: true } : {}) });
    box.addEventListener("change", () => paint(state));
    state.shown.set(name, box);
    state.layers.append(node("label", {}, box, node("i", { class: name, "aria-hidden": "true" }), say(called)));
  }
  state.player = player(state.play, {
    pace: BEAT, begin: () => begin(state), beat: () => tick(state), says: () => say(!state.live ? "play the film" : state.data.go ? "train on" : "train own"),
    stopped: () => state.live && tell(state, { do: "pause" }),
    slider: state.time, seek: (at) => { leaveStages(state); go(state, at); },
  });
  state.speed.addEventListener("change", () => state.player.playing && state.live && ask(state));
  state.slow.addEventListener("click", () => step(state, "both"));
  for (const one of state.ones) one.addEventListener("click", () => step(state, one.dataset.half));
  state.back.addEventListener("click", () => { state.player.pause(); enter(state, state.stageAt - 1); });
  state.on.addEventListener("click", () => { state.player.pause(); enter(state, state.stageAt + 1); });
  state.done.addEventListener("click", () => { leaveStages(state); go(state, state.frames.length - 1); state.slow.focus(); });
  listenToPlot(state);
  const still = whenLooksChange(frame, () => state.data && paintAll(state));
  state.close = () => { state.player.pause(); clearTimeout(state.waiting); still(); };
  return state;
}

const now = (state) => state.frames[state.at];

function begin(state) {
  if (!state.live && state.at === state.frames.length - 1) go(state, 0);
  leaveStages(state);
  state.asked = 0;
  if (state.live) go(state, state.data.go ? state.frames.length - 1 : 0); // a run of one's own begins untrained
  question(state);
}

// Ask for more now and then, long before the frames run out.
function question(state) {
  if (!state.live || performance.now() - state.asked < ASK) return;
  state.asked = performance.now();
  ask(state);
}

// One beat while playing: the next stage when its time has come, or the next frame; and a question for more.
function tick(state) {
  if (state.stageAt >= 0) {
    if (performance.now() - state.stageSince < STAGE) return true;
    enter(state, state.stageAt + 1);
    return state.stageAt + 1 < STAGES.length;
  }
  question(state);
  if (state.at + 1 < state.frames.length && (state.data.go || !state.live)) go(state, state.at + 1);
  else return state.live && !state.data.ended;
  return true;
}

const ask = (state) => tell(state, { do: "more", until: (now(state)?.index ?? 0) + AHEAD + 1, every: Number(state.speed.value) });

function step(state, which) {
  state.player.pause();
  leaveStages(state);
  state.wants = { half: which, after: state.frames.at(-1)?.index ?? -1 };
  tell(state, { do: "step", half: which });
  waitFor(state);
}

// A single step was asked for: look again until it is there.
function waitFor(state) {
  clearTimeout(state.waiting);
  state.waiting = setTimeout(() => {
    if (!state.wants) return;
    tell(state, { do: "look" });
    waitFor(state);
  }, ASK);
}

function tell(state, command) {
  state.count = (state.count ?? 0) + 1;
  state.send("command", { ...command, n: state.count });
}

function go(state, at) {
  state.at = Math.max(0, Math.min(state.frames.length - 1, at));
  paintAll(state);
}

// ---- slow motion: one step in stages ----

const num = (value) => (value === undefined || value === null ? "?" : fixed(value, 3));
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / (values.length || 1);
// What the discriminator says of points on average: their chance of being real, or the score that a critic gives them.
const scored = (frame) => frame.loss === "wasserstein";
const opinion = (frame, logits) => mean(Array.from(logits, scored(frame) ? Number : chance));
/** @type {[string, string[], (state: any, pair: any) => Facts][]} each with its title, its sentence (and that for a critic's
 * scores), and what stands in that */
const STAGES = [
  ["stage 1", ["noise becomes points"], (state, { after }) => ({ pairs: after.z_judge.length / 2 })],
  ["stage 2", ["discriminator judges", "discriminator judges by score"], (state, { before, after }) => {
    const real = judge(state.data, before, after.real).at(-1), made = judge(state.data, before, make(state.data, before, after.z_judge)).at(-1);
    return { real: opinion(after, real), made: opinion(after, made) };
  }],
  ["stage 3", ["discriminator learns", "discriminator learns by score"], (state, { before, after }) => {
    const made = make(state.data, before, after.z_judge);
    return { real: opinion(after, judge(state.data, after, after.real).at(-1)), made: opinion(after, judge(state.data, after, made).at(-1)) };
  }],
  ["stage 4", ["generator asks", "generator asks by score"], (state, { before, after }) => {
    const made = make(state.data, before, after.z_maker);
    return { believed: opinion(after, judge(state.data, after, made).at(-1)) };
  }],
  ["stage 5", ["generator learns", "generator learns by score"], (state, { after }) => {
    const made = make(state.data, after, after.z_maker);
    return { believed: opinion(after, judge(state.data, after, made).at(-1)), ...losses(after) };
  }],
];

// What both losses were before this step, and what they are.
const losses = (frame) => ({ maker_before: num(frame.before.maker_loss), maker: num(frame.maker_loss),
  judge_before: num(frame.before.judge_loss), judge: num(frame.judge_loss) });

const pair = (state) => ({ after: now(state), before: state.frames[state.at - 1] });

function enter(state, at) {
  if (at < 0 || at >= STAGES.length) return;
  state.stageAt = at;
  state.stageSince = performance.now();
  const [title, [words, byScore = words], facts] = STAGES[at];
  const [strong, span] = state.stage.querySelectorAll("strong, span");
  strong.textContent = say(title);
  span.textContent = say(scored(now(state)) ? byScore : words, facts(state, pair(state)));
  state.spoken.textContent = `${strong.textContent} ${span.textContent}`;
  state.stage.hidden = false;
  state.back.disabled = at === 0;
  state.on.disabled = at === STAGES.length - 1;
  paintAll(state);
}

function leaveStages(state) {
  state.stageAt = -1;
  state.stage.hidden = true;
}

// ---- painting ----

// What is on the plane now: the nets to show, and the points. In slow motion, those of the stage.
function scene(state) {
  const { data } = state, frame = now(state);
  const on = (layer) => state.shown.get(layer).checked;
  const usual = { judge: frame, maker: frame, real: data.real, made: make(data, frame, data.noise), arrows: on("arrows"), field: on("field") };
  if (state.stageAt < 0) return usual;
  const { before, after } = pair(state);
  const z = state.stageAt < 3 ? after.z_judge : after.z_maker, maker = state.stageAt < 4 ? before : after;
  return { judge: state.stageAt < 2 ? before : after, maker, real: after.real, made: make(data, maker, z),
    arrows: state.stageAt === 3, field: state.stageAt > 0, from: state.stageAt === 4 ? make(data, before, z) : null };
}

function paint(state) {
  const frame = now(state);
  if (!frame || !state.plot.clientWidth) return;
  const side = state.plot.clientWidth, context = sharp(state.canvas, side, side), ink = inks(state.canvas), { data } = state;
  const place = (v, flip) => ((flip ? -v : v) + EDGE) * (side / (2 * EDGE));
  const show = scene(state), stages = state.stageAt >= 0;
  if (show.field) paintField(context, ink, side, data, show.judge);
  if (state.shown.get("grid").checked) paintGrid(context, ink, place, data, show.maker);
  if (state.shown.get("real").checked) dots(context, ink("data"), place, show.real, stages ? 2.2 : 1.3, stages ? 0.9 : 0.55);
  if (show.from) {
    context.strokeStyle = ink("made");
    context.lineWidth = 1;
    context.beginPath();
    for (let i = 0; i < show.made.length; i += 2) {
      context.moveTo(place(show.from[i]), place(show.from[i + 1], true));
      context.lineTo(place(show.made[i]), place(show.made[i + 1], true));
    }
    context.stroke();
  }
  if (state.shown.get("made").checked) triangles(context, ink("made"), place, show.made, stages ? 3.2 : 2.1);
  if (show.arrows) paintArrows(context, ink("ink"), place, data, show, side);
  if (data.drawing) paintDrawn(state, context, ink, place);
  state.canvas.dataset.painted = String(++state.painted);
}

function dots(context, colour, place, points, radius, alpha) {
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [place(points[i]), place(points[i + 1], true)];
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 6.2832);
  }
  context.fill();
  context.globalAlpha = 1;
}

function triangles(context, colour, place, points, size) {
  context.fillStyle = colour;
  context.globalAlpha = 0.75;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [place(points[i]), place(points[i + 1], true)];
    context.moveTo(x, y - size);
    context.lineTo(x + size, y + size * 0.8);
    context.lineTo(x - size, y + size * 0.8);
  }
  context.fill();
  context.globalAlpha = 1;
}

const CENTRES = Float32Array.from({ length: CELLS * CELLS * 2 }, (_, i) => {
  const cell = i >> 1, at = i % 2 ? CELLS - 1 - Math.floor(cell / CELLS) : cell % CELLS;
  return ((at + 0.5) / CELLS) * 2 * EDGE - EDGE;
});
let small = null; // the field in its own few pixels, stretched smoothly over the plane

function paintField(context, ink, side, data, frame) {
  const logits = judge(data, frame, CENTRES).at(-1), [yes, no, paper] = ["data", "made", "card"].map((name) => rgb(ink(name)));
  const centre = scored(frame) ? mean(Array.from(logits)) : 0; // a critic's score has no zero of its own
  small ??= document.createElement("canvas");
  small.width = small.height = CELLS;
  const own = small.getContext("2d"), image = own.createImageData(CELLS, CELLS);
  for (let i = 0; i < logits.length; i++) {
    const sure = 2 * chance(logits[i] - centre) - 1, hue = sure > 0 ? yes : no, weight = Math.abs(sure) * 0.5;
    image.data.set([...mixed(paper, hue, weight), 255], 4 * i);
  }
  own.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, side, side);
}

const LINES = 17, FINE = 49, FAR = 2.4; // an even grid of noise, of which 97 % lies inside
const MESH = [0, 1].flatMap((turned) => Array.from({ length: LINES }, (_, k) => Float32Array.from({ length: 2 * FINE }, (_, i) => {
  const along = ((i >> 1) / (FINE - 1)) * 2 * FAR - FAR, across = (k / (LINES - 1)) * 2 * FAR - FAR;
  return (i % 2 === 0) === Boolean(turned) ? along : across;
})));

function paintGrid(context, ink, place, data, frame) {
  context.strokeStyle = ink("generator");
  context.lineWidth = 1;
  context.globalAlpha = 0.7;
  context.beginPath();
  for (const line of MESH) {
    const bent = make(data, frame, line);
    for (let i = 0; i < bent.length; i += 2) {
      const [x, y] = [place(bent[i]), place(bent[i + 1], true)];
      if (i) context.lineTo(x, y);
      else context.moveTo(x, y);
    }
  }
  context.stroke();
  context.globalAlpha = 1;
}

function paintArrows(context, colour, place, data, show, side) {
  const points = show.made.subarray(0, 2 * ARROWS), count = points.length / 2, sizes = judgeSizes(data, show.judge);
  const layers = judge(data, show.judge, points), rise = slopes(show.judge.judge, sizes, SLOPE, layers, count), wide = sizes[0];
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 1.4;
  for (let n = 0; n < count; n++) {
    const [dx, dy] = [rise[n * wide], rise[n * wide + 1]], size = Math.hypot(dx, dy);
    if (size < 1e-6) continue;
    const doubt = scored(show.judge) ? 1 : 1 - chance(layers.at(-1)[n]); // how much is there to gain
    const long = Math.min(side * 0.09, size * doubt * side * 0.03), [x, y] = [place(points[2 * n]), place(points[2 * n + 1], true)];
    const [ux, uy] = [dx / size, -dy / size], [ex, ey] = [x + ux * long, y + uy * long], head = Math.min(5, long * 0.6);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(ex, ey);
    context.stroke();
    context.beginPath();
    context.moveTo(ex + ux * head, ey + uy * head);
    context.lineTo(ex - uy * head * 0.6, ey + ux * head * 0.6);
    context.lineTo(ex + uy * head * 0.6, ey - ux * head * 0.6);
    context.fill();
  }
}

function paintDrawn(state, context, ink, place) {
  dots(context, ink("data"), place, state.drawn.flat(), 4, 1);
  if (!state.cursor) return;
  const [x, y] = [place(state.cursor[0]), place(state.cursor[1], true)];
  context.strokeStyle = ink("ink");
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - 8, y); context.lineTo(x + 8, y);
  context.moveTo(x, y - 8); context.lineTo(x, y + 8);
  context.stroke();
}

// ---- curves ----

const CURVES = {
  losses: { lines: [["judge_loss", "discriminator"], ["maker_loss", "generator"]], range: (all) => [Math.min(0, ...all), Math.max(2, ...all)] },
  covered: { lines: [["covered", "made"]], range: (all, frame) => [0, frame.places] },
  quality: { lines: [["quality", "made"]], range: () => [0, 1] },
  divergence: { lines: [["divergence", "ink"]], range: () => [0, 1] },
};

function captions(state) {
  const frame = now(state), bold = (words, kind = "") => node("b", { class: kind }, words);
  const clouds = ["ring", "grid"].includes(frame.shape);
  const words = {
    losses: phrase("losses", { judge: bold(say("judge loss", { loss: num(frame.judge_loss) }), "d"), maker: bold(say("maker loss", { loss: num(frame.maker_loss) }), "g") }),
    covered: clouds ? phrase("clouds", { covered: bold(say("so many", { covered: frame.covered, places: frame.places })) })
      : phrase("shape", { share: bold(percent(frame.covered / frame.places)) }),
    quality: phrase("quality", { share: bold(percent(frame.quality)) }),
    divergence: phrase("divergence", { bits: bold(say("bits", { bits: frame.divergence })) }),
  };
  for (const figure of state.curves) figure.querySelector("figcaption").replaceChildren(...words[figure.dataset.curve]);
}

function paintCurves(state) {
  const frame = now(state), all = state.frames, stride = Math.max(1, Math.ceil(all.length / 300));
  const some = all.filter((_, i) => i % stride === 0 || i === all.length - 1), most = Math.max(state.data.span, all.at(-1).step, 1);
  for (const figure of state.curves) {
    const canvas = figure.querySelector("canvas"), [wide, high] = [figure.clientWidth, 74];
    if (!wide) continue;
    const context = sharp(canvas, wide, high), ink = inks(canvas), { lines, range } = CURVES[figure.dataset.curve];
    const values = some.flatMap((one) => lines.map(([key]) => one[key])).filter((v) => v !== null);
    const [low, top] = range(values, frame), x = (step) => 2 + (step / most) * (wide - 4), y = (v) => high - 4 - ((v - low) / (top - low || 1)) * (high - 8);
    context.strokeStyle = ink("line");
    context.lineWidth = 1;
    for (const level of [low, top]) { context.beginPath(); context.moveTo(0, y(level)); context.lineTo(wide, y(level)); context.stroke(); }
    lines.forEach(([key, colour], i) => {
      context.strokeStyle = ink(colour);
      context.lineWidth = 2;
      context.setLineDash(i ? [5, 3] : []);
      context.beginPath();
      for (const one of some) if (one[key] !== null) context.lineTo(x(one.step), y(one[key]));
      context.stroke();
    });
    context.setLineDash([]);
    context.strokeStyle = ink("soft");
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x(frame.step), 0);
    context.lineTo(x(frame.step), high);
    context.stroke();
  }
}

function paintAll(state) {
  const frame = now(state);
  if (!frame) return;
  paint(state);
  captions(state);
  paintCurves(state);
  state.time.max = state.frames.length - 1;
  state.time.value = state.at;
  state.output.textContent = say("step", { step: frame.step });
  state.time.setAttribute("aria-valuetext", say("moment", frame));
  if (!state.player.playing && state.stageAt < 0) state.readout.textContent = reading(state);
}

function reading(state) {
  const frame = now(state);
  if (state.data.drawing) return say("draw");
  if (!frame.before) return "";
  const who = { discriminator: "only discriminator", generator: "only generator", both: "both" }[frame.half];
  return `${say(who)} ${say("changes", losses(frame))}`;
}

// ---- drawing real points ----

function listenToPlot(state) {
  const at = (event) => {
    const { across, down } = spot(state.plot, event);
    return [(2 * across - 1) * EDGE, (1 - 2 * down) * EDGE];
  };
  const tidy = ([x, y]) => [x, y].map((v) => Math.round(Math.max(-1, Math.min(1, v)) * 1000) / 1000);
  const add = (point) => {
    if (state.drawn.length >= state.data.most) return;
    state.drawn = [...state.drawn, tidy(point)];
    paint(state);
  };
  const done = () => state.sendDrawn(state.drawn);
  let before = [];
  pad(state.plot, {
    takes: () => state.data.drawing,
    down: (event) => {
      before = state.drawn;
      add(at(event));
    },
    move: (event) => {
      const point = at(event), last = state.drawn.at(-1);
      if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) > 0.06) add(point);
    },
    up: (event, dropped) => {
      if (dropped) state.drawn = before;
      done();
    },
  });
  state.plot.addEventListener("keydown", (event) => {
    if (!state.data.drawing || modified(event)) return;
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    state.cursor ??= [0, 0];
    if (move) state.cursor = tidy([state.cursor[0] + 0.08 * move[0], state.cursor[1] + 0.08 * move[1]]);
    else if (event.key === "Enter" || event.key === " ") { add(state.cursor); done(); }
    else if (event.key === "Backspace" || event.key === "Delete") { state.drawn = state.drawn.slice(0, -1); done(); }
    else return;
    event.preventDefault();
    paint(state);
    state.spoken.textContent = say("cross", { x: state.cursor[0], y: state.cursor[1], points: state.drawn.length });
  });
}

// ---- new data ----

function receive(state, data) {
  const other = state.data?.run !== data.run;
  const following = other || state.at >= state.frames.length - 1;
  if (other && !(data.live && data.go)) state.player.pause();
  if (other) Object.assign(state, { frames: [], at: 0, wants: state.wants && { ...state.wants, after: -1 } });
  state.data = data;
  state.live = data.live;
  const byIndex = new Map(state.frames.map((one) => [one.index, one]));
  for (const one of data.frames) byIndex.set(one.index, one);
  const shown = now(state)?.index;
  state.frames = [...byIndex.values()].sort((a, b) => a.index - b.index);
  if (other) state.at = data.live && data.go ? 0 : state.frames.length - 1;
  else if (!state.player.playing && following) state.at = state.frames.length - 1;
  else state.at = Math.max(0, state.frames.findIndex((one) => one.index === shown));
  if (state.player.playing && data.edge > (now(state)?.index ?? 0)) { // settings changed: what was trained before that is skipped
    const to = state.frames.findIndex((one) => one.index >= data.edge);
    if (to >= 0) state.at = to;
  }
}

function arrived(state) {
  const after = state.frames.at(-1);
  if (!state.wants || !after?.before || after.index <= state.wants.after) return;
  const whole = state.wants.half === "both";
  state.wants = null;
  clearTimeout(state.waiting);
  state.at = state.frames.length - 1;
  if (whole && state.at > 0) {
    enter(state, 0);
    if (!reducedMotion.matches) state.player.run();
  } else {
    paintAll(state);
    state.spoken.textContent = reading(state);
  }
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const state = mounted(parentElement, build, data), fresh = unpack(data);
  state.send = setTriggerValue;
  state.sendDrawn = (points) => setStateValue("drawn", points);
  if (!state.data) {
    state.drawn = fresh.drawn;
    state.more.open = !fresh.controls; // a film has little else
    state.more.firstElementChild.textContent = say(fresh.controls ? "more" : "layers");
  }
  receive(state, fresh);
  state.own.hidden = !fresh.controls;
  state.begins.hidden = !fresh.live || fresh.go;
  state.plot.classList.toggle("drawn-on", fresh.drawing);
  state.plot.setAttribute("aria-label", fresh.says);
  paintAll(state);
  arrived(state);
  state.player.name();
  return state.unmount;
}
