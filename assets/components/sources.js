// A text of the model, cut into pieces that stand in the training text word for word. Pointing at a piece previews where
// it stands, choosing one pins it. Everything travelled once; nothing is asked of the server.

const LONG = 12; // words of a piece that is shown in full strength

const said = (count) => say(count ? "told" : "never told", { times: count });

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = { text: part(".text"), key: part(".key"), found: part(".found"), data: null, pin: 0 };
  state.settle = rove(state.text);
  hovers(state.text, (event) => preview(state, event?.target.closest(".piece")), { on: "pointerover" });
  state.text.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && preview(state, event.target.closest(".piece")));
  state.text.addEventListener("click", (event) => choose(state, event.target.closest(".piece")));
  state.text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(state, event.target.closest(".piece"));
  });
  return state;
}

function pieceOf(state, piece, number) {
  const { text } = state.data;
  const made = node("span", { class: "piece", role: "button", "data-stop": true, tabindex: -1, "aria-pressed": "false", dir: "auto" },
    text.slice(piece.start, piece.end), node("small", { "aria-hidden": "true" }, piece.count ? String(piece.words) : say("new")));
  made.classList.toggle("never", !piece.count);
  made.classList.toggle("alone", piece.words === 1);
  made.style.setProperty("--share", Math.min(1, piece.words / LONG));
  made.setAttribute("aria-label", say("piece", { text: text.slice(piece.start, piece.end), words: piece.words, told: said(piece.count) }));
  return Object.assign(made, { number });
}

function show(state) {
  const parts = [];
  let end = 0;
  state.data.pieces.forEach((piece, i) => {
    parts.push(state.data.text.slice(end, piece.start), pieceOf(state, piece, i));
    end = piece.end;
  });
  state.text.replaceChildren(...parts, state.data.text.slice(end));
  state.settle();
  state.key.textContent = say("key");
  preview(state, null);
}

function preview(state, piece) {
  const number = piece ? piece.number : state.pin;
  for (const one of state.text.querySelectorAll(".piece")) one.setAttribute("aria-pressed", String(one.number === state.pin));
  tell(state, state.data.pieces[number]);
}

function choose(state, piece) {
  if (!piece) return;
  state.pin = piece.number;
  preview(state, piece);
}

// The passage with the piece marked in it.
function marked(passage, piece) {
  const at = passage.indexOf(piece);
  if (at < 0) return node("span", { dir: "auto" }, passage);
  return node("span", { dir: "auto" }, passage.slice(0, at), node("mark", {}, piece), passage.slice(at + piece.length));
}

function list(told, piece = "") {
  return node("ul", {}, ...told.map((one) => node("li", {}, marked(one.sentence, piece), node("span", { class: "times" }, said(one.times)))));
}

function tell(state, piece) {
  if (!piece) return state.found.replaceChildren(say("nothing"));
  const { text, sentences } = state.data;
  const words = text.slice(piece.start, piece.end);
  const parts = [node("h4", {}, piece.count
    ? say("stands", { text: words, times: piece.count })
    : say("nowhere", { text: words }))];
  if (piece.told.length) parts.push(list(piece.told, words));
  for (const one of sentences.filter((sentence) => sentence.start < piece.end && piece.start < sentence.end)) parts.push(...whole(text, one));
  state.found.replaceChildren(...parts);
}

function whole(text, sentence) {
  const fact = sentence.claims.map((claim) => say("claim", { fact: claim.fact, truth: say(TRUTH[claim.truth]), told: said(claim.told) })).join(" ");
  const head = `${say(sentence.times ? "whole" : "whole anew", { text: text.slice(sentence.start, sentence.end), times: sentence.times })} ${fact}`;
  const parts = [node("h4", {}, head)];
  if (sentence.same.length) parts.push(node("p", { class: "quiet" }, say("same")), list(sentence.same));
  if (sentence.near.length) parts.push(node("p", { class: "quiet" }, say("near")), list(sentence.near));
  return parts;
}

const TRUTH = { true: "true", false: "false", nobody: "nobody" };

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const id = JSON.stringify(data);
  if (state.id !== id) {
    Object.assign(state, { id, data, pin: longest(data.pieces) });
    show(state);
  }
  return state.unmount;
}

// The piece that is open at first: the longest copy.
function longest(pieces) {
  return pieces.reduce((best, piece, i) => (piece.count && piece.words > (pieces[best]?.words ?? 0) ? i : best), 0);
}
