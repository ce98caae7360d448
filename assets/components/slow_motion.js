// One step of training in slow motion: batch, forward, loss, backward, update; one stage at a time, with real numbers.

const BEAT = 4000; // milliseconds that a stage stays while playing: time to read its sentence

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    stages: part(".stages"), panels: part(".panels"), back: part(".back"), play: part(".play"), on: part(".on"),
    spoken: part(".spoken"), data: null, at: 0,
  };
  state.settle = rove(state.stages, (stop) => stop.click());
  state.back.addEventListener("click", () => { state.player.pause(); go(state, state.at - 1); });
  state.on.addEventListener("click", () => { state.player.pause(); go(state, state.at + 1); });
  state.player = player(state.play, {
    pace: BEAT, says: () => say("play stages"), begin: () => { if (state.at === last(state)) go(state, 0); },
    beat: () => {
      go(state, state.at + 1);
      return state.at < last(state);
    },
  });
  state.close = () => state.player.pause();
  return state;
}

const last = ({ data }) => data.stages.length - 1;

function go(state, at) {
  if (at < 0 || at > last(state) || at === state.at) return;
  state.at = at;
  show(state);
  const { title, words } = state.data.stages[at];
  state.spoken.textContent = say("stage", { number: at + 1, stages: last(state) + 1, title, words });
}

function show(state) {
  [...state.panels.children].forEach((panel, i) => panel.classList.toggle("now", i === state.at));
  [...state.stages.children].forEach((button, i) => {
    if (i === state.at) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
  const focused = state.play.getRootNode().activeElement;
  state.back.disabled = state.at === 0;
  state.on.disabled = state.at === last(state);
  if (focused?.disabled) state.play.focus(); // a button that goes out must not take the focus with it
}

// ---- the five stages ----

const bar = (kind, share) => {
  const made = node("span", { class: `fill ${kind}` });
  made.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return made;
};
const number = (value) => inLanguage(value, { maximumSignificantDigits: 3 });
const cell = (kind, ...children) => node("td", { class: kind }, ...children);
const table = (names, rows) => node("table", {},
  node("thead", {}, node("tr", {}, ...names.map((name) => node("th", { scope: "col" }, name)))), node("tbody", {}, ...rows));
const favourite = (row) => row.favourite.text + (row.favourite.text === row.target.text ? " ✓" : "");
const result = (words) => node("p", { class: "result" }, words);

const forms = {
  batch: ({ pairs, windows, tokens }) => [
    node("div", { class: "pairs", role: "list", "aria-label": say("pairs") }, ...pairs.map(({ token, target }) => {
      const right = chip("span", target, { class: "target" });
      return node("span", { role: "listitem" }, chip("span", token), node("i", { "aria-hidden": "true" }, "↓"), right);
    })),
    result(say("batch", { windows, tokens, shown: pairs.length })),
  ],
  forward: ({ rows }) => [
    table([say("after"), say("favourite"), say("comes")], rows.map((row) => node("tr", {},
      node("th", { scope: "row" }, chip("span", row.token)),
      cell("half", node("span", { class: "guess" }, node("span", {}, favourite(row)), percent(row.favourite_chance)), bar("", row.favourite_chance)),
      cell("half", node("span", { class: "guess" }, node("span", {}, row.target.text), percent(row.before)), bar("real", row.before)))))],
  loss: ({ rows, loss, most }) => [
    table([say("comes"), say("chance"), say("surprise"), ""], rows.map((row) => node("tr", {},
      node("th", { scope: "row" }, chip("span", row.target)), cell("number", percent(row.before)),
      cell("wide", bar("loss", row.loss / most)), cell("number", fixed(row.loss, 2))))),
    result(say("loss", { loss }))],
  backward: ({ rows }) => {
    const most = Math.max(...rows.map((row) => row.gradient));
    return [table([say("matrix"), say("size"), say("pushed"), ""], rows.map((row) => node("tr", {},
      node("th", { scope: "row", class: "name" }, row.matrix), cell("number", grouped(row.size)),
      cell("wide", bar("push", most ? row.gradient / most : 0)), cell("number", number(row.gradient)))))];
  },
  update: ({ rows, weights, loss, loss_after }) => [
    table([say("comes"), say("chances"), ""], rows.map((row) => node("tr", {},
      node("th", { scope: "row" }, chip("span", row.target)), cell("wide", bar("pale", row.before), bar("", row.after)),
      cell("number", `${percent(row.before)} → ${percent(row.after)}`)))),
    table([say("one weight"), say("before"), say("gradient"), say("after")], weights.map((row) => node("tr", {},
      node("th", { scope: "row", class: "name" }, row.matrix), ...[row.before, row.gradient, row.after].map((value) => cell("number", number(value)))))),
    result(say("again", { before: loss, after: loss_after }))],
};

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  if (JSON.stringify(state.data) !== JSON.stringify(data)) {
    state.player.pause();
    Object.assign(state, { data, at: 0 });
    state.panels.replaceChildren(...data.stages.map((stage, i) => node("section", { class: "panel", "aria-label": stage.title },
      node("p", { class: "heading" }, `${i + 1}. ${stage.title}`), node("p", {}, stage.words), ...forms[stage.kind](stage))));
    state.stages.replaceChildren(...data.stages.map((stage, i) => {
      const made = node("button", { type: "button", "data-stop": true, tabindex: -1 }, stage.title);
      made.addEventListener("click", () => { state.player.pause(); go(state, i); });
      return made;
    }));
  }
  show(state);
  state.settle();
  return state.unmount;
}
