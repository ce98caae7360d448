// Cards with two sides. A button turns a card over, and so does a press on it; which side is up is kept by the card's key
// while the learner filters. One card lies open; where there are several, each shows its question until it is opened.

function build(frame) {
  return { frame, cards: frame.querySelector(".cards"), live: frame.querySelector("[aria-live]"), up: new Map(), shown: "" };
}

const source = (one) => node("p", { class: "source" }, `${one.source}, ${one.date}. `,
  node("a", { href: one.link, target: "_blank", rel: "noopener noreferrer" }, new URL(one.link).hostname.replace("www.", "")));

const said = (one) => node("div", { class: "said" },
  node("span", { class: one.opinion ? "kind opinion" : "kind" }, one.kind),
  node("p", {}, one.text), source(one),
  ...one.newer.map((later) => node("div", { class: "newer" }, node("p", {}, node("b", {}, say("newer")), " ", later.text), source(later))));

function side(one, number) {
  const made = node("section", { class: `side ${number ? "second" : "first"}` },
    node("h3", {}, node("span", { class: "which" }, say(number ? "other side" : "one side")), one.title), ...one.said.map(said));
  return made;
}

// How much each side says, as two lengths of one bar: neither shouts the other down.
function balance(sides) {
  const [first, second] = sides.map((each) => each.said.reduce((sum, { text }) => sum + text.length, 0));
  const cut = (100 * first) / (first + second);
  return svgNode("svg", { class: "balance", viewBox: "0 0 100 2", preserveAspectRatio: "none", "aria-hidden": "true" },
    svgNode("rect", { class: "first", x: 0, y: 0, width: cut - 0.5, height: 2 }),
    svgNode("rect", { class: "second", x: cut + 0.5, y: 0, width: 99.5 - cut, height: 2 }));
}

function card(state, one, alone) {
  const sides = one.sides.map(side);
  const turning = node("div", { class: "turning" }, ...sides);
  const button = node("button", { type: "button", class: "turn" });
  const show = (spoken) => {
    const up = state.up.get(one.key) ?? 0;
    sides.forEach((each, number) => {
      each.classList.toggle("away", number !== up);
      each.inert = number !== up;
    });
    button.textContent = say(up ? "turn back" : "turn over");
    if (spoken) state.live.textContent = `${say(up ? "other side" : "one side")}: ${one.sides[up].title}`;
  };
  const turn = () => {
    state.up.set(one.key, 1 - (state.up.get(one.key) ?? 0));
    show(true);
  };
  button.addEventListener("click", turn);
  turning.addEventListener("click", (event) => {
    const chosen = getSelection()?.toString(); // whoever marks a sentence to copy it does not want to turn the card
    if (!event.target.closest("a") && !chosen) turn();
  });
  show(false);
  return node("details", { class: "card", ...(alone && { open: "" }) },
    node("summary", {}, node("p", { class: "topic" }, `${one.topic} · ${one.age}`), node("h2", {}, one.question)),
    balance(one.sides), turning, button,
    ...(one.open ? [node("p", { class: "open" }, one.open)] : []),
    node("div", { class: "do" }, node("b", {}, say("do")), node("ul", {}, ...one.do.map((each) => node("li", {}, each)))));
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const shown = JSON.stringify(data.cards);
  if (state.shown !== shown) {
    state.shown = shown;
    state.cards.replaceChildren(...data.cards.map((one) => card(state, one, data.cards.length === 1)));
  }
  return state.unmount;
}
