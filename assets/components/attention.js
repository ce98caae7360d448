// Attention: every head as a small matrix, one opened as arcs over the text and as a large matrix, linked to each other.
// Pointing previews where a token looks; a click pins it. All frames over training time are here, so that the slider
// of training time (the window event `glassbox:time`) repaints without asking the server.

const FAINT = 0.1; // lighter arcs stay out of the picture of all arcs

// The weights by frame, layer, head and row of the lower triangle; a weight of 1 travels as `most`, in 16 bits, or in 8
// where the text is long.
function unpack(bytes) {
  const { head, take } = unpacked(bytes);
  return { ...head, weights: take(head.most > 255 ? "u2" : "u1") };
}

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    heads: part(".heads"), title: part(".title strong"), step: part(".title span"), without: part(".without"),
    box: part(".without input"), reading: part(".reading"), all: part(".all"), one: part(".one"), tokens: part(".tokens"),
    grid: part(".grid"), matrix: part(".grid canvas"), row: part(".grid .row"), cell: part(".cell"),
    readout: part(".readout"), spoken: part(".spoken"),
    data: null, send: null, at: 0, layer: 0, head: 0, pin: null, hover: null,
  };
  state.settle = rove(state.heads, (stop) => stop.click());
  const deaf = followTime(state, (at) => {
    if (at === state.at) return;
    state.at = at;
    paint(state);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { deaf(); still(); };
  state.box.addEventListener("change", () => paint(state));
  listenToTokens(state);
  listenToMatrix(state);
  return state;
}

// ---- numbers ----

const size = (state) => state.data.tokens.length;
// Where the weights of a head begin, in the frame that is shown.
function start(state, layer, head) {
  const { tokens, layers, heads } = state.data;
  return ((state.at * layers + layer) * heads + head) * (tokens.length * (tokens.length + 1)) / 2;
}
const stored = (state, layer, head, i, j) =>
  state.data.weights[start(state, layer, head) + (i * (i + 1)) / 2 + j] / state.data.most;
const leavesOut = (state) => state.box.checked && !state.without.hidden;

// What row i of the opened head gives to column j: as the model has it, or renormalised without the first token.
function weight(state, i, j) {
  const own = stored(state, state.layer, state.head, i, j);
  if (!leavesOut(state)) return own;
  const left = 1 - stored(state, state.layer, state.head, i, 0);
  return j === 0 || left <= 0 ? 0 : own / left;
}

const quoted = (state, i) => say("quoted", { text: state.data.tokens[i].spoken });

// ---- what is shown ----

function paint(state) {
  const sinks = state.data.sinks?.[state.at][state.layer][state.head];
  state.without.hidden = !sinks;
  state.title.textContent = say("layer and head", { layer: state.layer + 1, head: state.head + 1 });
  state.step.textContent = say("step", { step: state.data.steps[state.at] });
  const ink = inks(state.reading);
  const shade = new Uint32Array(shades(ink("paper"), ink("query")).buffer); // each colour as the one number that a pixel is
  paintHeads(state, shade);
  paintMatrix(state, ink, shade);
  paintAll(state, ink);
  look(state);
}

// A head as a picture of one pixel for each weight.
function image(count, value, shade) {
  const pixels = new ImageData(count, count);
  const colours = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) colours[i * count + j] = shade[Math.round(255 * value(i, j))];
  }
  return pixels;
}

function paintHeads(state, shade) {
  const count = size(state);
  for (const button of state.heads.querySelectorAll(".head")) {
    const open = button.layer === state.layer && button.head === state.head;
    button.setAttribute("aria-checked", open);
    button.tabIndex = open ? 0 : -1;
    const canvas = button.firstElementChild;
    if (canvas.width !== count) canvas.width = canvas.height = count;
    const { weights, most } = state.data;
    const first = start(state, button.layer, button.head);
    const share = (i, j) => weights[first + (i * (i + 1)) / 2 + j] / most;
    canvas.getContext("2d").putImageData(image(count, share, shade), 0, 0);
  }
}

function paintMatrix(state, ink, shade) {
  const count = size(state);
  const room = state.grid.parentElement.clientWidth;
  const { fontSize, fontFamily } = getComputedStyle(state.matrix);
  const font = parseFloat(fontSize);
  const measure = new OffscreenCanvas(1, 1).getContext("2d");
  measure.font = `${fontSize} ${fontFamily}`;
  const names = state.data.tokens.map((token) => token.text);
  let margin = Math.min(6 * font, Math.ceil(Math.max(...names.map((name) => measure.measureText(name).width))) + 8);
  let side = Math.min(2.2 * font, Math.floor((room - margin) / count));
  const named = side >= font + 1; // room for a name beside each row and above each column
  if (!named) { margin = 0; side = Math.min(2.2 * font, room / count); }
  state.square = { margin, side };
  const width = margin + side * count;
  const context = sharp(state.matrix, width, width);
  context.imageSmoothingEnabled = false;
  const small = new OffscreenCanvas(count, count);
  small.getContext("2d").putImageData(image(count, (i, j) => weight(state, i, j), shade), 0, 0);
  context.save();
  context.beginPath(); // the future: hatched
  for (let i = 0; i < count; i++) context.rect(margin + (i + 1) * side, margin + i * side, (count - i - 1) * side, side);
  if (leavesOut(state)) context.rect(margin, margin, side, count * side);
  context.clip();
  context.strokeStyle = ink("line");
  context.beginPath();
  for (let x = -width; x < width; x += 6) { context.moveTo(x, 0); context.lineTo(x + width, width); }
  context.stroke();
  context.restore();
  context.drawImage(small, margin, margin, side * count, side * count);
  if (leavesOut(state)) { context.fillStyle = ink("line"); context.fillRect(margin, margin, side, count * side); }
  context.strokeStyle = ink("line");
  context.strokeRect(margin + 0.5, margin + 0.5, side * count - 1, side * count - 1);
  if (named) paintNames(context, names, state.square, ink("ink"));
}

function paintNames(context, names, { margin, side }, colour) {
  context.fillStyle = colour;
  context.textBaseline = "middle";
  names.forEach((name, i) => {
    const middle = margin + (i + 0.5) * side;
    const fitting = fit(context, name, margin - 8);
    context.textAlign = "right";
    context.fillText(fitting, margin - 4, middle);
    context.save();
    context.translate(middle, margin - 4);
    context.rotate(-Math.PI / 2);
    context.textAlign = "left";
    context.fillText(fitting, 0, 0);
    context.restore();
  });
}

function fit(context, name, room) {
  if (context.measureText(name).width <= room) return name;
  let length = name.length - 1;
  while (length > 1 && context.measureText(`${name.slice(0, length)}…`).width > room) length--;
  return `${name.slice(0, length)}…`;
}

// ---- arcs ----

// Where the chips are, measured once for each layout. A text of one line leaves room for higher arcs.
function measured(state) {
  const tops = [...state.tokens.children].map((token) => token.offsetTop);
  state.reading.classList.toggle("single", tops[0] === tops.at(-1));
  const home = state.reading.getBoundingClientRect();
  return [...state.tokens.children].map((token) => {
    const box = token.getBoundingClientRect();
    return { x: box.left + box.width / 2 - home.left, top: box.top - home.top, bottom: box.bottom - home.top };
  });
}

// From the token that looks (its top) to the one that it sees: over the line, or up to the line where that stands.
function arc(context, from, to, room) {
  context.beginPath();
  context.moveTo(from.x, from.top);
  if (from === to) context.arc(from.x, from.top - 7, 7, Math.PI / 2, 2.5 * Math.PI);
  else if (Math.abs(from.top - to.top) < 2) {
    const high = Math.min(room, 10 + Math.abs(from.x - to.x) / 4);
    context.bezierCurveTo(from.x, from.top - high, to.x, to.top - high, to.x, to.top);
  } else {
    context.bezierCurveTo(from.x, from.top - 28, to.x, to.bottom + 28, to.x, to.bottom);
  }
  context.stroke();
}

function paintAll(state, ink) {
  state.places = measured(state);
  state.room = 1.3 * parseFloat(getComputedStyle(state.reading).paddingTop); // a Bézier curve rises to 3/4 of its handles
  const context = canvasOverText(state, state.all);
  context.strokeStyle = ink("query");
  for (let i = 0; i < state.places.length; i++) {
    for (let j = 0; j <= i; j++) {
      const share = weight(state, i, j);
      if (share < FAINT) continue;
      context.globalAlpha = 0.15 + 0.65 * share;
      context.lineWidth = 0.6 + 2.4 * share;
      arc(context, state.places[i], state.places[j], state.room);
    }
  }
}

function paintOne(state, row) {
  const context = canvasOverText(state, state.one);
  if (row === null) return;
  context.strokeStyle = inks(state.reading)("query");
  for (let j = 0; j <= row; j++) {
    const share = weight(state, row, j);
    if (share < 0.005) continue;
    context.globalAlpha = 0.25 + 0.75 * share;
    context.lineWidth = 0.8 + 4.2 * share;
    arc(context, state.places[row], state.places[j], state.room);
  }
}

const canvasOverText = (state, canvas) => sharp(canvas, state.reading.clientWidth, state.reading.clientHeight);

// ---- looking: what is pointed at, else what is pinned ----

function look(state) {
  const { row, column } = state.hover ?? state.pin ?? { row: null, column: null };
  state.reading.classList.toggle("looking", row !== null);
  paintOne(state, row);
  [...state.tokens.children].forEach((token, i) => {
    const share = row === null || i > row ? null : weight(state, row, i);
    const text = share === null || share < 0.005 ? "" : percent(share);
    if (token.lastElementChild.textContent !== text) token.lastElementChild.textContent = text;
    token.classList.toggle("looks", i === row);
    token.classList.toggle("sees", i === column && i !== row);
    token.classList.toggle("future", row !== null && i > row);
    token.setAttribute("aria-selected", state.pin?.row === i);
  });
  mark(state, row, column);
  const words = sentence(state, row, column);
  if (state.readout.textContent !== words) state.readout.textContent = words;
}

// The frame around the row that looks, and around one of its cells.
function mark(state, row, column) {
  const { margin, side } = state.square;
  const [i, j] = [row ?? 0, column ?? row ?? 0];
  state.row.hidden = row === null;
  state.row.classList.toggle("pinned", row !== null && state.pin?.row === row);
  place(state.row, margin, margin + i * side, (i + 1) * side, side);
  place(state.cell, j * side, 0, side, side);
  state.cell.classList.toggle("on", column !== null);
  state.row.setAttribute("aria-rowindex", i + 1);
  state.cell.setAttribute("aria-colindex", j + 1);
  state.cell.setAttribute("aria-selected", state.pin?.row === i && state.pin?.column === j);
  state.cell.setAttribute("aria-label", say("cell", { row: quoted(state, i), share: weight(state, i, j), column: quoted(state, j) }));
}

function place(element, left, top, width, height) {
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

function sentence(state, row, column) {
  if (row === null) return say("point");
  if (leavesOut(state) && row === 0) return say("nothing left", { row: quoted(state, 0) });
  const facts = { row: quoted(state, row), sees: strongest(state, row) };
  const said = column === null || column === row ? say("looks", facts)
    : say("looks at one", { ...facts, share: weight(state, row, column), column: quoted(state, column) });
  return leavesOut(state) ? say("without first", { sentence: said }) : said;
}

function strongest(state, row) {
  const sees = Array.from({ length: row + 1 }, (_, j) => [j, weight(state, row, j)]).sort((a, b) => b[1] - a[1]);
  const most = sees.slice(0, 4).filter(([, share]) => share >= 0.005);
  const left = sees.slice(most.length).reduce((sum, [, share]) => sum + share, 0);
  const parts = most.map(([j, share]) => `${j === row ? say("itself") : quoted(state, j)} ${percent(share)}`);
  if (left >= 0.005) parts.push(say("all else", { share: left }));
  return parts.join(", ");
}

// ---- pointing, pinning, keys ----

function preview(state, hover) {
  if (hover?.row === state.hover?.row && hover?.column === state.hover?.column) return;
  state.hover = hover;
  look(state);
}

function pin(state, wanted) {
  const same = wanted && state.pin?.row === wanted.row && state.pin?.column === wanted.column;
  state.pin = same ? null : wanted;
  state.hover = null;
  look(state);
  speak(state, state.pin ? say("pinned", { sentence: sentence(state, state.pin.row, state.pin.column) }) : say("let go"));
  state.send("pin", state.pin ?? { row: null, column: null });
}

function speak(state, words) {
  state.spoken.textContent = words;
}

function open(state, layer, head) {
  if (layer === state.layer && head === state.head) return;
  Object.assign(state, { layer, head });
  paint(state);
  state.send("head", [layer, head]);
}

function listenToTokens(state) {
  const { tokens } = state;
  const indexOf = (event) => [...tokens.children].indexOf(event.target.closest(".token"));
  hovers(tokens, (event) => {
    const row = event && indexOf(event);
    if (row !== -1) preview(state, event && { row, column: null });
  }, { on: "pointerover" });
  tokens.addEventListener("click", (event) => {
    const row = indexOf(event);
    if (row >= 0) pin(state, { row, column: null });
  });
  tokens.addEventListener("focusin", (event) => {
    const row = indexOf(event);
    [...tokens.children].forEach((token, i) => { token.tabIndex = i === row ? 0 : -1; });
    if (event.target.matches(":focus-visible")) preview(state, { row, column: null });
  });
  tokens.addEventListener("focusout", () => preview(state, null));
  tokens.addEventListener("keydown", (event) => {
    const row = indexOf(event);
    if (row < 0 || modified(event)) return;
    const column = state.hover?.column ?? null;
    const next = keyTo(event.key, row, size(state), ["ArrowLeft"], ["ArrowRight"]);
    const along = keyTo(event.key, column ?? row, row + 1, ["ArrowUp"], ["ArrowDown"]);
    if (next !== null) tokens.children[next].focus();
    else if (along !== null) { preview(state, { row, column: along }); speak(state, sentence(state, row, along)); }
    else if (event.key === "Enter" || event.key === " ") pin(state, { row, column });
    else if (event.key === "Escape" && state.pin) pin(state, null);
    else return;
    event.preventDefault();
  });
}

function listenToMatrix(state) {
  const at = (event) => {
    const { margin, side } = state.square;
    const { x, y } = spot(state.matrix, event);
    const [row, column] = [Math.floor((y - margin) / side), Math.floor((x - margin) / side)];
    return row < 0 || row >= size(state) ? null : { row, column: column < 0 || column > row ? null : column };
  };
  hovers(state.grid, (event) => preview(state, event && at(event)));
  state.grid.addEventListener("click", (event) => at(event) && pin(state, at(event)));
  state.cell.addEventListener("focus", () => state.cell.matches(":focus-visible") && preview(state, state.pin ?? { row: 0, column: 0 }));
  state.cell.addEventListener("blur", () => preview(state, null));
  state.cell.addEventListener("keydown", (event) => {
    if (modified(event)) return;
    const { row, column } = state.hover ?? state.pin ?? { row: 0, column: 0 };
    const down = keyTo(event.key, row, size(state), ["ArrowUp"], ["ArrowDown"]);
    const along = keyTo(event.key, column ?? row, row + 1, ["ArrowLeft"], ["ArrowRight"]);
    if (event.key.startsWith("Arrow") && down !== null) preview(state, { row: down, column: Math.min(column ?? down, down) });
    else if (along !== null) preview(state, { row, column: along });
    else if (event.key === "Enter" || event.key === " ") pin(state, { row, column: column ?? row });
    else if (event.key === "Escape" && state.pin) pin(state, null);
    else return;
    event.preventDefault();
    if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
      speak(state, state.cell.getAttribute("aria-label"));
    }
  });
}

// ---- the page's parts, made anew only for another text or another model ----

function showTokens(state) {
  state.tokens.replaceChildren(...state.data.tokens.map((token, i) => {
    const made = node("div", { class: "token", role: "option", tabindex: i ? -1 : 0, "aria-label": token.spoken },
      chip("span", { ...token, joined: false }), node("small", { "aria-hidden": "true" }));
    made.classList.toggle("joined", Boolean(token.joined));
    return made;
  }));
}

function showHeads(state) {
  const { layers, heads } = state.data;
  state.heads.replaceChildren(...Array.from({ length: layers }, (_, layer) => node("div", { class: "layer" },
    node("span", { class: "quiet", "aria-hidden": "true" }, say("layer", { layer: layer + 1 })),
    ...Array.from({ length: heads }, (_, head) => {
      const made = node("button", { type: "button", class: "head", role: "radio", "data-stop": true, tabindex: -1,
        "aria-label": say("layer and head", { layer: layer + 1, head: head + 1 }) }, node("canvas"), say("head", { head: head + 1 }));
      Object.assign(made, { layer, head });
      made.addEventListener("click", () => open(state, layer, head));
      return made;
    }))));
}

export default function ({ data, parentElement, setStateValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setStateValue;
  if (data !== state.bytes) {
    const before = state.data;
    const now = unpack(data);
    const ids = (payload) => payload?.tokens.map((token) => token.id).join();
    const shape = (payload) => payload && `${payload.layers} ${payload.heads}`;
    const followed = before && before.step === now.step && before.steps.join() === now.steps.join();
    const at = followed ? state.at : nearest(now.steps, now.step); // an echo must not turn the slider's time back
    Object.assign(state, { bytes: data, data: now, at });
    if (shape(before) !== shape(now)) {
      [state.layer, state.head] = now.open;
      showHeads(state);
    }
    if (ids(before) !== ids(now)) {
      if (state.pin) state.send("pin", { row: null, column: null }); // other words: it is let go
      state.pin = before || now.pinned[0] === undefined || now.pinned[0] >= now.tokens.length
        ? null : { row: now.pinned[0], column: now.pinned[1] ?? null };
      state.hover = null;
      showTokens(state);
    }
    state.without.classList.toggle("never", !now.sinks?.flat(2).some(Boolean));
    const count = now.tokens.length;
    state.grid.setAttribute("aria-rowcount", count);
    state.grid.setAttribute("aria-colcount", count);
  }
  paint(state);
  state.settle();
  return state.unmount;
}
