// What all components share: it comes once with the page, and each component gets its own of it (core/shared_script.py).
// The types in the comments are checked strictly here, and wherever something of this file is used (assets/tsconfig.json).

// ---- words and nodes ----

// A token keeps its hue everywhere. Turning by the golden angle keeps neighbouring ids far apart in colour.
const GOLDEN_ANGLE = 137.50776405003785;
/** @param {number} id */
const hue = (id) => (id * GOLDEN_ANGLE) % 360;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** @typedef {Record<string, any>} Facts what stands in the places of a sentence */
/** @type {Record<string, string>} this component's own words, and those that all share, in the language of the page */
let phrases = {};
/** What the page speaks, the plural forms of that language in the order of its sentences, and which words are English still. */
let tongue = { language: "en", forms: ["one", "other"], borrowed: /** @type {string[]} */ ([]) };
/** @type {any} */
let cameWith;

/**
 * The words of assets/lessons/<language>/components.yaml, as pages/kit/components.py hands them to a component: an entry of
 * its data, or a line before its bytes. All on a page speak one language.
 * @param {any} data
 */
function learnWords(data) {
  if (data === cameWith) return;
  cameWith = data;
  const came = data instanceof Uint8Array ? firstLine(data).said : JSON.parse(data?.wording ?? "{}");
  phrases = came.phrases ?? {};
  tongue = came.tongue ?? tongue;
}

/** What is missing is an error, which tests find; who learns sees what is missing instead of nothing. @param {string} problem */
function lacks(problem) {
  if (typeof reportError !== "function") throw new Error(problem);
  reportError(new Error(problem));
}

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();
/**
 * A number with the signs of the page's language, as core/language.py writes it; what is rounded to nothing has no sign.
 * @param {number} value @param {any} how
 */
function inLanguage(value, how) {
  const name = JSON.stringify([tongue.language, how]);
  const known = formats.get(name) ?? new Intl.NumberFormat([tongue.language, "en-GB"], { numberingSystem: "latn", ...how });
  formats.set(name, known);
  const said = known.format(value);
  return Number.isFinite(value) && !/[1-9]/.test(said) ? known.format(0) : said;
}

/** With its digits in groups. @param {number} value */
const grouped = (value) => inLanguage(value, { useGrouping: "always" });

/** With so many decimals. @param {number} value @param {number} decimals */
const fixed = (value, decimals) =>
  Number.isFinite(value) ? inLanguage(+value.toFixed(decimals), { ...exactly(decimals), useGrouping: false }) : String(value);

/** @param {number} decimals */
const exactly = (decimals) => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** A share as a whole percentage; what is more than nothing is never called nothing. @param {number} share */
const percent = (share) => percentTo(share, 0);

/** The same with more decimals. @param {number} share @param {number} decimals */
function percentTo(share, decimals) {
  const least = 0.1 ** decimals;
  /** @param {number} hundredths */
  const said = (hundredths) =>
    inLanguage(+hundredths.toFixed(decimals) / 100, { ...exactly(decimals), style: "percent", useGrouping: false });
  if (share > 0 && share * 100 < least / 2) return `<${said(least)}`;
  if (share < 1 && share * 100 >= 100 - least / 2) return `>${said(100 - least)}`;
  return said(share * 100);
}

/**
 * One fact as core/sentences.py writes it: `,` groups thousands, `.2f` has two decimals, `.0%` is a share, `one way|# ways`
 * depends on the number, which stands where the `#` is; it has as many forms as its language.
 * @param {any} fact @param {string} [form] @param {boolean} [english] are these words not translated?
 */
function written(fact, form, english = false) {
  if (!form) return Number.isInteger(fact) || !Number.isFinite(fact) ? String(fact) : inLanguage(fact, { maximumFractionDigits: 20, useGrouping: false });
  if (form.includes("|")) {
    const said = form.split("|"), { language, forms } = english ? { language: "en", forms: ["one", "other"] } : tongue;
    const which = forms.indexOf(new Intl.PluralRules([language, "en"]).select(fact));
    return (said[which] ?? said[said.length - 1]).replaceAll("#", () => grouped(fact));
  }
  const decimals = Number(/^\.(\d+)[f%]$/.exec(form)?.[1]);
  if (form === ",") return grouped(fact);
  if (form.endsWith("%")) return percentTo(fact, decimals);
  if (!Number.isNaN(decimals)) return fixed(fact, decimals);
  lacks(`Nobody can write a number as {:${form}}.`);
  return String(fact);
}

/**
 * The sentence of that name in parts, its {places} filled; a fact that is a node stays one.
 * @param {string} key @param {Facts} [facts] @returns {(Node | string)[]}
 */
function phrase(key, facts = {}) {
  if (!(key in phrases)) {
    lacks(`The words ${JSON.stringify(key)} are not among those of this component.`);
    return [key];
  }
  /** @type {(Node | string)[]} */
  const said = [];
  /** @param {Node | string} part */
  const add = (part) => {
    if (typeof part === "string" && typeof said.at(-1) === "string") said.push(said.pop() + part);
    else if (part !== "") said.push(part);
  };
  phrases[key].split(/(\{\{|\}\}|\{\w+(?::[^{}]*)?\})/).forEach((part, i) => { // text and places in turn
    if (i % 2 === 0) return add(part);
    if (part === "{{" || part === "}}") return add(part[0]);
    const [, name, form] = /** @type {RegExpExecArray} */ (/^\{(\w+)(?::(.*))?\}$/s.exec(part));
    const fact = facts[name];
    if (name in facts) return add(typeof fact === "object" && fact !== null ? fact : written(fact, form, tongue.borrowed.includes(key)));
    lacks(`The words ${JSON.stringify(key)} have a place {${name}} that nothing fills.`);
    add(part);
  });
  return said;
}

/** The sentence of that name with these facts in it. @param {string} key @param {Facts} [facts] */
const say = (key, facts) => phrase(key, facts).join("");

/** @typedef {Record<string, string | number | boolean | null>} Attributes */

/**
 * A DOM node with attributes and children; strings become text nodes.
 * @param {string} tag @param {Attributes} [attributes] @param {(Node | string)[]} children
 * @returns {any} an element, to which its component may pin what it stands for
 */
const node = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);
/** @param {string} tag @param {Attributes} [attributes] @param {(Node | string)[]} children @returns {any} */
const svgNode = (tag, attributes, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** @param {Element} made @param {Attributes} [attributes] @param {(Node | string)[]} [children] */
function filled(made, attributes = {}, children = []) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value === true ? "" : String(value));
  made.append(...children);
  return made;
}

/**
 * A token as a chip of its own hue. `id` may be null: then the chip stays neutral.
 * @param {string} tag @param {{text: string, id: number | null, joined?: any, special?: any}} token @param {Attributes} [attributes]
 */
function chip(tag, token, attributes = {}) {
  const made = node(tag, { dir: "auto", ...attributes }, token.text);
  made.classList.add("chip");
  made.classList.toggle("joined", Boolean(token.joined));
  made.classList.toggle("neutral", token.id === null);
  made.classList.toggle("special", Boolean(token.special));
  if (token.id !== null) made.style.setProperty("--hue", hue(token.id));
  return made;
}

/** The same in another order, each as likely as the next (Fisher and Yates). @template T @param {T[]} list @returns {T[]} */
function shuffled(list) {
  const made = [...list];
  for (let i = made.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [made[i], made[other]] = [made[other], made[i]];
  }
  return made;
}

// ---- one state for each mounted component ----

const SAID = { "say-label": "aria-label", "say-title": "title", "say-role": "aria-roledescription" };
/** What stands in the markup: `data-say` names the words of an element, the others those of an attribute. @param {any} frame */
function sayMarkup(frame) {
  for (const element of frame.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const [data, attribute] of Object.entries(SAID)) {
    for (const element of frame.querySelectorAll(`[data-${data}]`)) element.setAttribute(attribute, say(element.getAttribute(`data-${data}`)));
  }
}

/** @type {WeakMap<object, any>} */
const states = new WeakMap();
/**
 * Streamlit calls the default export again for new data or a new theme, and it may call an outdated clean-up while the
 * component is still on the page: only the latest clean-up counts. Its data brings the words, which `build` may say already.
 * @param {any} root @param {(frame: any) => object} build @param {any} data @returns {any}
 */
function mounted(root, build, data) {
  const frame = root.querySelector(".gb");
  let state = states.get(root);
  learnWords(data);
  if (state?.frame !== frame) {
    state?.close?.();
    sayMarkup(frame);
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

// ---- what travels: core/figures/payload.py packs it ----

/** @typedef {"u1" | "i1" | "u2" | "i2" | "u4" | "f2" | "f4"} Kind of number, by its name in numpy; f2 is read into a f4 */
const KINDS = {
  u1: Uint8Array, i1: Int8Array, u2: Uint16Array, i2: Int16Array, u4: Uint32Array, f4: Float32Array, f2: Uint16Array,
};

/** A line of JSON up to a zero byte. @param {Uint8Array} bytes */
function firstLine(bytes, from = 0) {
  const end = bytes.indexOf(0, from);
  return { said: JSON.parse(new TextDecoder().decode(bytes.subarray(from, end))), end };
}

/**
 * A payload: a line of JSON, a zero byte, then numbers; a line of words may come before it. `take` reads the part of a kind
 * with so many numbers, or all that is left, from where the last one ended.
 * @param {Uint8Array} bytes
 * @returns {{head: any, take: (kind: Kind, count?: number) => any}}
 */
function unpacked(bytes) {
  const words = firstLine(bytes);
  const head = words.said.phrases ? firstLine(bytes, words.end + 1) : words;
  let at = head.end + 1;
  /** @param {Kind} kind @param {number} [count] */
  function take(kind, count) {
    const size = KINDS[kind].BYTES_PER_ELEMENT;
    const end = at + size * (count ?? Math.floor((bytes.length - at) / size));
    if (end > bytes.length) throw new RangeError(`The payload ends at ${bytes.length}; ${kind} was to be read up to ${end}.`);
    const numbers = new KINDS[kind](bytesTogether(bytes.subarray(at, end), size).buffer);
    at = end;
    return kind === "f2" ? Float32Array.from(numbers, (bits) => halves()[bits]) : numbers;
  }
  return { head: head.said, take };
}

/** Numbers of which first the lowest byte of all came, then the next one of all. @param {Uint8Array} apart @param {number} size */
function bytesTogether(apart, size) {
  const count = apart.length / size;
  const whole = new Uint8Array(apart.length);
  for (let byte = 0, from = 0; byte < size; byte++) for (let to = byte; from < (byte + 1) * count; to += size) whole[to] = apart[from++];
  return whole;
}

/** IEEE 754 half precision: one bit for the sign, five for the power, ten for the fraction. @param {number} bits */
function half(bits) {
  const [sign, power, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (power === 31) return fraction ? NaN : sign * Infinity;
  return sign * (power ? 2 ** (power - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}

/** @type {Float32Array | undefined} */
let allHalves;
const halves = () => (allHalves ??= Float32Array.from({ length: 65536 }, (_, bits) => half(bits)));

/** Bytes that travelled as letters in a payload of JSON alone. @param {string} text */
const fromLetters = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// ---- training time ----

/** The number of the moment nearest to a step. @param {ArrayLike<number>} steps @param {number} step */
function nearest(steps, step) {
  let best = 0;
  for (let i = 1; i < steps.length; i++) if (Math.abs(steps[i] - step) < Math.abs(steps[best] - step)) best = i;
  return best;
}

/**
 * Follow an event of the window until the returned function is called.
 * @param {string} type @param {(detail: any) => void} heard
 */
function hear(type, heard) {
  const listener = (/** @type {any} */ event) => heard(event.detail);
  window.addEventListener(type, listener);
  return () => window.removeEventListener(type, listener);
}

/**
 * Follow the slider of training time: `move` gets the number of the moment nearest to it, when another run's time moves not.
 * @param {{data: {run?: string, steps: number[]} | null}} state @param {(at: number) => void} move
 */
const followTime = (state, move) => hear("glassbox:time", ({ run, step }) => {
  if (!state.data || (state.data.run && run && run !== state.data.run)) return;
  move(nearest(state.data.steps, step));
});

/**
 * A round button that plays and pauses, and the slider beside it, if there is one. While the page is hidden, time waits.
 * @param {HTMLElement} button with both signs in it, `.go` and `.wait`
 * @param {object} how
 * @param {() => boolean | void} how.beat one step on; false where it was the last
 * @param {number | (() => number)} how.pace milliseconds between two steps
 * @param {() => boolean | void} [how.begin] before the first step; false: there is nothing to play
 * @param {() => void} [how.stopped] the learner paused it, by the button or by the slider
 * @param {string | (() => string)} [how.says] the button's name while it stands
 * @param {HTMLInputElement} [how.slider]
 * @param {(at: number) => void} [how.seek] the slider was moved
 */
function player(button, { beat, pace, begin, stopped, says = () => say("play"), slider, seek }) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  const told = (/** @type {any} */ value) => (typeof value === "function" ? value() : value);
  const own = {
    get playing() { return clock !== undefined; },
    play() { if (begin?.() !== false) own.run(); },
    /** Without a beginning: on from where it stands. */
    run() {
      clearInterval(clock);
      clock = setInterval(() => { if (!document.hidden && beat() === false) own.pause(); }, told(pace));
      own.name();
    },
    /** The pace is another one. */
    again() { if (own.playing) own.run(); },
    pause() {
      clearInterval(clock);
      clock = undefined;
      own.name();
    },
    name() {
      button.classList.toggle("playing", own.playing);
      button.setAttribute("aria-label", own.playing ? say("pause") : told(says));
    },
  };
  const halt = () => {
    if (!own.playing) return;
    own.pause();
    stopped?.();
  };
  button.addEventListener("click", () => (own.playing ? halt() : own.play()));
  slider?.addEventListener("input", () => { halt(); seek?.(Number(slider.value)); });
  own.name();
  return own;
}

// ---- hands: keys, mouse, pencil, finger ----

/** A key that is the browser's or the reader's, not ours. @param {KeyboardEvent} event */
const modified = (event) => event.ctrlKey || event.metaKey || event.altKey;

/**
 * Where a pointer is on an element: in pixels, and as shares of its width and height.
 * @param {Element} element @param {{clientX: number, clientY: number}} event
 */
function spot(element, event) {
  const box = element.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  return { x, y, across: x / box.width, down: y / box.height };
}

/**
 * What is drawn on or dragged follows one pointer at a time, so that a palm draws nothing beside a pencil. A pencil takes
 * over from a finger that came before it; what that one began is dropped.
 * @param {any} surface an element
 * @param {object} how
 * @param {(event: PointerEvent) => void} how.down
 * @param {(event: PointerEvent) => void} how.move
 * @param {(event: PointerEvent, dropped: boolean) => void} [how.up]
 * @param {(event: PointerEvent) => boolean} [how.takes] whether it can be drawn on now
 * @param {boolean} [how.swipes] a vertical swipe scrolls the page; else it draws
 */
function pad(surface, { down, move, up = () => {}, takes = () => true, swipes = false }) {
  /** @type {PointerEvent | null} */
  let first = null;
  surface.classList.add(swipes ? "swipes" : "drawn-on");
  surface.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0 || !takes(event)) return;
    if (first) {
      if (event.pointerType !== "pen" || first.pointerType !== "touch") return;
      up(event, true);
    }
    first = event;
    surface.setPointerCapture(event.pointerId);
    down(event);
  });
  surface.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === first?.pointerId) move(event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    surface.addEventListener(end, (/** @type {PointerEvent} */ event) => {
      if (event.pointerId !== first?.pointerId) return;
      first = null;
      up(event, false);
    });
  }
}

/**
 * Pointing without pressing. A finger cannot: it taps, or it scrolls the page; so it does not count unless `finger` says so,
 * and then a vertical swipe still scrolls. `show` gets null when the pointer leaves.
 * @param {any} surface an element @param {(event: any) => void} show
 * @param {{on?: "pointermove" | "pointerover", finger?: boolean}} [how]
 */
function hovers(surface, show, { on = "pointermove", finger = false } = {}) {
  if (finger) surface.classList.add("swipes");
  surface.addEventListener(on, (/** @type {PointerEvent} */ event) => {
    if ((finger || event.pointerType !== "touch") && !surface.hasPointerCapture(event.pointerId)) show(event);
  });
  surface.addEventListener("pointerleave", () => show(null));
}

/**
 * Where a key moves to in a row of `count` stops; null if the key does not move.
 * @param {string} key @param {number} at @param {number} count @param {string[]} [back] @param {string[]} [on]
 */
function keyTo(key, at, count, back = ["ArrowLeft", "ArrowUp"], on = ["ArrowRight", "ArrowDown"]) {
  if (back.includes(key)) return Math.max(0, at - 1);
  if (on.includes(key)) return Math.min(count - 1, at + 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

/**
 * Roving tabindex: the box is one tab stop, and arrow keys move among its `[data-stop]` elements. What lies in such a box of
 * its own within it is that one's.
 * @param {any} box an element @param {(stop: any) => void} [moved]
 */
function rove(box, moved = () => {}) {
  box.setAttribute("data-roves", "");
  const stops = () => [...box.querySelectorAll("[data-stop]")].filter((stop) => stop.closest("[data-roves]") === box);
  box.addEventListener("focusin", (/** @type {any} */ event) => {
    const all = stops(), now = event.target.closest("[data-stop]");
    if (all.includes(now)) for (const stop of all) stop.tabIndex = stop === now ? 0 : -1;
  });
  box.addEventListener("keydown", (/** @type {any} */ event) => {
    const all = stops();
    const at = all.indexOf(event.target.closest("[data-stop]"));
    const to = at < 0 || modified(event) ? null : keyTo(event.key, at, all.length);
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

// ---- canvases and colours ----

/** How many pixels the page's letters are high, which every rem of the style sheets hangs on; more for a class. */
const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/**
 * A canvas in sharp pixels, cleared: its context measured in CSS pixels, with the canvas's own font.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height
 * @param {boolean} [sized] whether the canvas gets that size on the page too; else its style sheet says its size
 */
function sharp(canvas, width, height, sized = true) {
  const scale = Math.max(1, window.devicePixelRatio || 1);
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    if (sized) Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  context.font = `${style.fontSize} ${style.fontFamily}`;
  return context;
}

/** A few pixels that nobody sees, to paint on and to read back. @param {number} width @param {number} height */
const unseen = (width, height) =>
  /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true }));

/** The theme's colours by name, as a canvas can use them: ink("made") is a CSS colour. @param {Element} element */
function inks(element) {
  const style = getComputedStyle(element);
  return (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
}

/** @typedef {number[]} Rgb red, green and blue, each from 0 to 255 */
/** @type {Map<string, Rgb>} */
const known = new Map();
/** A CSS colour as three numbers, tried out in a pixel. @param {string} colour */
function rgb(colour) {
  const found = known.get(colour);
  if (found) return found;
  const context = unseen(1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const made = [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
  known.set(colour, made);
  return made;
}

/**
 * So many colours from the paper to the full one, as bytes: red, green, blue and opacity of each.
 * @param {string} paper @param {string} full
 */
function shades(paper, full, count = 256) {
  const context = unseen(count, 1);
  const ramp = context.createLinearGradient(0, 0, count, 0);
  ramp.addColorStop(0, paper);
  ramp.addColorStop(1, full);
  context.fillStyle = ramp;
  context.fillRect(0, 0, count, 1);
  return context.getImageData(0, 0, count, 1).data;
}

/** How bright a colour is, from 0 to 255. @param {Rgb} colour */
const brightness = ([red, green, blue]) => 0.3 * red + 0.6 * green + 0.1 * blue;

/** Shades from no ink to full ink. No ink is the lighter of the two colours, whatever the scheme: a face in negative is hard
 * to read. @param {string} one @param {string} other */
const inkShades = (one, other) => (brightness(rgb(one)) < brightness(rgb(other)) ? shades(other, one) : shades(one, other));

/** A share of the way from one colour to another. @param {Rgb} from @param {Rgb} to @param {number} share */
const mixed = (from, to, share) => from.map((value, i) => value + share * (to[i] - value));

/**
 * Call `paint` when the width changes, and when the theme does: shared.css gives each canvas a transition of its `color`,
 * which starts as soon as the ink's CSS variable has another value.
 * @param {HTMLElement} frame @param {() => void} paint @returns {() => void} ends it
 */
function whenLooksChange(frame, paint) {
  let width = 0;
  const sizes = new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === width) return; // painting may change the height; that is no reason to paint again
    width = entry.contentRect.width;
    paint();
  });
  sizes.observe(frame);
  frame.addEventListener("transitionrun", (event) => { if (/** @type {Element} */ (event.target).matches("canvas")) paint(); });
  return () => sizes.disconnect();
}
