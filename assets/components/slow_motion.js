// One step of training in slow motion: batch, forward, loss, backward, update; one stage at a time, with real numbers.

const BEAT = 4000; // milliseconds that a stage stays while playing: time to read its sentence

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    stages: part(".stages"), panels: part(".panels"), back: part(".back"), play: part(".play"), on: part(".on"),
    spoken: part(".spoken"), data: null, at: 0, beat: 0,
  };
  state.settle = rove(state.stages, (stop) => stop.click());
  state.back.addEventListener("click", () => { pause(state); go(state, state.at - 1); });
  state.on.addEventListener("click", () => { pause(state); go(state, state.at + 1); });
  state.play.addEventListener("click", () => (state.beat ? pause(state) : play(state)));
  state.close = () => clearInterval(state.beat);
  return state;
}

function play(state) {
  if (state.at === state.data.stages.length - 1) go(state, 0);
  state.beat = setInterval(() => {
    if (document.hidden) return;
    go(state, state.at + 1);
    if (state.at === state.data.stages.length - 1) pause(state);
  }, BEAT);
  show(state);
}

function pause(state) {
  clearInterval(state.beat);
  state.beat = 0;
  show(state);
}

function go(state, at) {
  const last = state.data.stages.length - 1;
  if (at < 0 || at > last || at === state.at) return;
  state.at = at;
  show(state);
  const { title, words } = state.data.stages[at];
  state.spoken.textContent = `Stage ${at + 1} of ${last + 1}, ${title}. ${words}`;
}

function show(state) {
  const last = state.data.stages.length - 1;
  [...state.panels.children].forEach((panel, i) => panel.classList.toggle("now", i === state.at));
  [...state.stages.children].forEach((button, i) => {
    if (i === state.at) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
  const focused = state.play.getRootNode().activeElement;
  state.back.disabled = state.at === 0;
  state.on.disabled = state.at === last;
  if (focused?.disabled) state.play.focus(); // a button that goes out must not take the focus with it
  state.play.classList.toggle("playing", state.beat !== 0);
  state.play.setAttribute("aria-label", state.beat ? "Pause" : "Play the stages");
}

// ---- the five stages ----

const bar = (kind, share) => {
  const made = node("span", { class: `fill ${kind}` });
  made.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return made;
};
const number = (value) => new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 }).format(value);
const cell = (kind, ...children) => node("td", { class: kind }, ...children);
const table = (names, rows) => node("table", {},
  node("thead", {}, node("tr", {}, ...names.map((name) => node("th", { scope: "col" }, name)))), node("tbody", {}, ...rows));
const favourite = (row) => row.favourite.text + (row.favourite.text === row.target.text ? " ✓" : "");
const result = (words) => node("p", { class: "result" }, words);

const forms = {
  batch: ({ pairs, windows, tokens }) => [
    node("div", { class: "pairs", role: "list", "aria-label": "Tokens, and what follows each" }, ...pairs.map(({ token, target }) => {
      const right = chip("span", target, { class: "target" });
      return node("span", { role: "listitem" }, chip("span", token), node("i", { "aria-hidden": "true" }, "↓"), right);
    })),
    result(`${grouped.format(windows)} pieces of text are read at once: ${grouped.format(tokens)} guesses in this step. Here are the first ${pairs.length}.`),
  ],
  forward: ({ rows }) => [
    table(["after", "the model’s favourite", "what really comes"], rows.map((row) => node("tr", {},
      node("th", { scope: "row" }, chip("span", row.token)),
      cell("half", node("span", { class: "guess" }, node("span", {}, favourite(row)), percent(row.favourite_chance)), bar("", row.favourite_chance)),
      cell("half", node("span", { class: "guess" }, node("span", {}, row.target.text), percent(row.before)), bar("real", row.before)))))],
  loss: ({ rows, loss, most }) => [
    table(["what really comes", "chance", "surprise: −ln of the chance", ""], rows.map((row) => node("tr", {},
      node("th", { scope: "row" }, chip("span", row.target)), cell("number", percent(row.before)),
      cell("wide", bar("loss", row.loss / most)), cell("number", row.loss.toFixed(2))))),
    result(`The loss is the mean surprise of all guesses of the batch: ${loss.toFixed(3)}.`)],
  backward: ({ rows }) => {
    const most = Math.max(...rows.map((row) => row.gradient));
    return [table(["matrix", "size", "how hard it is pushed (its typical gradient)", ""], rows.map((row) => node("tr", {},
      node("th", { scope: "row", class: "name" }, row.matrix), cell("number", grouped.format(row.size)),
      cell("wide", bar("push", most ? row.gradient / most : 0)), cell("number", number(row.gradient)))))];
  },
  update: ({ rows, weights, loss, loss_after }) => [
    table(["what really comes", "chance before (pale) and after (solid)", ""], rows.map((row) => node("tr", {},
      node("th", { scope: "row" }, chip("span", row.target)), cell("wide", bar("pale", row.before), bar("", row.after)),
      cell("number", `${percent(row.before)} → ${percent(row.after)}`)))),
    table(["one weight of", "before", "gradient", "after"], weights.map((row) => node("tr", {},
      node("th", { scope: "row", class: "name" }, row.matrix), ...[row.before, row.gradient, row.after].map((value) => cell("number", number(value)))))),
    result(`The same batch again: the loss was ${loss.toFixed(3)}, now it is ${loss_after.toFixed(3)}.`)],
};

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build);
  if (JSON.stringify(state.data) !== JSON.stringify(data)) {
    clearInterval(state.beat);
    Object.assign(state, { data, at: 0, beat: 0 });
    state.panels.replaceChildren(...data.stages.map((stage, i) => node("section", { class: "panel", "aria-label": stage.title },
      node("p", { class: "heading" }, `${i + 1}. ${stage.title}`), node("p", {}, stage.words), ...forms[stage.kind](stage))));
    state.stages.replaceChildren(...data.stages.map((stage, i) => {
      const made = node("button", { type: "button", "data-stop": true, tabindex: -1 }, stage.title);
      made.addEventListener("click", () => { pause(state); go(state, i); });
      return made;
    }));
  }
  show(state);
  state.settle();
  return state.unmount;
}
