// What all components share; pages/kit/components.py puts it before each component's own file.
// Text of learners and models enters the page through text nodes only, never as markup.

// A token keeps its hue everywhere. Turning by the golden angle keeps neighbouring ids far apart in colour.
const GOLDEN_ANGLE = 137.50776405003785;
const hue = (id) => (id * GOLDEN_ANGLE) % 360;

const NO_BREAK = "\u00a0";
const grouped = new Intl.NumberFormat("en-GB");
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

// A share as a whole percentage; what is more than nothing is never called nothing.
function percent(share) {
  if (share > 0 && share < 0.005) return `<1${NO_BREAK}%`;
  if (share < 1 && share >= 0.995) return `>99${NO_BREAK}%`;
  return `${Math.round(share * 100)}${NO_BREAK}%`;
}

// A DOM node with attributes and children; strings become text nodes.
const node = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);
const svgNode = (tag, attributes, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

function filled(made, attributes = {}, children) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value === true ? "" : value);
  made.append(...children);
  return made;
}

// A token as a chip of its own hue. `id` may be null: then the chip stays neutral.
function chip(tag, token, attributes = {}) {
  const made = node(tag, { dir: "auto", ...attributes }, token.text);
  made.classList.add("chip");
  made.classList.toggle("joined", Boolean(token.joined));
  made.classList.toggle("neutral", token.id === null);
  made.classList.toggle("special", Boolean(token.special));
  if (token.id !== null) made.style.setProperty("--hue", hue(token.id));
  return made;
}

// One state for each mounted component. Streamlit calls the default export again for new data or a new theme, and it
// may call an outdated clean-up while the component is still on the page: only the latest clean-up counts.
const states = new WeakMap();
function mounted(root, build) {
  const frame = root.querySelector(".gb");
  let state = states.get(root);
  if (state?.frame !== frame) {
    state?.close?.();
    state = Object.assign(build(frame), { frame, turn: 0 });
    states.set(root, state);
  }
  const turn = ++state.turn;
  state.unmount = () => {
    if (state.turn !== turn) return;
    state.close?.();
    states.delete(root);
  };
  return state;
}

// Where a key moves to in a row of `count` stops; null if the key does not move.
function moveTo(key, at, count, back = ["ArrowLeft", "ArrowUp"], on = ["ArrowRight", "ArrowDown"]) {
  if (back.includes(key)) return Math.max(0, at - 1);
  if (on.includes(key)) return Math.min(count - 1, at + 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

// Roving tabindex: the box is one tab stop, and arrow keys move among its `[data-stop]` elements.
function rove(box, moved = () => {}) {
  const stops = () => [...box.querySelectorAll("[data-stop]")];
  box.addEventListener("focusin", (event) => {
    const now = event.target.closest("[data-stop]");
    if (now) for (const stop of stops()) stop.tabIndex = stop === now ? 0 : -1;
  });
  box.addEventListener("keydown", (event) => {
    const all = stops();
    const at = all.indexOf(event.target.closest("[data-stop]"));
    const to = at < 0 || event.ctrlKey || event.metaKey || event.altKey ? null : moveTo(event.key, at, all.length);
    if (to === null) return;
    event.preventDefault();
    all[to].focus();
    moved(all[to]);
  });
  return () => { // after the stops changed: exactly one of them is in the tab order
    const all = stops();
    if (all.length && !all.some((stop) => stop.tabIndex === 0)) all[0].tabIndex = 0;
  };
}

// A canvas in sharp pixels, cleared: its context measured in CSS pixels, with the canvas's own font.
function sharp(canvas, width, height) {
  const scale = Math.max(1, window.devicePixelRatio || 1);
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  context.font = `${style.fontSize} ${style.fontFamily}`;
  return context;
}

// The theme's colours by name, as a canvas can use them: ink("made") is a CSS colour.
function inks(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

// How bright a CSS colour is, from 0 to 255, tried out in a canvas.
function brightness(context, colour) {
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}

// Call `paint` when the width changes, and when the theme does: shared.css gives each canvas a transition of its
// `color`, which starts as soon as the ink's CSS variable has another value.
function whenLooksChange(frame, paint) {
  let width = 0;
  const sizes = new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === width) return; // painting may change the height; that is no reason to paint again
    width = entry.contentRect.width;
    paint();
  });
  sizes.observe(frame);
  frame.addEventListener("transitionrun", (event) => event.target.matches("canvas") && paint());
  return () => sizes.disconnect();
}
