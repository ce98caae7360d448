// Learning curves while a model trains: the loss, and what it is worth. A second run lies dashed over the first.
// The axes are fixed before the first step: x holds all planned steps, y the loss of blind guessing, so nothing jumps.

const SPOKEN_EVERY = 5000; // milliseconds between two sentences to a screen reader
const SHARES = { // what each line of the right panel is called, its colour and the shape of its points
  grammatical: ["grammatical", "made", "circle"],
  true: ["true", "true", "square"],
  recalled: ["recalled", "accent", "triangle"],
};

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const panel = (name) => {
    const box = part(`[data-panel=${name}]`);
    const [canvas, over] = box.querySelectorAll("canvas");
    return { box, plot: box.querySelector(".plot"), legend: box.querySelector("figcaption"), canvas, over };
  };
  const state = {
    panels: part(".panels"), loss: panel("loss"), shares: panel("shares"), readout: part(".readout"),
    status: part(".status"), spoken: part(".spoken"), data: null, hover: null, pin: null, time: null, saidAt: 0, later: 0,
  };
  const deaf = hear("glassbox:time", ({ run, step }) => {
    if (!state.data || run !== state.data.runs[0].run) return;
    state.time = step;
    crosshair(state);
  });
  const still = whenLooksChange(frame, () => state.data && paint(state));
  state.close = () => { clearTimeout(state.later); still(); deaf(); };
  for (const { plot } of [state.loss, state.shares]) {
    hovers(plot, (event) => point(state, event && stepUnder(state, plot, event)), { finger: true });
    plot.addEventListener("click", (event) => pin(state, stepUnder(state, plot, event)));
  }
  state.panels.addEventListener("keydown", (event) => press(state, event));
  return state;
}

// ---- scales ----

const TOP = 10;
function scales(state, plot, context, labels) {
  const font = parseFloat(context.font);
  const left = Math.ceil(Math.max(...labels.map((label) => context.measureText(label).width))) + 10;
  const bottom = Math.round(font * 1.9);
  const [width, height] = [plot.clientWidth, plot.clientHeight];
  return { left, right: width - 12, top: TOP, bottom: height - bottom, width, height, font,
    x: (step) => left + (step / state.data.steps) * (width - 12 - left) };
}

// Round numbers from 0 to `most`, at most `count` steps apart.
function ticks(most, count) {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

function stepUnder(state, plot, event) {
  const { left, right } = plot === state.loss.plot ? state.loss.scale : state.shares.scale;
  const { x } = spot(plot, event);
  return Math.round(Math.max(0, Math.min(1, (x - left) / (right - left))) * state.data.steps);
}

// ---- drawing ----

function paint(state) {
  const ink = inks(state.panels);
  paintLoss(state, ink);
  paintShares(state, ink);
  crosshair(state);
}

function axes(panel, state, ink, values, y, label) {
  const context = sharp(panel.canvas, panel.plot.clientWidth, panel.plot.clientHeight);
  const scale = scales(state, panel.plot, context, values.map(label));
  panel.scale = { ...scale, y: (value) => scale.bottom - y(value) * (scale.bottom - scale.top) };
  const { left, right, bottom } = scale;
  context.strokeStyle = ink("line");
  context.fillStyle = ink("soft");
  context.lineWidth = 1;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of values) {
    const height = Math.round(panel.scale.y(value)) + 0.5;
    context.beginPath();
    context.moveTo(left, height);
    context.lineTo(right, height);
    context.stroke();
    context.fillText(label(value), left - 6, height);
  }
  context.textBaseline = "top";
  const steps = ticks(state.data.steps, Math.max(2, Math.min(5, (right - left) / 90)));
  steps.forEach((step, i) => {
    context.textAlign = i === 0 ? "left" : scale.x(step) > right - 24 ? "right" : "center";
    context.fillText(i === 0 ? say("step", { step: 0 }) : grouped(step), scale.x(step), bottom + 6);
  });
  return context;
}

function paintLoss(state, ink) {
  const { blind, runs } = state.data;
  const top = blind * 1.08;
  const values = ticks(top, 5);
  const context = axes(state.loss, state, ink, values, (value) => Math.min(1, value / top), (value) => inLanguage(value, { maximumFractionDigits: 2 }));
  const { x, y, left, right, font } = state.loss.scale;
  context.strokeStyle = ink("soft"); // where everybody starts: all tokens equally likely
  context.setLineDash([2, 4]);
  line(context, [[left, y(blind)], [right, y(blind)]]);
  context.setLineDash([]);
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillStyle = ink("soft");
  context.fillText(say("blind", { loss: blind }), right, y(blind) + font * 0.3);
  runs.forEach((run, i) => {
    const points = (values_) => run.steps.map((step, k) => [x(step), y(values_[k])]);
    context.strokeStyle = ink("data");
    context.globalAlpha = 0.3;
    context.lineWidth = 1;
    line(context, points(run.loss));
    context.globalAlpha = 1;
    context.lineWidth = 2.25;
    context.setLineDash(i ? [7, 4] : []);
    line(context, points(run.smooth));
    context.setLineDash([]);
    context.strokeStyle = ink("ink");
    context.fillStyle = i ? ink("paper") : ink("ink");
    context.lineWidth = 1.5;
    for (const [step, loss] of run.validation) shape(context, "diamond", x(step), y(loss));
  });
}

function paintShares(state, ink) {
  const { runs } = state.data;
  const shown = Object.keys(SHARES).filter((name) => runs.some((run) => run.shares[name]));
  state.shares.box.hidden = shown.length === 0;
  if (!shown.length) return;
  const context = axes(state.shares, state, ink, [0, 0.25, 0.5, 0.75, 1], (value) => value, percent);
  const { x, y } = state.shares.scale;
  runs.forEach((run, i) => {
    for (const name of shown) {
      const [, colour, form] = SHARES[name];
      const points = (run.shares[name] ?? []).map(([step, share]) => [x(step), y(share)]);
      context.strokeStyle = ink(colour);
      context.fillStyle = i ? ink("paper") : ink(colour);
      context.lineWidth = 2;
      context.setLineDash(i ? [7, 4] : []);
      line(context, points);
      context.setLineDash([]);
      context.lineWidth = 1.5;
      for (const [left, top] of points) shape(context, form, left, top);
    }
  });
}

function line(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

const CORNERS = { diamond: [4, 0], square: [4, Math.PI / 4], triangle: [3, -Math.PI / 2] };
function shape(context, form, x, y, radius = 3.6) {
  context.beginPath();
  if (form === "circle") context.arc(x, y, radius, 0, 2 * Math.PI);
  else {
    const [count, turn] = CORNERS[form];
    for (let i = 0; i < count; i++) {
      const angle = turn + (i * 2 * Math.PI) / count;
      context.lineTo(x + 1.25 * radius * Math.cos(angle), y + 1.25 * radius * Math.sin(angle));
    }
    context.closePath();
  }
  context.fill();
  context.stroke();
}

// ---- reading out ----

// Where the hand points, what is pinned, else where the slider of training time stands.
const chosen = (state) => state.hover ?? state.pin ?? state.time;

function point(state, step) {
  if (step === state.hover) return;
  state.hover = step;
  crosshair(state);
}

function pin(state, step) {
  state.pin = state.pin === step ? null : step;
  crosshair(state);
}

function press(state, event) {
  if (modified(event)) return;
  const { steps, runs } = state.data;
  const now = chosen(state) ?? runs[0].steps.at(-1) ?? 0;
  const little = Math.max(1, Math.round(steps / 100));
  const to = { ArrowLeft: now - little, ArrowDown: now - little, ArrowRight: now + little, ArrowUp: now + little,
    PageDown: now - 10 * little, PageUp: now + 10 * little, Home: 0, End: runs[0].steps.at(-1) ?? 0 }[event.key];
  if (to !== undefined) state.pin = Math.max(0, Math.min(steps, to));
  else if (event.key === "Escape" || event.key === "Enter") state.pin = event.key === "Enter" ? now : null;
  else return;
  event.preventDefault();
  crosshair(state);
}

function crosshair(state) {
  const step = chosen(state);
  for (const panel of [state.loss, state.shares]) {
    if (panel.box.hidden || !panel.scale) continue;
    const context = sharp(panel.over, panel.plot.clientWidth, panel.plot.clientHeight);
    if (step === null) continue;
    context.strokeStyle = inks(panel.over)("ink");
    context.lineWidth = 1;
    const x = Math.round(panel.scale.x(step)) + 0.5;
    line(context, [[x, panel.scale.top], [x, panel.scale.bottom]]);
  }
  readOut(state, step);
}

// The last step of a run that has none so late.
const ended = (run, step) => (run.steps.length && run.steps.at(-1) < step ? run.steps.at(-1) : null);

// The value at the last point up to `step`; undefined before the first.
const upTo = (points, step) => points.filter(([at]) => at <= step).at(-1)?.[1];

// A short own text is learned whole; then nothing of it is unseen.
const measuredOn = (runs) =>
  runs.every((run) => run.whole) ? say("on learned")
  : runs.some((run) => run.whole) ? say("on either") : say("on unseen");

// In the plain register the loss is that of the thick line; the technical one has that of the step itself beside it.
function numbers(run, step, technical) {
  const at = run.steps.findLastIndex((s) => s <= step);
  const parts = [];
  if (at >= 0) parts.push(say(technical ? "both losses" : "loss", { loss: run.loss[at], smooth: run.smooth[at] }));
  const validation = upTo(run.validation, step);
  if (validation !== undefined) parts.push(`${measuredOn([run])} ${fixed(validation, 2)}`);
  for (const [name, [called]] of Object.entries(SHARES)) {
    const share = upTo(run.shares[name] ?? [], step);
    if (share !== undefined) parts.push(`${say(called)} ${percent(share)}`);
  }
  const words = parts.join(", ") || say("nothing");
  return ended(run, step) === null ? words : say("ended", { step: ended(run, step), numbers: words });
}

function readOut(state, step) {
  const { runs, steps, technical } = state.data;
  const now = step ?? runs[0].steps.at(-1) ?? 0;
  const lines = runs.map((run) => `${runs.length > 1 ? `${run.label}: ` : ""}${numbers(run, now, technical)}`);
  const rows = lines.map((words, i) => node("div", {}, node("b", {}, i ? "" : `${say("at step", { step: now })}: `), words));
  state.readout.classList.toggle("two", runs.length > 1);
  state.readout.replaceChildren(...rows);
  state.panels.setAttribute("aria-valuemin", 0);
  state.panels.setAttribute("aria-valuemax", steps);
  state.panels.setAttribute("aria-valuenow", now);
  state.panels.setAttribute("aria-valuetext", `${say("at step", { step: now })}. ${lines.join(". ")}`);
}

// ---- words ----

const OUTLINES = {
  circle: "M11 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", square: "M11 3h8v8h-8z", triangle: "M15 2l5 9h-10z", diamond: "M15 2l5 5-5 5-5-5z",
};
function drawn(form, colour, dashed) {
  const line = `stroke: var(--${colour}); stroke-width: 2.25; stroke-dasharray: ${dashed ? "7 4" : "none"}`;
  const parts = form === "diamond" ? [] : [svgNode("path", { d: "M0 7H30", style: line })];
  if (form) parts.push(svgNode("path", { d: OUTLINES[form], style: `fill: var(--${colour})` }));
  return svgNode("svg", { viewBox: "0 0 30 14", "aria-hidden": "true" }, ...parts);
}

function legends(state) {
  const { runs } = state.data;
  const entry = (form, colour, words, dashed) => node("span", {}, drawn(form, colour, dashed), words);
  const names = runs.length > 1 ? runs.map((run, i) => entry("", "data", run.label, i > 0)) : [entry("", "data", say("pale"), false)];
  const some = runs.some((run) => run.validation.length);
  state.loss.legend.replaceChildren(...names, ...(some || !runs[0].steps.length ? [entry("diamond", "ink", measuredOn(runs), false)] : []));
  const shown = Object.entries(SHARES).filter(([name]) => runs.some((run) => run.shares[name]));
  state.shares.legend.replaceChildren(...shown.map(([, [called, colour, form]]) => entry(form, colour, say(called), false)));
}

// The status is shown at once, and spoken at most every five seconds: always the newest.
function announce(state, words) {
  state.status.textContent = words;
  clearTimeout(state.later);
  if (words === state.spoken.textContent) return;
  const wait = Math.max(0, state.saidAt + SPOKEN_EVERY - Date.now());
  state.later = setTimeout(() => {
    state.spoken.textContent = words;
    state.saidAt = Date.now();
  }, wait);
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (state.data?.at !== data.at || state.data.runs[0].run !== data.runs[0].run) state.time = data.at;
  state.data = data;
  legends(state);
  paint(state);
  announce(state, data.status);
  return state.unmount;
}
