// What was pressed and what it changes are both in sight. On a small screen the controls lie on the lower edge of the window;
// and where too little is seen of every picture, the page scrolls, no further than it must.

const LIVING = ".st-key-living_picture";
const COLUMNS = `${LIVING} > div > .stHorizontalBlock > .stColumn`;
const PICTURES = ".stBidiComponent, .stEchartsChart";
const PRESSED = "button, [role=slider], [role=switch], label, input[type=checkbox], input[type=radio]";
const OPENS = ".stPopover, .stSelectbox, .stTooltipIcon, summary"; // these change no picture yet
const SMALLEST = 100; // pixels; less high is no picture
const SHARE = 0.6; // of a picture, or of the free part of the window, that is enough
const AIR = 8; // pixels between the header and the picture

function build() {
  const pressed = (/** @type {any} */ event) => {
    const what = event.target.closest?.(LIVING) && event.target.closest(PRESSED);
    if (what && !event.target.closest(OPENS)) show();
  };
  const kinds = ["click", "pointerup", "keyup"];
  for (const kind of kinds) document.addEventListener(kind, pressed);
  return { close: () => { for (const kind of kinds) document.removeEventListener(kind, pressed); } };
}

function show() {
  const main = document.querySelector("[data-testid=stMain]");
  const [column, controls] = document.querySelectorAll(COLUMNS);
  if (!main || !controls) return;
  const top = document.querySelector(".stAppHeader")?.getBoundingClientRect().bottom ?? 0;
  const covered = getComputedStyle(controls).bottom === "0px";
  const bottom = covered ? Math.min(innerHeight, controls.getBoundingClientRect().top) : innerHeight;
  const boxes = [...column.querySelectorAll(PICTURES)].map((picture) => picture.getBoundingClientRect()).filter((box) => box.height > SMALLEST);
  /** @param {DOMRect} box */
  const enough = (box) => SHARE * Math.min(box.height, bottom - top);
  /** @param {DOMRect} box */
  const seen = (box) => Math.min(box.bottom, bottom) - Math.max(box.top, top);
  if (!boxes.length || boxes.some((box) => seen(box) >= enough(box))) return;
  const [first] = boxes;
  const way = Math.min(first.top - top - AIR, enough(first) - (bottom - first.top));
  main.scrollBy({ top: way, behavior: reducedMotion.matches ? "auto" : "smooth" });
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  return () => state.unmount();
}
