// The residual stream as a table of cells; pointing previews one, pressing keeps it. Every answer is already here.

function build(frame) {
  const part = (selector) => frame.querySelector(selector);
  const state = { table: part("table"), caption: part("caption"), head: part("thead"), body: part("tbody"), says: part(".says"),
    bars: part(".bars"), live: part(".live"), data: null, kept: null };
  state.table.addEventListener("keydown", (event) => steer(state, event));
  hovers(state.table, (event) => {
    const at = event ? event.target.closest("button")?.place : state.kept;
    if (at) show(state, at);
  }, { on: "pointerover" });
  return state;
}

const cell = (state, { row, column }) => state.data.cells[row][column];
const button = (state, { row, column }) => state.body.rows[row].cells[column + 1].firstElementChild;

function show(state, at) {
  const here = cell(state, at);
  if (state.says.textContent !== here.says) state.says.textContent = here.says;
  state.bars.replaceChildren(...here.bars.flatMap(({ text, share }) => {
    const bar = node("i");
    bar.style.width = `${100 * share}%`;
    return [node("span", { dir: "auto" }, text), node("span", {}, bar), node("span", {}, percent(share))];
  }));
}

function keep(state, at) {
  state.kept = at;
  for (const one of state.body.querySelectorAll("button")) {
    const here = one === button(state, at);
    one.setAttribute("aria-pressed", here);
    one.tabIndex = here ? 0 : -1;
  }
  show(state, at);
}

function press(state, at) {
  keep(state, at);
  state.live.textContent = cell(state, at).says;
}

function steer(state, event) {
  const now = event.target.closest("button")?.place;
  if (!now || modified(event)) return;
  const row = keyTo(event.key, now.row, state.data.rows.length, ["ArrowUp"], ["ArrowDown"]);
  const column = keyTo(event.key, now.column, state.data.columns.length, ["ArrowLeft"], ["ArrowRight"]);
  const to = event.key.startsWith("Arrow") && row !== null ? { row, column: now.column } : column !== null ? { row: now.row, column } : null;
  if (!to) return;
  event.preventDefault();
  button(state, to).focus();
  press(state, to);
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  const content = JSON.stringify(data);
  if (content !== state.content) {
    Object.assign(state, { content, data });
    state.caption.textContent = data.caption;
    state.head.replaceChildren(node("tr", {}, node("td"), ...data.columns.map((token) => node("th", { scope: "col" }, chip("span", { ...token, joined: false })))));
    state.body.replaceChildren(...data.rows.map((name, row) => node("tr", {}, node("th", { scope: "row" }, name), ...data.cells[row].map((one, column) => {
      const made = node("button", { type: "button", "aria-pressed": false, tabindex: -1, "aria-label": `${name}, ${data.columns[column].spoken}: ${one.text}`, dir: "auto" }, one.text);
      made.classList.toggle("marked", Boolean(one.marked));
      made.style.setProperty("--share", one.share);
      made.place = { row, column };
      made.addEventListener("click", () => press(state, { row, column }));
      return node("td", {}, made);
    }))));
    const [row, column] = data.open;
    keep(state, { row, column });
  }
  return state.unmount;
}
