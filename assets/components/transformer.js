// The whole pass of a prompt as one picture: a lane for each token, a station for each thing that is computed. Opening a
// station unrolls its numbers in their place; pointing at a number shows how it came about, from the model's own weights.
// All frames over training time are here where they are small enough, so that the slider of training time (the window
// event `glassbox:time`) repaints without asking the server.

const WIDE = 640; // pixels; below, the pass runs down the page instead of across
const COLUMNS = 24; // of the vocabulary that a lane shows
const PARTS = 5; // of a sum, the largest
const STREAM = ["start", "add_a", "add_m"]; // stations on the residual stream itself

function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  const size = ([, shape]) => shape.reduce((a, b) => a * b, 1);
  const read = (blocks, kind) => {
    const whole = take(kind, blocks.reduce((sum, block) => sum + size(block), 0));
    let at = 0;
    return Object.fromEntries(blocks.map((block) => [block[0], whole.subarray(at, (at += size(block)))]));
  };
  return { ...head, weights: read(head.weights, head.weights_kind), frames: head.kinds.map((kind) => read(head.fields, kind)) };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, flow: part(".flow"), walk: part(".walk"), lanes: part(".lanes"), groups: part(".groups"), views: part(".views"), panel: part(".panel"),
    spoken: part(".spoken"), followed: part(".followed"), data: null, at: 0, open: null, view: 0, lane: 0, pin: null, hover: null, chapter: 0, done: false,
  };
  state.settleLanes = rove(state.lanes, (stop) => stop.click());
  state.settleGroups = rove(state.groups);
  state.settleViews = rove(state.views, (stop) => stop.click());
  const deaf = followTime(state, (at) => {
    if (at === state.at) return;
    state.at = at;
    paint(state);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { deaf(); still(); };
  part(".back").addEventListener("click", () => turn(state, -1));
  part(".next").addEventListener("click", () => turn(state, 1));
  part(".help").addEventListener("click", () => doIt(state));
  return state;
}

// ---- numbers ----

const field = (state, name) => state.data.frames[state.at][name];
const count = (state) => state.data.tokens.length;
const quoted = (state, t) => say("quoted", { text: state.data.tokens[t].spoken });
const opened = (state) => state.data.stations.find((station) => station.key === state.open) ?? null;
const shown = (state) => opened(state)?.views[state.view] ?? null;
const exact = (state) => state.data.steps[state.at] === state.data.step;

function number(x) {
  const size = Math.abs(x);
  const text = size >= 100 ? fixed(x, 0) : size >= 10 ? fixed(x, 1) : size >= 0.995 || size === 0 ? fixed(x, 2) : fixed(x, 3);
  return text.replace("-", "−");
}

function softmax(row) {
  const most = Math.max(...row);
  const powers = row.map((x) => Math.exp(x - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((x) => x / sum);
}

// What the model expects after token t, kept for as long as the frame is shown.
function chancesAfter(state, t) {
  const logits = field(state, "logits");
  if (state.keptFor !== logits) { state.keptFor = logits; state.kept = new Map(); }
  if (!state.kept.has(t)) {
    const { vocabulary } = state.data.config;
    const chances = softmax(Array.from(logits.subarray(t * vocabulary, (t + 1) * vocabulary)));
    state.kept.set(t, { chances, order: chances.map((_, i) => i).sort((a, b) => chances[b] - chances[a]) });
  }
  return state.kept.get(t);
}

// How a view is laid out: groups of columns, and the number at (token, group, column).
function layout(state, view) {
  const { config } = state.data;
  const T = count(state);
  const wide = config.width / config.heads;
  const numbers = field(state, view.field);
  if (view.kind === "heads") return { groups: config.heads, columns: wide, value: (t, g, c) => numbers[(g * T + t) * wide + c] };
  if (view.kind === "pairs") return { groups: config.heads, columns: T, value: (t, g, c) => (c > t ? null : numbers[(g * T + t) * T + c]) };
  if (view.kind === "vocabulary") {
    const tokens = chancesAfter(state, state.lane).order.slice(0, COLUMNS);
    const value = view.field === "chances"
      ? (t, g, c) => chancesAfter(state, t).chances[tokens[c]]
      : (t, g, c) => field(state, "logits")[t * config.vocabulary + tokens[c]];
    return { groups: 1, columns: tokens.length, value, tokens };
  }
  const columns = numbers.length / T;
  return { groups: 1, columns, value: (t, g, c) => numbers[t * columns + c] };
}

// ---- how one number came about: the largest parts of a sum, and the sum itself from the weights ----

function worked(state, station, view, t, g, c) {
  const { config, weights: W, tokens } = state.data;
  const [D, H, M] = [config.width, config.heads, config.width * config.hidden];
  const K = D / H;
  const T = count(state);
  const b = station.block;
  const own = `blocks.${b - 1}.`;
  const before = b === 1 ? "start" : `${b - 1}.after`;
  const row = (name, n = D) => field(state, name).subarray(t * n, (t + 1) * n);
  const products = (n, name, a, w) => Array.from({ length: n }, (_, i) => ({ name: name(i), a: a(i), w: w(i), is: a(i) * w(i) }));
  const numbered = (i) => say("number", { number: i + 1 });
  const total = (parts) => parts.reduce((sum, part) => sum + part.is, 0);
  const sum = (how, parts, then = (x) => x) => ({ how, parts, sum: total(parts), worked: then(total(parts)) });
  const adding = (how, ...pairs) => sum(how, pairs.map(([name, is]) => ({ name, is })));
  const kind = view.field.split(".").at(-1);
  const norm = (from, weight) => {
    const x = Array.from(row(from));
    const mean = x.reduce((a, v) => a + v, 0) / D;
    const spread = Math.sqrt(x.reduce((a, v) => a + (v - mean) ** 2, 0) / D + 1e-5);
    const gain = W[weight][c];
    return { how: say("normed", { x: number(x[c]), mean: number(mean), spread: number(spread), gain: number(gain) }), worked: ((x[c] - mean) / spread) * gain };
  };
  const project = (which) => {
    const from = row(`${b}.normed`);
    const raw = (k) => products(D, numbered, (i) => from[i], (i) => W[`${own}qkv.weight`][(which * D + g * K + k) * D + i]);
    const parts = raw(c);
    if (which === 2 && config.value_embeddings) {
      const told = row(`${b}.told`)[g * K + c];
      return sum(say("projected and told"), [...parts, { name: say("of value embedding"), is: told }]);
    }
    if (config.positions !== "rotary" || which === 2) return sum(say("projected"), parts);
    const angle = t * 10000 ** ((-2 * (c % (K / 2))) / K);
    const other = c < K / 2 ? -total(raw(c + K / 2)) : total(raw(c - K / 2));
    return sum(say("turned", { position: t }), parts, (x) => x * Math.cos(angle) + other * Math.sin(angle));
  };
  switch (kind) {
    case "embedding": return { how: say("embedding", { row: tokens[t].id, number: c + 1 }), worked: W["token_embedding.weight"][tokens[t].id * D + c] };
    case "position": return { how: say("position", { row: t, number: c + 1 }), worked: W["position_embedding.weight"][t * D + c] };
    case "told": return { how: say("value embedding", { row: tokens[t].id, number: c + 1, block: b }), worked: row(`${b}.told`)[c] };
    case "start": return adding(say("start"), [say("of token"), row("embedding")[c]], ...(config.positions === "learned" ? [[say("of position"), row("position")[c]]] : []));
    case "normed": return norm(before, `${own}attention_norm.weight`);
    case "mlp_normed": return norm(`${b}.between`, `${own}mlp_norm.weight`);
    case "norm": return norm(`${config.layers}.after`, "norm.weight");
    case "q": return project(0);
    case "k": return project(1);
    case "v": return project(2);
    case "scores": {
      const [q, k] = [field(state, `${b}.q`), field(state, `${b}.k`)];
      return sum(say("score", { query: quoted(state, t), key: quoted(state, c), width: K }),
        products(K, numbered, (i) => q[(g * T + t) * K + i], (i) => k[(g * T + c) * K + i]), (x) => x / Math.sqrt(K));
    }
    case "attention": {
      const scores = field(state, `${b}.scores`).subarray((g * T + t) * T, (g * T + t) * T + t + 1);
      return { how: say("attention", { score: number(scores[c]), tokens: t + 1 }), worked: softmax(Array.from(scores))[c] };
    }
    case "mixed": {
      const [a, v] = [field(state, `${b}.attention`), field(state, `${b}.v`)];
      return sum(say("mixed"),
        products(t + 1, (j) => quoted(state, j), (j) => a[(g * T + t) * T + j], (j) => v[(g * T + j) * K + c]));
    }
    case "attention_out": {
      const mixed = field(state, `${b}.mixed`);
      return sum(say("heads"), products(D, (i) => say("head and number", { head: Math.floor(i / K) + 1, number: (i % K) + 1 }),
        (i) => mixed[(Math.floor(i / K) * T + t) * K + (i % K)], (i) => W[`${own}out.weight`][c * D + i]));
    }
    case "between": return adding(say("between"), [say("stream before"), row(before)[c]], [say("of attention"), row(`${b}.attention_out`)[c]]);
    case "hidden": {
      const from = row(`${b}.mlp_normed`);
      const gelu = (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
      return sum(say(config.activation === "relu" ? "relu" : "gelu"),
        products(D, numbered, (i) => from[i], (i) => W[`${own}up.weight`][c * D + i]), config.activation === "relu" ? (x) => Math.max(0, x) : gelu);
    }
    case "mlp_out": {
      const hidden = row(`${b}.hidden`, M);
      return sum(say("down"), products(M, numbered, (i) => hidden[i], (i) => W[`${own}down.weight`][c * M + i]));
    }
    case "after": return adding(say("after"), [say("stream before"), row(`${b}.between`)[c]], [say("MLP"), row(`${b}.mlp_out`)[c]]);
    default: {
      const token = layout(state, view).tokens[c];
      if (kind === "logits") {
        const from = row("norm");
        return sum(say("logit"), products(D, numbered, (i) => from[i], (i) => W["token_embedding.weight"][token * D + i]));
      }
      const logits = field(state, "logits").subarray(t * config.vocabulary, (t + 1) * config.vocabulary);
      return { how: say("chance", { logit: number(logits[token]), tokens: config.vocabulary }), worked: softmax(Array.from(logits))[token] };
    }
  }
}

// ---- colours ----

// 65 colours from the paper to the full one, as CSS.
function ramp(paper, full) {
  const bytes = shades(paper, full, 65);
  return Array.from({ length: 65 }, (_, i) => `rgb(${bytes.subarray(4 * i, 4 * i + 3).join()})`);
}

function palette(state) {
  const ink = inks(state.groups);
  const [below, above] = state.data.signs[brightness(rgb(ink("paper"))) < 128 ? "dark" : "light"];
  const full = ink("paper");
  return { ink, below: ramp(full, below), above: ramp(full, above), query: ramp(full, ink("query")), made: ramp(full, ink("made")) };
}

function colour(colours, view, x) {
  if (x === null) return colours.ink("line");
  const depth = Math.min(64, Math.round((64 * Math.abs(x)) / view.scale));
  if (view.field.endsWith("attention")) return colours.query[depth];
  if (view.field === "chances") return colours.made[depth];
  return (x < 0 ? colours.below : colours.above)[depth];
}

// ---- the picture ----

// Widths along the pass and across the lanes. `rect` speaks of (along, across), whichever way the pass runs.
function arrange(state) {
  const width = state.frame.clientWidth;
  const wide = width >= WIDE;
  state.frame.classList.toggle("tall", !wide);
  const T = count(state);
  const n = state.data.stations.length;
  if (wide) {
    const letters = rem();
    const room = width - 6 - 6 * letters; // the flow's padding and the column of words
    const last = 7 * letters;
    const closed = state.open ? Math.max(22, Math.min(26, (room - last - 200) / (n - 2))) : (room - last) / (n - 1);
    const high = Math.max(11, Math.min(20.6, innerHeight / letters - 35)); // of all lanes, so that what is read below is in sight
    const lane = letters * Math.max(T <= 40 ? 0.91 : 0.57, Math.min(2.75, high / T)); // every name has room up to 40 tokens
    const left = room - (n - 1) * closed - (state.open === "chances" ? 0 : last - closed);
    state.sizes = { wide, lane, length: (key) => (key === state.open ? Math.max(200, left) : key === "chances" ? last : closed) };
  } else {
    const lane = (width - 6 - 92) / T;
    state.sizes = { wide, lane, length: (key) => (key === state.open ? 300 : key === "chances" ? 84 : Math.max(30, Math.min(38, lane))) };
  }
}

function brush(state, station, canvas) {
  const { wide, lane, length } = state.sizes;
  const [along, across] = [length(station.key), lane * count(state)];
  const context = wide ? sharp(canvas, along, across) : sharp(canvas, across, along);
  const point = (u, v) => (wide ? [u, v] : [v, u]);
  const rect = (u, v, du, dv) => (wide ? context.fillRect(u, v, du, dv) : context.fillRect(v, u, dv, du));
  return { context, point, rect, along, lane };
}

function paint(state) {
  arrange(state);
  state.colours = palette(state);
  paintLanes(state);
  for (const station of state.data.stations) {
    const element = state.elements.get(station.key);
    const open = station.key === state.open;
    element.box.classList.toggle("open", open);
    element.box.style.width = state.sizes.wide ? `${state.sizes.length(station.key)}px` : "";
    element.name.setAttribute("aria-expanded", open);
    element.grid.hidden = !open;
    const tools = brush(state, station, element.canvas);
    paintRiver(state, station, tools);
    if (open) paintOpened(state, station, tools);
    else paintClosed(state, station, tools);
  }
  paintPanel(state);
  placePanel(state);
  look(state);
  paintWalk(state);
}

// Where the pass runs down the page, what is said of a station stands right below it; else below the whole pass.
function placePanel(state) {
  const above = !state.sizes.wide && state.open ? state.elements.get(state.open).box : state.flow;
  if (above.nextElementSibling !== state.panel) above.after(state.panel);
}

// What came of a press has its end in sight, and the station that was pressed its beginning.
function bring(state, last) {
  if (state.sizes.wide || !state.open) return;
  const first = state.elements.get(state.open).box;
  window.dispatchEvent(new CustomEvent("glassbox:grown", { detail: [first, last] }));
}

// The lane that is followed, as one light band under all stations, from the word to what is expected after it.
function paintFollowed(state) {
  const flow = state.flow.getBoundingClientRect();
  const word = state.lanes.children[state.lane].getBoundingClientRect();
  const last = state.elements.get("chances").canvas.getBoundingClientRect();
  const context = sharp(state.followed, flow.width, last.bottom - flow.top);
  context.fillStyle = state.colours.ink("accent-tint");
  const [x, y] = [word.left - flow.left, word.top - flow.top];
  if (state.sizes.wide) context.fillRect(x, y, last.right - word.left, word.height);
  else context.fillRect(x, y, word.width, last.bottom - word.top);
}

function paintLanes(state) {
  const { wide, lane } = state.sizes;
  const every = Math.ceil((wide ? 14 : 16) / lane);
  [...state.lanes.children].forEach((element, t) => {
    element.style.height = wide ? `${lane}px` : "";
    element.style.width = wide ? "" : `${lane}px`;
    element.classList.toggle("small", wide ? lane < 24 : lane < 52);
    element.classList.toggle("mute", every > 1 && t % every !== 0 && t !== state.lane);
    element.setAttribute("aria-checked", t === state.lane);
    element.tabIndex = t === state.lane ? 0 : -1;
  });
}

// The residual stream: a band along each lane, from the start to the last block. What reads from it rises above it.
function paintRiver(state, station, { context, point, rect, along, lane }) {
  const inside = station.role === "start" || (station.block > 0 && station.block <= state.data.config.layers);
  if (!inside) return;
  const band = Math.max(2, lane * 0.14);
  for (let t = 0; t < count(state); t++) {
    const [high, low] = [(t + 0.36) * lane, (t + 0.86) * lane];
    context.fillStyle = state.colours.ink("cut");
    context.globalAlpha = t === state.lane ? 1 : 0.45;
    const from = station.role === "start" ? along / 2 : 0;
    rect(from, low - band / 2, along - from, band);
    context.globalAlpha = t === state.lane ? 0.9 : 0.4;
    context.strokeStyle = state.colours.ink("soft");
    context.beginPath();
    const rises = station.role === "norm_a" || station.role === "norm_m";
    const [a, b] = rises ? [low, high] : [high, high];
    if (rises || station.role.startsWith("add")) {
      const [u0, v0, u1, v1] = rises ? [0, low, along, high] : [0, high, along / 2, low];
      context.moveTo(...point(u0, v0));
      context.bezierCurveTo(...point((u0 + u1) / 2, v0), ...point((u0 + u1) / 2, v1), ...point(u1, v1));
    } else if (station.role === "mlp") {
      context.moveTo(...point(0, a));
      context.lineTo(...point(along, b));
    }
    context.stroke();
    context.globalAlpha = 1;
  }
}

function paintClosed(state, station, tools) {
  if (station.role === "attention") return paintMixing(state, station, tools);
  if (station.role === "chances") return paintGuesses(state, tools);
  const view = station.views[0];
  const { columns, value } = layout(state, view);
  const side = Math.ceil(Math.sqrt(columns));
  const stream = STREAM.includes(station.role);
  const { context, rect, along, lane } = tools;
  const size = Math.min(along - 4, lane * (stream ? 0.92 : 0.68), 44);
  const cell = size / side;
  for (let t = 0; t < count(state); t++) {
    const u = (along - size) / 2;
    const v = t * lane + (stream ? (lane - size) / 2 : lane * 0.36 - size / 2 + 1);
    context.globalAlpha = 1;
    context.fillStyle = state.colours.ink("paper");
    rect(u, v, size, size);
    for (let c = 0; c < columns; c++) {
      context.fillStyle = colour(state.colours, view, value(t, 0, c));
      rect(u + (c % side) * cell, v + Math.floor(c / side) * cell, cell + 0.3, cell + 0.3);
    }
    context.strokeStyle = state.colours.ink(t === state.lane ? "ink" : stream ? "soft" : "line");
    context.lineWidth = t === state.lane ? 1.4 : 0.8;
    const [x, y] = tools.point(u, v);
    context.strokeRect(x, y, size, size);
  }
}

// Attention is the only station where lanes meet: a thread from each token that is seen to the one that looks.
function paintMixing(state, station, { context, point, along, lane }) {
  const { heads } = state.data.config;
  const T = count(state);
  const weights = field(state, `${station.block}.attention`);
  for (let t = 0; t < T; t++) {
    for (let j = 0; j <= t; j++) {
      let share = 0;
      for (let g = 0; g < heads; g++) share += weights[(g * T + t) * T + j] / heads;
      if (share < 0.03) continue;
      const [from, to] = [(j + 0.36) * lane, (t + 0.36) * lane];
      context.strokeStyle = state.colours.ink("query");
      context.globalAlpha = (t === state.lane ? 0.35 : 0.12) + 0.6 * share;
      context.lineWidth = 0.6 + Math.min(7, lane * 0.3) * share;
      context.beginPath();
      context.moveTo(...point(0, from));
      context.bezierCurveTo(...point(along / 2, from), ...point(along / 2, to), ...point(along, to));
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

function paintGuesses(state, { context, point, rect, along, lane }) {
  const { wide } = state.sizes;
  const every = Math.ceil((wide ? 14 : 16) / lane);
  for (let t = 0; t < count(state); t++) {
    const { chances, order } = chancesAfter(state, t);
    const chance = chances[order[0]];
    const here = t === state.lane;
    context.fillStyle = state.colours.made[here ? 30 : 14];
    rect(2, t * lane + lane * 0.08, (along - 4) * chance, lane * 0.84);
    if (!here && every > 1 && t % every) continue;
    context.fillStyle = state.colours.ink(here ? "ink" : "soft");
    context.font = context.font.replace(/^(bold |600 )?/, here ? "600 " : "");
    context.textBaseline = "middle";
    context.textAlign = "left";
    const text = `${state.data.vocabulary[order[0]]} ${percent(chance)}`;
    context.save();
    context.translate(...point(wide ? 6 : along - 4, (t + 0.5) * lane));
    if (!wide) context.rotate(-Math.PI / 2);
    context.fillText(text, 0, 0, along - 10);
    context.restore();
    context.font = context.font.replace(/^600 /, "");
  }
}

function paintOpened(state, station, { context, rect, along, lane }) {
  const view = shown(state);
  const { groups, columns, value } = layout(state, view);
  const pad = 6;
  const gap = groups > 1 ? 6 : 0;
  const width = (along - 2 * pad - gap * (groups - 1)) / (groups * columns);
  const from = (g, c) => pad + g * (columns * width + gap) + c * width;
  state.cells = { groups, columns, width, gap, pad, from };
  for (let t = 0; t < count(state); t++) {
    const high = Math.max(lane - 3, lane * 0.8);
    context.globalAlpha = t === state.lane ? 1 : 0.8;
    for (let g = 0; g < groups; g++) {
      for (let c = 0; c < columns; c++) {
        context.fillStyle = colour(state.colours, view, value(t, g, c));
        rect(from(g, c), t * lane + (lane - high) / 2, width > 4 ? width - 0.7 : width + 0.2, high);
      }
    }
  }
  context.globalAlpha = 1;
}

// ---- what is said about it ----

function paintPanel(state) {
  const station = opened(state);
  const view = shown(state);
  const { config, technical, tokens } = state.data;
  const part = (selector) => state.panel.querySelector(selector);
  const sizes = { T: tokens.length, D: config.width, H: config.heads, K: config.width / config.heads, M: config.width * config.hidden, V: config.vocabulary };
  part(".title strong").textContent = station ? station.title : say("whole");
  const facts = station && [say(station.weights ? "weights" : station.role === "logits" ? "weights again" : "no weights", { weights: station.weights })];
  if (facts && technical) facts.push(`${view.shape} = ${view.shape.replace(/[A-Z]/g, (letter) => grouped(sizes[letter]))}`);
  part(".title span").textContent = facts ? facts.join(" · ") : say("in all", { weights: state.data.total, step: state.data.steps[state.at] });
  part(".says").textContent = station ? station.says : state.data.welcome;
  part(".legend").textContent = !station ? "" : legend(view);
  const labels = station && station.views.length > 1 ? station.views.map((one) => one.name) : [];
  if ([...state.views.children].map((button) => button.textContent).join() !== labels.join()) {
    state.views.replaceChildren(...labels.map((label, i) => {
      const made = node("button", { type: "button", role: "radio", "data-stop": true, tabindex: -1 }, label);
      made.addEventListener("click", () => choose(state, i));
      return made;
    }));
  }
  [...state.views.children].forEach((button, i) => {
    button.setAttribute("aria-checked", i === state.view);
    button.tabIndex = i === state.view ? 0 : -1;
  });
  state.views.hidden = labels.length === 0;
}

function legend(view) {
  if (view.field.endsWith("attention")) return say("legend attention");
  if (view.field === "chances") return say("legend chances");
  return say("legend", { scale: number(view.scale) });
}

function nameOf(state, view, g, c) {
  if (view.kind === "pairs") return say("head looking", { head: g + 1, token: quoted(state, c) });
  if (view.kind === "heads") return say("head and number", { head: g + 1, number: c + 1 });
  if (view.kind === "vocabulary") return say("next token", { token: state.data.vocabulary[layout(state, view).tokens[c]] });
  return say("number", { number: c + 1 });
}

function look(state) {
  sayNumber(state);
  paintFollowed(state); // what is said may be as high as it likes, and the lanes go on below it
}

// What is pointed at, else what is pinned: its value, and how it came about.
function sayNumber(state) {
  const station = opened(state);
  const view = shown(state);
  const at = station ? state.hover ?? state.pin : null;
  const part = (selector) => state.panel.querySelector(selector);
  const box = part(".worked");
  const rows = box.querySelector("tbody");
  rows.replaceChildren();
  for (const { cell } of state.elements.values()) cell.classList.remove("on");
  delete box.dataset.value;
  if (!at) {
    part(".sentence").textContent = station ? say("point") : guess(state);
    part(".how").textContent = "";
    return;
  }
  const value = layout(state, view).value(at.t, at.g, at.c);
  const { cell } = state.elements.get(station.key);
  place(state, cell, at);
  cell.classList.add("on");
  const facts = { token: quoted(state, at.t), station: station.title, numbers: view.name, number: nameOf(state, view, at.g, at.c) };
  const shownValue = value === null ? say("future") : view.field === "chances" || view.field.endsWith("attention") ? `${number(value)} (${percent(value)})` : number(value);
  part(".sentence").replaceChildren(...phrase("sentence", { ...facts, value: node("strong", {}, shownValue) }));
  cell.setAttribute("aria-label", say("sentence", { ...facts, value: shownValue }));
  if (value === null) { part(".how").textContent = say("mask"); return; }
  if (!exact(state)) { part(".how").textContent = say("moving"); return; }
  const came = worked(state, station, view, at.t, at.g, at.c);
  part(".how").textContent = came.how;
  Object.assign(box.dataset, { value, worked: came.worked });
  if ("parts" in came) rows.replaceChildren(...partRows(came));
}

function partRows({ parts, sum, worked: result }) {
  const largest = [...parts].sort((a, b) => Math.abs(b.is) - Math.abs(a.is)).slice(0, PARTS);
  const rest = sum - largest.reduce((all, part) => all + part.is, 0);
  const line = (name, product, is, kind = "") => node("tr", { class: kind }, node("td", {}, name), node("td", {}, product), node("td", {}, number(is)));
  const made = largest.map((part) => line(part.name, part.w === undefined ? "" : `${number(part.a)} × ${number(part.w)}`, part.is));
  if (parts.length > largest.length) made.push(line(say("more", { parts: parts.length - largest.length }), "", rest));
  made.push(line(say("together"), "", sum, "sum"));
  if (Math.abs(sum - result) > 1e-6) made.push(line(say("and then"), "", result, "sum"));
  return made;
}

function guess(state) {
  const { chances, order } = chancesAfter(state, state.lane);
  const [first, second] = order;
  return say("guess", { token: quoted(state, state.lane), first: state.data.vocabulary[first], first_share: chances[first],
    second: state.data.vocabulary[second], second_share: chances[second] });
}

function place(state, cell, { t, g, c }) {
  const { wide, lane } = state.sizes;
  const { from, width } = state.cells;
  const [left, top, w, h] = wide ? [from(g, c), t * lane, width, lane] : [t * lane, from(g, c), lane, width];
  Object.assign(cell.style, { left: `${left}px`, top: `${top}px`, width: `${w}px`, height: `${h}px` });
}

// ---- opening, pointing, pinning, keys ----

function toggle(state, key) {
  state.open = state.open === key ? null : key;
  const station = opened(state);
  state.view = station ? Math.max(0, station.views.findIndex((view) => view.key === station.first)) : 0;
  state.pin = state.hover = null;
  act(state);
  state.spoken.textContent = station ? say("open", { station: station.title, says: station.says }) : say("closed");
  bring(state, state.panel);
}

function choose(state, view) {
  state.view = view;
  state.pin = state.hover = null;
  act(state);
}

function follow(state, t) {
  state.lane = t;
  act(state);
  state.spoken.textContent = guess(state);
}

function point(state, at) {
  if (JSON.stringify(at) === JSON.stringify(state.hover)) return;
  state.hover = at;
  look(state);
  if (at) checkChapter(state);
}

function pin(state, at) {
  state.pin = at && JSON.stringify(at) !== JSON.stringify(state.pin) ? at : null;
  state.hover = null;
  if (at) state.lane = at.t;
  act(state);
  const said = state.panel.querySelector(".worked");
  state.spoken.textContent = said.innerText.slice(0, 300);
  bring(state, said);
}

function act(state) {
  checkChapter(state);
  paint(state);
}

function cellAt(state, station, event) {
  const { wide, lane } = state.sizes;
  const { x, y } = spot(state.elements.get(station.key).canvas, event);
  const [u, v] = wide ? [x, y] : [y, x];
  const t = Math.floor(v / lane);
  if (t < 0 || t >= count(state)) return null;
  if (station.key !== state.open) return { t };
  const { groups, columns, width, gap, pad } = state.cells;
  const g = Math.floor((u - pad) / (columns * width + gap));
  const c = Math.floor((u - pad - g * (columns * width + gap)) / width);
  return g < 0 || g >= groups || c < 0 || c >= columns ? null : { t, g, c };
}

function listen(state, station, { grid, canvas, cell }) {
  const surface = canvas.parentElement;
  hovers(surface, (event) => {
    if (!event || station.key === state.open) point(state, event && cellAt(state, station, event));
  });
  surface.addEventListener("click", (event) => {
    const at = cellAt(state, station, event);
    if (station.key !== state.open) { if (at) state.lane = at.t; toggle(state, station.key); }
    else if (at) pin(state, at);
  });
  cell.addEventListener("focus", () => cell.matches(":focus-visible") && point(state, state.pin ?? { t: state.lane, g: 0, c: 0 }));
  cell.addEventListener("blur", () => point(state, null));
  cell.addEventListener("keydown", (event) => {
    if (modified(event)) return;
    const { t, g, c } = state.hover ?? state.pin ?? { t: state.lane, g: 0, c: 0 };
    const { groups, columns } = state.cells;
    const [across, along] = state.sizes.wide ? [["ArrowUp"], ["ArrowLeft"]] : [["ArrowLeft"], ["ArrowUp"]];
    const [acrossOn, alongOn] = state.sizes.wide ? [["ArrowDown"], ["ArrowRight"]] : [["ArrowRight"], ["ArrowDown"]];
    const lane = event.key.startsWith("Arrow") ? keyTo(event.key, t, count(state), across, acrossOn) : null;
    const place = keyTo(event.key, g * columns + c, groups * columns, along, alongOn);
    if (event.key === "Enter" || event.key === " ") pin(state, { t, g, c });
    else if (event.key === "Escape") pin(state, null);
    else if (lane !== null) point(state, { t: lane, g, c });
    else if (place !== null) point(state, { t, g: Math.floor(place / columns), c: place % columns });
    else return;
    event.preventDefault();
    if (event.key !== "Escape") state.spoken.textContent = cell.getAttribute("aria-label");
  });
  grid.hidden = true;
}

// ---- the walk: one thing at a time, and the learner's own hand to go on ----

const chapterNow = (state) => state.data.chapters[state.chapter];
const asks = (chapter) => Boolean(chapter.open || chapter.token);

function fulfilled(state, chapter) {
  if (chapter.open && chapter.open !== state.open) return false;
  if (chapter.view && shown(state)?.key !== chapter.view) return false;
  if (chapter.point && !(state.hover ?? state.pin)) return false;
  return !chapter.token || (chapter.token === "first" ? state.lane === 0 : state.lane === count(state) - 1);
}

function checkChapter(state) {
  const chapter = chapterNow(state);
  if (!chapter || state.done || !asks(chapter) || !fulfilled(state, chapter)) return;
  state.done = true;
  state.spoken.textContent = chapter.done;
  paintWalk(state);
}

function turn(state, by) {
  state.chapter = (state.chapter + by + state.data.chapters.length) % state.data.chapters.length;
  state.done = false;
  checkChapter(state);
  paint(state);
  const chapter = chapterNow(state);
  state.spoken.textContent = `${chapter.title} ${chapter.text} ${chapter.task}`;
}

function doIt(state) {
  const chapter = chapterNow(state);
  if (chapter.token) state.lane = chapter.token === "first" ? 0 : count(state) - 1;
  if (chapter.open && state.open !== chapter.open) toggle(state, chapter.open);
  if (chapter.view) state.view = opened(state).views.findIndex((view) => view.key === chapter.view);
  arrange(state);
  if (chapter.point) { paint(state); state.pin = { t: state.lane, g: 0, c: 0 }; }
  act(state);
}

function paintWalk(state) {
  const part = (selector) => state.walk.querySelector(selector);
  const chapter = chapterNow(state);
  state.walk.hidden = !chapter;
  if (!chapter) return;
  const waits = asks(chapter) && !state.done;
  part(".count").textContent = say("chapter", { number: state.chapter + 1, chapters: state.data.chapters.length });
  part(".chapter").textContent = chapter.title;
  part(".text").textContent = chapter.text;
  const task = waits ? `→ ${chapter.task}` : state.done ? `✓ ${chapter.done}` : "";
  if (part(".task").textContent !== task) part(".task").textContent = task;
  part(".back").disabled = state.chapter === 0;
  const last = state.chapter === state.data.chapters.length - 1;
  part(".next").textContent = say(last ? "walk again" : waits ? "skip" : "next");
  part(".next").classList.toggle("waits", waits);
  part(".help").style.visibility = waits ? "" : "hidden";
  for (const [key, { box }] of state.elements) box.classList.toggle("wanted", waits && key === chapter.open && key !== state.open);
  const views = opened(state)?.views ?? [];
  [...state.views.children].forEach((button, i) => button.classList.toggle("wanted", waits && state.open === chapter.open && views[i]?.key === chapter.view && i !== state.view));
}

// ---- the page's parts, made anew only for another text or another model ----

function showLanes(state) {
  state.lanes.replaceChildren(...state.data.tokens.map((token, t) => {
    const made = node("button", { type: "button", class: "lane", role: "radio", "data-stop": true, "aria-label": token.spoken }, chip("span", { ...token, joined: false }));
    made.addEventListener("click", () => follow(state, t));
    return made;
  }));
}

function showStations(state) {
  state.elements = new Map();
  const blocks = new Map();
  for (const station of state.data.stations) {
    const name = node("button", { type: "button", class: "name", "data-stop": true, "aria-expanded": false, tabindex: -1, "aria-label": station.title }, station.name);
    const canvas = node("canvas", { "aria-hidden": "true" });
    const cell = node("div", { class: "cell", role: "gridcell", tabindex: 0 });
    const grid = node("div", { role: "grid", "aria-label": say("grid", { station: station.title }) }, node("div", { class: "row", role: "row" }, cell));
    const box = node("div", { class: "station", "data-key": station.key }, name, node("div", { class: "surface" }, canvas, grid));
    name.addEventListener("click", () => toggle(state, station.key));
    state.elements.set(station.key, { box, name, canvas, cell, grid });
    listen(state, station, state.elements.get(station.key));
    if (!blocks.has(station.block)) blocks.set(station.block, node("div", { class: "group" }, node("p", {}, station.group), node("div")));
    blocks.get(station.block).lastElementChild.append(box);
  }
  state.groups.replaceChildren(...blocks.values());
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (data !== state.bytes) {
    const before = state.data;
    const now = unpack(data);
    const ids = (payload) => payload?.tokens.map((token) => token.id).join();
    const shape = (payload) => payload?.stations.map((station) => station.key).join();
    Object.assign(state, { bytes: data, data: now, at: Math.max(0, now.steps.indexOf(now.step)) });
    if (shape(before) !== shape(now)) {
      state.open = state.pin = state.hover = null;
      showStations(state);
    }
    if (ids(before) !== ids(now)) {
      state.pin = state.hover = null;
      state.lane = now.tokens.length - 1;
      showLanes(state);
    }
  }
  paint(state);
  state.settleLanes();
  state.settleGroups();
  state.settleViews();
  return state.unmount;
}
