// A molecule read letter by letter: each letter lights its atoms in the drawing, and arcs join what must agree far apart.
// The whole way is here, so that stepping, playing and pointing ask the server nothing.

const ENDS = { ring: ["ring begins", "ring ends"], branch: ["branch begins", "branch ends"] };
const PLAIN = { atom: "atom", single: "single", double: "double", triple: "triple", bond: "bond", dot: "dot" };
const PACE = 600; // milliseconds for a letter

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    frame, back: part(".back"), next: part(".next"), said: part(".time span"), slider: part(".time input"), strip: part(".strip"),
    arcs: part(".arcs"), letters: part(".letters"), what: part(".what"), structure: part(".structure"), spoken: part(".spoken"),
    data: null, key: "", at: 0, hover: null, pointer: null,
  };
  state.settle = rove(state.letters, (stop) => { state.player.pause(); go(state, stop.place); });
  state.back.addEventListener("click", () => { state.player.pause(); go(state, state.at - 1, true); });
  state.next.addEventListener("click", () => { state.player.pause(); go(state, state.at + 1, true); });
  state.player = player(part(".play"), {
    slider: state.slider, seek: (at) => go(state, at, true), pace: PACE,
    begin: () => { if (state.at >= last(state)) go(state, 0); },
    beat: () => {
      go(state, state.at + 1);
      return state.at < last(state);
    },
    stopped: () => { state.spoken.textContent = sentence(state, state.at); },
  });
  state.letters.addEventListener("click", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (!stop) return;
    state.player.pause();
    go(state, stop.place, true);
  });
  hovers(state.letters, (event) => {
    const at = event && `${event.clientX} ${event.clientY}`;
    if (at && at === state.pointer) return; // the letters moved, not the hand
    state.pointer = at;
    const stop = event?.target.closest("[data-stop]");
    const hover = stop ? stop.place : null;
    if (hover === state.hover) return;
    state.hover = hover;
    light(state);
  }, { on: "pointerover" });
  const sizes = new ResizeObserver(() => state.data && arch(state));
  sizes.observe(state.letters);
  state.close = () => { state.player.pause(); sizes.disconnect(); };
  return state;
}

const last = (state) => state.data.tokens.length - 1;

function go(state, wanted, speak = false) {
  state.at = Math.max(0, Math.min(last(state), wanted));
  state.slider.value = state.at;
  state.said.textContent = say("so far", { at: state.at + 1, last: last(state) + 1 });
  state.slider.setAttribute("aria-valuetext", sentence(state, state.at));
  state.back.disabled = state.at === 0;
  state.next.disabled = state.at === last(state);
  state.hover = null;
  light(state);
  const stop = state.stops[state.at];
  const [left, right] = [stop.offsetLeft - 40, stop.offsetLeft + stop.offsetWidth + 40];
  if (left < state.strip.scrollLeft) state.strip.scrollLeft = left;
  else if (right > state.strip.scrollLeft + state.strip.clientWidth) state.strip.scrollLeft = right - state.strip.clientWidth;
  if (speak) state.spoken.textContent = sentence(state, state.at);
}

const pairOf = (state, place) => state.data.pairs.find(({ left, right }) => left === place || right === place);

// What this letter says, in words.
function sentence(state, place) {
  const { text, kind, atoms, name } = state.data.tokens[place];
  const pair = pairOf(state, place);
  const facts = { letter: text, name, atom: (atoms[0] ?? 0) + 1, other: (atoms[1] ?? 0) + 1 };
  if (kind === "ring" || kind === "branch") {
    if (!pair) return say("alone", facts);
    const begins = pair.left === place, partner = (begins ? pair.right : pair.left) + 1;
    return say(ENDS[kind][begins ? 0 : 1], { ...facts, partner });
  }
  return say(PLAIN[kind], facts);
}

function light(state) {
  const place = state.hover ?? state.at, { tokens, atoms } = state.data;
  const pair = pairOf(state, place), partner = pair && (pair.left === place ? pair.right : pair.left);
  state.stops.forEach((stop, i) => {
    stop.classList.toggle("now", i === place);
    stop.classList.toggle("read", i < state.at && i !== place);
    stop.classList.toggle("partner", i === partner);
    stop.setAttribute("aria-current", i === state.at);
  });
  for (const arc of state.arcs.children) arc.classList.toggle("on", pair !== undefined && arc.pair === pair);
  const now = tokens[place].atoms;
  const read = new Set(tokens.slice(0, state.at).filter((token) => token.kind === "atom").map((token) => token.atoms[0]));
  const spots = atoms.map(([x, y], atom) => (now.includes(atom) ? svgNode("circle", { class: "halo", cx: x, cy: y, r: 17 })
    : read.has(atom) ? svgNode("circle", { class: "halo read", cx: x, cy: y, r: 14 }) : null)).filter(Boolean);
  if (now.length === 2) {
    const [[x1, y1], [x2, y2]] = now.map((atom) => atoms[atom]);
    spots.push(svgNode("line", { class: "bond", x1, y1, x2, y2 }));
  }
  state.lights.replaceChildren(...spots);
  state.what.textContent = sentence(state, place);
}

// The arcs, as high as they are wide up to a limit; measured anew when the letters lie elsewhere.
function arch(state) {
  const middle = (place) => state.stops[place].offsetLeft + state.stops[place].offsetWidth / 2;
  const low = state.letters.offsetTop;
  state.arcs.replaceChildren(...state.data.pairs.map((pair) => {
    const [from, to] = [middle(pair.left), middle(pair.right)];
    const high = Math.max(4, low - Math.min(low - 6, 8 + (to - from) / 4) * (pair.kind === "ring" ? 1.3 : 1));
    const arc = svgNode("path", { class: pair.kind, d: `M${from} ${low} C${from} ${high} ${to} ${high} ${to} ${low}` });
    return Object.assign(arc, { pair });
  }));
  light(state);
}

function furnish(state) {
  const { tokens, paths, width, height, alt } = state.data;
  state.stops = tokens.map((token, place) => Object.assign(
    node("button", { type: "button", "data-stop": true, tabindex: place ? -1 : 0, "aria-label": sentence(state, place) }, token.text), { place }));
  state.letters.replaceChildren(...state.stops);
  state.settle();
  state.lights = svgNode("g", {});
  state.structure.setAttribute("viewBox", `0 0 ${width} ${height}`);
  state.structure.setAttribute("aria-label", alt);
  state.structure.replaceChildren(state.lights, ...paths.map(({ d, stroke }) => svgNode("path", stroke
    ? { d, fill: "none", stroke: "currentColor", "stroke-width": stroke, "stroke-linecap": "round" } : { d, fill: "currentColor" })));
  state.slider.max = last(state);
  go(state, state.data.start);
  arch(state);
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const key = JSON.stringify([data.tokens, data.width]);
  state.data = data;
  if (state.key !== key) {
    state.key = key;
    state.player.pause();
    furnish(state);
  }
  return state.unmount;
}
