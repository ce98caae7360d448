// One attention weight worked through: the model's own numbers in six steps. Query, key, value and weight keep the hues
// that they have in the formula and in the code.

const number = (value) => fixed(value, Math.abs(value) < 0.1 ? 3 : 2).replace("-", "\u2212");
const quote = (data, place) => say("quoted", { text: data.tokens[place] });
const coloured = (hue, ...children) => node("b", { class: hue }, ...children);

// Numbers side by side as bars up and down from zero; `most` is the length of a whole bar.
function strip(name, values, hue, most) {
  const width = 100 / values.length;
  const picture = svgNode("svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", role: "img",
    "aria-label": `${name}: ${values.map(number).join(", ")}` });
  picture.append(svgNode("line", { x1: 0, x2: 100, y1: 20, y2: 20, stroke: "var(--line)", "vector-effect": "non-scaling-stroke" }));
  values.forEach((value, i) => {
    const high = 20 * Math.min(1, Math.abs(value) / (most || 1));
    const hit = svgNode("rect", { class: "hit", x: i * width, y: 0, width, height: 40 });
    hit.append(svgNode("title", {}, `${say("number", { number: i + 1 })}: ${number(value)}`));
    picture.append(svgNode("rect", { x: i * width + width * 0.12, y: value < 0 ? 20 : 20 - high, width: width * 0.76,
      height: high, fill: `var(--${hue})` }), hit);
  });
  return node("div", { class: "strip" }, node("span", {}, name), picture);
}

// What each token that may be seen gets: a bar a token, the cell's own one in full. Below zero it goes the other way.
function shares(data, values, text) {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const share = (value) => `${(100 * value) / (most - least || 1)}%`;
  const box = node("div", { class: "shares", tabindex: 0, role: "group", "aria-label": say("shares") });
  values.forEach((value, j) => {
    const here = j === data.column ? "here" : "";
    const bar = node("i", { class: here });
    bar.style.width = share(Math.abs(value));
    bar.style.marginInlineStart = share(Math.min(0, value) - least);
    box.append(node("span", { class: here, dir: "auto" }, data.tokens[j]), bar, node("span", { class: `n ${here}` }, text(value)));
  });
  return box;
}

function step(title, words, sum, code, ...pictures) {
  return node("li", {}, node("div", {}, node("h4", {}, title), node("p", {}, ...words), node("p", { class: "sum" }, ...sum),
    node("code", {}, ...code)), node("div", { class: "picture" }, ...pictures));
}

const largest = (...lists) => Math.max(...lists.flat().map(Math.abs), 1e-9);

function steps(data) {
  const [row, column] = [quote(data, data.row), quote(data, data.column)];
  const values = largest(data.v, data.mixed);
  const K = data.q.length;
  return [
    step(say("compare"), phrase("compare how", { row, column, query: coloured("q", say("query")), key: coloured("k", say("key")), count: K }),
      [say("and so on", { sum: `${number(data.q[0])} × ${number(data.k[0])} = ${number(data.products[0])}` })],
      [coloured("q", "q"), " * ", coloured("k", "k")],
      strip(say("query"), data.q, "query", largest(data.q, data.k)), strip(say("key"), data.k, "key", largest(data.q, data.k)),
      strip(say("product"), data.products, "ink", largest(data.products))),
    step(say("add"), phrase("add how", { count: K }),
      [coloured("q", "q"), " · ", coloured("k", "k"), ` = ${number(data.dot)},  ÷ ${number(data.root)} = ${number(data.score)}`],
      ["scores = ", coloured("q", "q"), " @ ", coloured("k", "k"), ".transpose(1, 2) * K**-0.5"]),
    step(say("hide"), phrase(data.later ? "hide how" : "hide nothing", { later: data.later, left: data.scores.length }),
      [say("scores stay", { left: data.scores.length })], ["scores + mask"], shares(data, data.scores, number)),
    step(say("share"), phrase("share how"),
      [`e^${number(data.score)} ÷ ${number(data.powers)} = `, coloured("a", percent(data.weight))],
      [coloured("a", "attention"), " = scores.softmax(dim=-1)"], shares(data, data.weights, percent)),
    step(say("take"), phrase("take how", { value: coloured("v", say("value")), column }),
      [say("and so on", { sum: `${number(data.weight)} × ${number(data.v[0])} = ${number(data.taken[0])}` })],
      [coloured("a", "attention"), " * ", coloured("v", "v")],
      strip(say("value"), data.v, "value", values), strip(say("taken"), data.taken, "value", values)),
    step(say("hand on"), phrase("hand on how", { tokens: data.weights.length, row }),
      [say("first number", { number: number(data.mixed[0]) })],
      ["mixed = ", coloured("a", "attention"), " @ ", coloured("v", "v")], strip(say("output"), data.mixed, "value", values)),
  ];
}

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector(".gb");
  learnWords(data);
  frame.querySelector(".which").textContent =
    say("question", { layer: data.layer, head: data.head, row: quote(data, data.row), column: quote(data, data.column) });
  frame.querySelector("ol").replaceChildren(...steps(data));
}
