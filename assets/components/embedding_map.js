// A map of words, flat or solid: every dot is a word, at every saved moment of training. All frames are here, so that the
// slider of training time (the window event `glassbox:time`) moves the dots without asking the server. The list beside
// the map is by cosine of all numbers, never by what the map shows; a sentence says how far the two agree.

const WHOLE = 32767; // a coordinate of 1, as it travels
const REACH = 18; // pixels from the pointer to a dot
const GLIDE = 130; // milliseconds from one moment to the next
const SHAPES = ["disc", "square", "up", "diamond", "ring", "down", "plus"];

// Coordinates, neighbours, their cosines.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  const [F, N, K] = [head.steps.length, head.words.length, head.near];
  return { ...head, points: take("i2", F * N * 3), order: take("u2", F * N * K), alike: take("i2", F * N * K) };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, stage: part(".stage"), canvas: part(".stage canvas"), when: part(".when"), input: part("input"),
    found: part(".found"), pinsBox: part(".pins"), title: part(".title"), near: part(".near"), truth: part(".truth"),
    legend: part(".legend"), spoken: part(".spoken"), turner: part(".turn"),
    data: null, send: null, at: 0, shown: null, run: 0, pins: [], hover: null, only: null, hits: [],
    zoom: 1, panX: 0, panY: 0, yaw: 0.5, pitch: 0.35, places: [],
  };
  const deaf = followTime(state, (at) => at !== state.at && glide(state, at));
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { deaf(); cancelAnimationFrame(state.run); still(); };
  listen(state, part);
  return state;
}

// ---- moments of training ----

function frameOf({ data }, at) {
  const size = data.words.length * 3;
  return Float32Array.from(data.points.subarray(at * size, (at + 1) * size), (value) => value / WHOLE);
}

// Move the dots to another moment; who asked for less motion sees them there at once.
function glide(state, at) {
  const from = state.shown;
  const to = frameOf(state, at);
  const start = performance.now();
  state.at = at;
  cancelAnimationFrame(state.run);
  const move = (now) => {
    const share = reducedMotion.matches || !from || from.length !== to.length ? 1 : Math.max(0, Math.min(1, (now - start) / GLIDE));
    const eased = share * (2 - share);
    state.shown = share === 1 ? to : to.map((value, i) => from[i] + (value - from[i]) * eased);
    paint(state);
    if (share < 1) state.run = requestAnimationFrame(move);
    else { state.frame.dataset.step = state.data.steps[at]; tell(state); }
  };
  state.run = requestAnimationFrame(move);
}

// ---- where a dot is on the screen ----

function locate(state, width, height) {
  const { shown, zoom, panX, panY } = state;
  const solid = state.data.dimensions === 3;
  const [reachX, reachY] = state.data.reach;
  const scale = solid ? Math.min(width, height) * 0.46 : Math.min((width * 0.45) / reachX, (height * 0.45) / reachY);
  const room = Math.min(width, height * 1.35);
  const [cy, siny, cp, sinp] = [Math.cos(state.yaw), Math.sin(state.yaw), Math.cos(state.pitch), Math.sin(state.pitch)];
  const count = state.data.words.length;
  const places = [];
  for (let i = 0; i < count; i++) {
    let [x, y, z] = [shown[3 * i], shown[3 * i + 1], shown[3 * i + 2]];
    let near = 1;
    if (solid) {
      [x, z] = [x * cy + z * siny, z * cy - x * siny];
      [y, z] = [y * cp - z * sinp, y * sinp + z * cp];
      near = 2.6 / (2.6 - z);
    }
    places[i] = { x: width / 2 + (x * scale * near + panX * room) * zoom, y: height / 2 - (y * scale * near + panY * room) * zoom, near };
  }
  return places;
}

// ---- painting ----

function paint(state) {
  const { canvas, data } = state;
  const width = state.stage.clientWidth;
  const height = Math.round(Math.max(320, Math.min(width * 0.72, Math.max(560, innerHeight * 0.62))));
  const context = sharp(canvas, width, height);
  const ink = inks(canvas);
  state.colours = { ink: ink("ink"), soft: ink("soft"), card: ink("card"), accent: ink("accent"), made: ink("made"), line: ink("line") };
  const places = state.places = locate(state, width, height);
  const looked = opened(state);
  const circle = looked === null ? [] : neighbours(state, looked).map(([i]) => i);
  const focus = new Set([...state.pins, ...circle, ...(looked === null ? [] : [looked]), ...state.hits]);
  const quietly = looked !== null || state.only !== null || state.hits.length;

  context.lineWidth = 1.5;
  if (looked !== null) {
    context.strokeStyle = state.colours.accent;
    context.globalAlpha = 0.55;
    for (const i of circle) line(context, places[looked], places[i]);
  }
  const order = Array.from(places.keys());
  if (data.dimensions === 3) order.sort((a, b) => places[a].near - places[b].near);
  for (const i of order) {
    const word = data.words[i];
    const lit = state.only === null ? !quietly || focus.has(i) : word.group === state.only || focus.has(i);
    context.globalAlpha = lit ? 0.95 : state.only !== null || state.hits.length ? 0.25 : 0.55;
    dot(context, places[i], data.groups[word.group], (focus.has(i) ? 5.5 : 4) * Math.min(1.5, places[i].near), state.colours, word.own);
  }
  context.globalAlpha = 1;
  for (const i of state.pins) ring(context, places[i], state.colours.accent);
  if (looked !== null) ring(context, places[looked], state.colours.made);
  names(context, state, focus, looked, quietly, width, height);
  state.when.textContent = say("step", { step: data.steps[state.at] });
}

function line(context, a, b) {
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
}

function ring(context, { x, y }, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
}

function dot(context, { x, y }, group, r, colours, own) {
  const colour = own ? colours.made : group.colour || colours.soft;
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  if (own) { // a word of the learner's: a star of two crossed lines
    for (const [dx, dy] of [[1, 1], [1, -1], [0, 1.4], [1.4, 0]]) { context.moveTo(x - r * dx, y - r * dy); context.lineTo(x + r * dx, y + r * dy); }
    context.stroke();
    return;
  }
  const shape = group.colour ? SHAPES[group.shape % SHAPES.length] : "disc";
  const size = group.colour ? r : r * 0.7;
  if (shape === "disc" || shape === "ring") context.arc(x, y, size * 0.9, 0, 2 * Math.PI);
  else if (shape === "square") context.rect(x - size * 0.8, y - size * 0.8, size * 1.6, size * 1.6);
  else if (shape === "plus") { context.moveTo(x - size, y); context.lineTo(x + size, y); context.moveTo(x, y - size); context.lineTo(x, y + size); }
  else {
    const corners = { up: [[0, -1.1], [1, 0.8], [-1, 0.8]], down: [[0, 1.1], [1, -0.8], [-1, -0.8]], diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]] }[shape];
    corners.forEach(([dx, dy], i) => (i ? context.lineTo(x + dx * size, y + dy * size) : context.moveTo(x + dx * size, y + dy * size)));
    context.closePath();
  }
  if (shape === "ring" || shape === "plus") context.stroke();
  else context.fill();
}

// Names where there is room: what is looked at first, then pins, neighbours and hits, then the most frequent words.
function names(context, state, focus, looked, quietly, width, height) {
  const { data, places } = state;
  const all = Array.from(places.keys());
  const first = looked === null ? [] : [looked];
  const rest = state.hits.length ? [] : all.filter((i) => state.only === null || data.words[i].group === state.only);
  const wanted = [...new Set([...first, ...state.pins, ...data.words.flatMap((word, i) => (word.own ? [i] : [])), ...focus, ...rest])];
  const taken = [];
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const font = context.font;
  let budget = 140;
  for (const i of wanted) {
    const { x, y } = places[i];
    if (x < 0 || y < 8 || x > width || y > height - 8) continue;
    const strong = i === looked || state.pins.includes(i);
    context.font = strong ? `600 ${font}` : font;
    const long = context.measureText(data.words[i].text).width;
    const right = x + 8 + long < width - 2;
    const box = { left: right ? x + 7 : x - 9 - long, top: y - 8, right: right ? x + 9 + long : x - 7, bottom: y + 8 };
    const must = strong || focus.has(i) || data.words[i].own;
    if (taken.some((t) => t.left < box.right && t.right > box.left && t.top < box.bottom && t.bottom > box.top)) {
      if (!strong) continue;
    }
    taken.push(box);
    context.lineWidth = 3.5;
    context.strokeStyle = state.colours.card;
    context.fillStyle = must || !quietly ? state.colours.ink : state.colours.soft;
    context.strokeText(data.words[i].text, box.left + 1, y);
    context.fillText(data.words[i].text, box.left + 1, y);
    if (--budget === 0) break;
  }
  context.font = font;
}

// ---- who is near ----

const opened = (state) => state.hover ?? state.pins.at(-1) ?? null;

function neighbours({ data, at }, i) {
  const [N, K] = [data.words.length, data.near];
  const first = (at * N + i) * K;
  return Array.from({ length: K }, (_, k) => [data.order[first + k], data.alike[first + k] / 10000]);
}

function nearOnMap({ data, shown }, i, count) {
  const away = (j) => (shown[3 * i] - shown[3 * j]) ** 2 + (shown[3 * i + 1] - shown[3 * j + 1]) ** 2 + (shown[3 * i + 2] - shown[3 * j + 2]) ** 2;
  return Array.from(data.words.keys()).filter((j) => j !== i).map((j) => [j, away(j)]).sort((a, b) => a[1] - b[1]).slice(0, count).map(([j]) => j);
}

const quoted = (state, i) => say("quoted", { text: state.data.words[i].text });
const pretty = (cosine) => fixed(cosine, 2).replace("-", "−");

function tell(state) {
  const { data } = state;
  const i = opened(state);
  state.pinsBox.replaceChildren(...state.pins.map((p) => {
    const made = node("button", { type: "button", "aria-pressed": String(p === state.pins.at(-1)), "aria-label": say("unpin", { word: data.words[p].text }) }, `${data.words[p].text} ×`);
    made.addEventListener("click", () => pin(state, p));
    return made;
  }));
  if (i === null) {
    state.title.textContent = say("point");
    state.near.replaceChildren();
    state.truth.textContent = "";
    return;
  }
  const list = neighbours(state, i);
  const word = data.words[i];
  state.title.textContent = word.note ? `${quoted(state, i)}: ${word.note}` : say("title", { word: quoted(state, i), numbers: data.width });
  state.near.replaceChildren(...list.map(([j, cosine]) => {
    const bar = node("i");
    bar.style.width = `${Math.max(0, cosine) * 100}%`;
    const made = node("button", { type: "button" }, bar, node("span", { dir: "auto" }, data.words[j].text), node("span", {}, pretty(cosine)));
    made.addEventListener("click", () => pin(state, j));
    return node("li", {}, made);
  }));
  const seen = new Set(nearOnMap(state, i, list.length));
  const both = list.filter(([j]) => seen.has(j)).length;
  state.truth.textContent = say("truth", { listed: list.length, both });
}

function pin(state, i) {
  state.pins = state.pins.includes(i) ? state.pins.filter((p) => p !== i) : [...state.pins, i].slice(-6);
  state.hover = null;
  paint(state);
  tell(state);
  const [[j, cosine]] = neighbours(state, i);
  speak(state, say(state.pins.includes(i) ? "pinned word" : "let go of", { word: quoted(state, i), nearest: quoted(state, j), cosine: pretty(cosine) }));
  state.send("pins", state.pins.map((p) => state.data.words[p].text));
}

function speak(state, words) {
  state.spoken.textContent = words;
}

function preview(state, i) {
  if (i === state.hover) return;
  state.hover = i;
  paint(state);
  tell(state);
}

// ---- pointing, turning, keys ----

function under(state, x, y) {
  let [best, least] = [null, REACH ** 2];
  state.places.forEach((place, i) => {
    const away = (place.x - x) ** 2 + (place.y - y) ** 2;
    if (away < least) [best, least] = [i, away];
  });
  return best;
}

function listen(state, part) {
  const { canvas } = state;
  const here = (event) => { const { x, y } = spot(canvas, event); return under(state, x, y); };
  let grip = null;
  pad(canvas, {
    swipes: true,
    down: (event) => { grip = { x: event.clientX, y: event.clientY, moved: false }; },
    move: (event) => {
      const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
      if (!grip.moved && Math.hypot(dx, dy) < 5) return;
      grip = { x: event.clientX, y: event.clientY, moved: true };
      drag(state, dx, dy);
    },
    up: (event) => {
      const i = grip.moved || event.type !== "pointerup" ? null : here(event);
      if (i !== null) pin(state, i);
    },
  });
  hovers(canvas, (event) => preview(state, event && here(event)));
  canvas.addEventListener("blur", () => preview(state, null));
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // plain scrolling belongs to the page
    event.preventDefault();
    zoom(state, event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => press(state, event));
  part(".in").addEventListener("click", () => zoom(state, 1.4));
  part(".out").addEventListener("click", () => zoom(state, 1 / 1.4));
  part(".all").addEventListener("click", () => { Object.assign(state, { zoom: 1, panX: 0, panY: 0 }); paint(state); });
  state.turner.addEventListener("click", () => { state.yaw += Math.PI / 8; paint(state); });
  state.input.addEventListener("input", () => search(state));
  state.input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && state.hits.length) {
      event.preventDefault();
      const hit = state.hits[0];
      state.input.value = "";
      search(state);
      if (!state.pins.includes(hit)) pin(state, hit);
      else speak(state, say("is pinned", { word: quoted(state, hit) }));
    } else if (event.key === "Escape") { state.input.value = ""; search(state); }
  });
}

function drag(state, dx, dy) {
  if (state.data.dimensions === 3) {
    state.yaw += dx * 0.008;
    state.pitch = Math.max(-1.5, Math.min(1.5, state.pitch + dy * 0.008));
  } else {
    const room = Math.min(state.canvas.clientWidth, state.canvas.clientHeight * 1.35) * state.zoom;
    state.panX += dx / room;
    state.panY -= dy / room;
  }
  paint(state);
}

function zoom(state, factor) {
  state.zoom = Math.max(1, Math.min(12, state.zoom * factor));
  if (state.zoom === 1) Object.assign(state, { panX: 0, panY: 0 });
  paint(state);
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function press(state, event) {
  if (modified(event)) return;
  const way = WAYS[event.key];
  const i = opened(state);
  if (way && event.shiftKey) drag(state, way[0] * 24, way[1] * 24);
  else if (way) {
    const to = beyond(state, i, way);
    if (to !== null) {
      preview(state, to);
      const [[j, cosine]] = neighbours(state, to);
      speak(state, say("at word", {
        word: quoted(state, to), group: state.data.groups[state.data.words[to].group].name, nearest: quoted(state, j), cosine: pretty(cosine),
      }));
    }
  } else if ((event.key === "Enter" || event.key === " ") && i !== null) pin(state, i);
  else if (event.key === "Escape") { state.pins = []; state.hover = null; paint(state); tell(state); speak(state, say("let go of all")); state.send("pins", []); }
  else if (event.key === "+" || event.key === "=") zoom(state, 1.4);
  else if (event.key === "-") zoom(state, 1 / 1.4);
  else if (event.key === "0") { Object.assign(state, { zoom: 1, panX: 0, panY: 0 }); paint(state); }
  else return;
  event.preventDefault();
}

// The next dot that way: near, and not too far off the line. From nowhere, the dot in the middle.
function beyond(state, from, [wx, wy]) {
  const middle = { x: state.canvas.clientWidth / 2, y: state.canvas.clientHeight / 2 };
  const here = from === null ? middle : state.places[from];
  let [best, least] = [null, Infinity];
  state.places.forEach((place, i) => {
    if (i === from) return;
    const [dx, dy] = [place.x - here.x, place.y - here.y];
    const along = dx * wx + dy * wy;
    const off = Math.abs(dx * wy - dy * wx);
    if (from !== null && (along <= 0.5 || off > 2 * along)) return;
    const cost = from === null ? Math.hypot(dx, dy) : along + 2 * off;
    if (cost < least) [best, least] = [i, cost];
  });
  return best;
}

function search(state) {
  const wanted = state.input.value.trim().toLowerCase();
  const texts = state.data.words.map((word) => word.text.toLowerCase());
  const starting = texts.flatMap((text, i) => (wanted && text.startsWith(wanted) ? [i] : []));
  state.hits = starting.sort((a, b) => texts[a].length - texts[b].length).slice(0, 40);
  if (!wanted) state.found.textContent = "";
  else if (state.hits.length) state.found.textContent = say("found", { count: starting.length, word: quoted(state, state.hits[0]) });
  else state.found.textContent = say("not found");
  paint(state);
  speak(state, state.found.textContent);
}

// ---- the legend ----

function showLegend(state) {
  const ink = inks(state.canvas);
  const colours = { soft: ink("soft"), made: ink("made") };
  state.legend.replaceChildren(...state.data.groups.map((group, number) => {
    const mark = node("canvas", { "aria-hidden": "true" });
    const made = node("button", { type: "button", "aria-pressed": String(state.only === number) }, mark, group.name);
    const context = sharp(mark, 14, 14);
    dot(context, { x: 7, y: 7 }, group, 5.5, colours, false);
    made.addEventListener("click", () => {
      state.only = state.only === number ? null : number;
      for (const [i, button] of [...state.legend.children].entries()) button.setAttribute("aria-pressed", state.only === i);
      paint(state);
    });
    return made;
  }));
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  if (data !== state.bytes) {
    const before = state.data;
    const now = unpack(data);
    const asked = before ? now.pins.filter((text) => !before.pins.includes(text)) : now.pins; // newly typed words come pinned
    const kept = [...new Set([...(before ? state.pins.map((p) => before.words[p]?.text) : []), ...asked])].slice(-6);
    const followed = before && before.step === now.step && before.steps.join() === now.steps.join();
    const groups = (payload) => payload?.groups.map((group) => group.name).join();
    if (groups(before) !== groups(now)) state.only = null;
    Object.assign(state, { bytes: data, data: now, hover: null, hits: [] });
    state.at = followed ? state.at : nearest(now.steps, now.step); // an echo must not turn the slider's time back
    state.pins = kept.map((text) => now.words.findIndex((word) => word.text === text)).filter((i) => i >= 0);
    state.shown = frameOf(state, state.at);
    state.frame.dataset.step = now.steps[state.at];
    state.stage.classList.toggle("solid", now.dimensions === 3);
    state.turner.hidden = now.dimensions !== 3;
  }
  paint(state);
  showLegend(state);
  tell(state);
  return state.unmount;
}
