// The next word: every likely token on a row with its chance before and after the rules, and where the die fell.
// Choosing a row forces its token; choosing a token of the text goes back to it. The rows of every saved moment of the training
// came with it, so that it follows the slider of training time without asking.

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = {
    prompt: part(".prompt"), rows: part(".rows"), rest: part(".rest"), draw: part(".draw"),
    segments: part(".segments"), needle: part(".needle"), spoken: part(".spoken"), die: part("template").content,
    legend: [part("[data-part=before]"), part("[data-part=after]")], data: null, shown: null, send: null,
  };
  const film = { get data() { return state.data?.film ?? null; } };
  const deaf = followTime(film, (at) => showMoment(state, at));
  state.settle = [rove(state.prompt), rove(state.rows)];
  state.choose = (action, token, position) => state.send("choice", { action, token, position, n: Date.now() });
  const still = whenLooksChange(frame, () => state.data && showStrip(state));
  state.close = () => { deaf(); still(); };
  return state;
}

// A moment of the training: its rows; the die fell at the moment that the page stands at, and at no other.
function showMoment(state, at) {
  const frame = state.data.film.frames[at];
  const shown = frame ? { ...state.data, ...frame, draw: null } : state.data;
  if (shown === state.shown) return;
  state.shown = shown;
  paint(state);
}

// The tokens so far. Those that the model drew are underlined, those that the learner forced have a dashed line.
function showPrompt(state) {
  const { prompt, draw } = state.shown;
  const focused = state.prompt.contains(state.prompt.getRootNode().activeElement);
  const origin = { drawn: "chip drawn", forced: "chip forced" };
  const chips = prompt.map((token, position) => {
    const made = chip("button", token, {
      type: "button", "data-stop": true, tabindex: -1, title: say("go back"),
      "aria-label": say(origin[token.how] ?? "chip", { token: token.spoken }),
    });
    if (token.how in origin) made.classList.add(token.how);
    made.addEventListener("click", () => state.choose("back", token.id, position));
    return made;
  });
  const next = node("span", { class: "next" }, draw ? draw.text : "?");
  state.prompt.replaceChildren(...chips, next);
  if (focused) (chips.at(-1) ?? state.rows.firstElementChild)?.focus(); // the token that had it may be gone
}

// The rows stay the same nodes from update to update, so that bars grow and shrink and the focus stays.
function showRows(state) {
  const { rows, draw } = state.shown;
  while (state.rows.children.length > rows.length) state.rows.lastElementChild.remove();
  while (state.rows.children.length < rows.length) state.rows.append(newRow(state));
  rows.forEach((row, i) => {
    const shown = state.rows.children[i];
    const was = percent(row.before), now = percent(row.after);
    shown.row = row;
    shown.classList.toggle("cut", Boolean(row.cut));
    shown.querySelector(".label").textContent = row.text;
    setBars(shown, row);
    const words = row.cut ? [row.cut] : was === now ? [now] : [now, node("small", {}, say("was", { share: was }))];
    const here = draw !== null && draw.id === row.id;
    shown.querySelector(".value").replaceChildren(...words, ...(here && !draw.forced ? [state.die.cloneNode(true)] : []));
    const facts = { token: row.spoken, was, now: row.cut ? row.cut : say("now", { share: now }) };
    shown.setAttribute("aria-label", say(!here ? "row" : draw.forced ? "row forced" : "row drawn", facts));
  });
}

function newRow(state) {
  const made = node("button", { type: "button", class: "row", "data-stop": true, tabindex: -1 },
    node("span", { class: "label", dir: "auto" }),
    svgNode("svg", { class: "track", "aria-hidden": "true" }, svgNode("rect", { class: "bar before" }), svgNode("rect", { class: "bar after" })),
    node("span", { class: "value" }));
  made.addEventListener("click", () => state.choose("force", made.row.id, state.data.prompt.length));
  return made;
}

function setBars(row, { before, after }) {
  row.querySelector(".bar.before").style.width = `${before * 100}%`;
  row.querySelector(".bar.after").style.width = `${after * 100}%`;
}

function showRest(state) {
  const { rest } = state.shown;
  state.rest.querySelector(".label").textContent = say("others");
  setBars(state.rest, rest);
  const was = percent(rest.before), now = percent(rest.after);
  const value = state.rest.querySelector(".value");
  value.replaceChildren(...(was === now ? [now] : [now, node("small", {}, say("was", { share: was }))]));
  state.rest.title = say("other tokens", { tokens: rest.count });
}

// The chances end to end, from 0 to 1. The die is a number between 0 and 1: it picks the token that it falls on.
function showStrip(state) {
  const { strip, draw } = state.shown;
  const width = state.segments.clientWidth;
  while (state.segments.children.length > strip.length) state.segments.lastElementChild.remove();
  while (state.segments.children.length < strip.length) state.segments.append(node("i"));
  const letter = 0.55 * parseFloat(getComputedStyle(state.segments).fontSize); // a letter's usual width
  strip.forEach((piece, i) => {
    const shown = state.segments.children[i];
    const share = piece.to - piece.from;
    shown.style.left = `${piece.from * 100}%`;
    shown.style.width = `${share * 100}%`;
    shown.classList.toggle("others", piece.id === null);
    shown.classList.toggle("hit", draw !== null && piece.id === draw.id);
    shown.textContent = share * width > piece.text.length * letter + 10 && piece.id !== null ? piece.text : "";
  });
  const rolled = draw !== null && !draw.forced;
  state.needle.hidden = !rolled;
  if (rolled) state.needle.style.left = `${draw.die * 100}%`;
  const value = draw === null ? say("not rolled") : draw.forced ? say("chosen") : `${fixed(draw.die, 3)} → ${draw.text}`;
  state.draw.querySelector(".value").textContent = value;
  state.draw.setAttribute("aria-label", rolled
    ? say("strip rolled", { die: draw.die, token: draw.spoken })
    : say("strip", { state: value }));
}

function paint(state) {
  showRows(state);
  showPrompt(state);
  showRest(state);
  showStrip(state);
  for (const settle of state.settle) settle();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const state = mounted(parentElement, build, data);
  const many = state.data && data.prompt.length > state.data.prompt.length + 1; // one that came, its row tells as well
  state.data = data;
  state.shown = data;
  state.send = setTriggerValue;
  state.legend.forEach((part, i) => { part.textContent = data.labels[i]; });
  paint(state);
  const last = state.prompt.lastElementChild;
  if (many) window.dispatchEvent(new CustomEvent("glassbox:grown", { detail: [last, last] }));
  if (state.spoken.textContent !== data.sentence) state.spoken.textContent = data.sentence;
  return state.unmount;
}
