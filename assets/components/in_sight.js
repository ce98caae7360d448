// What was pressed and what it changes are both in sight. On a small screen the controls lie on the lower edge of the window;
// and where too little is seen of every picture, or not the end of a text that grew, the page scrolls, no further than it must.

const LIVING = ".st-key-living_picture";
const COLUMNS = `${LIVING} > div > .stHorizontalBlock > .stColumn`;
const PICTURES = ".stBidiComponent, .stEchartsChart";
const PRESSED = "button, [role=slider], [role=switch], label, input[type=checkbox], input[type=radio]";
const OPENS = ".stPopover, .stSelectbox, .stTooltipIcon, summary"; // these change no picture yet
const SMALLEST = 100; // pixels; less high is no picture
const SHARE = 0.6; // of a picture, or of the free part of the window, that is enough
const AIR = 8; // pixels between what is brought into sight and the edge of what is seen

function build() {
  const pressed = (/** @type {any} */ event) => {
    const what = event.target.closest?.(LIVING) && event.target.closest(PRESSED);
    if (what && !event.target.closest(OPENS)) show();
  };
  const kinds = ["click", "pointerup", "keyup"];
  for (const kind of kinds) document.addEventListener(kind, pressed);
  const deaf = hear("glassbox:grown", follow);
  return { close: () => { deaf(); for (const kind of kinds) document.removeEventListener(kind, pressed); } };
}

// The part of the window in which the page is seen: between the header and the controls, where these lie on the lower edge.
function free() {
  const main = document.querySelector("[data-testid=stMain]");
  const [column, controls] = document.querySelectorAll(COLUMNS);
  if (!main || !controls) return null;
  const top = document.querySelector(".stAppHeader")?.getBoundingClientRect().bottom ?? 0;
  const covered = getComputedStyle(controls).bottom === "0px";
  const bottom = covered ? Math.min(innerHeight, controls.getBoundingClientRect().top) : innerHeight;
  const scroll = (/** @type {number} */ way) => main.scrollBy({ top: way, behavior: reducedMotion.matches ? "auto" : "smooth" });
  return { column, top, bottom, scroll };
}

function show() {
  const seenPart = free();
  if (!seenPart) return;
  const { column, top, bottom, scroll } = seenPart;
  const boxes = [...column.querySelectorAll(PICTURES)].map((picture) => picture.getBoundingClientRect()).filter((box) => box.height > SMALLEST);
  /** @param {DOMRect} box */
  const enough = (box) => SHARE * Math.min(box.height, bottom - top);
  /** @param {DOMRect} box */
  const seen = (box) => Math.min(box.bottom, bottom) - Math.max(box.top, top);
  if (!boxes.length || boxes.some((box) => seen(box) >= enough(box))) return;
  const [first] = boxes;
  scroll(Math.min(first.top - top - AIR, enough(first) - (bottom - first.top)));
}

// What a living picture tells grew: where it ends now is in sight, and sooner still where it begins, if both is too much. The
// picture says so with the elements that stand first and last.
function follow(/** @type {any[]} */ [first, last]) {
  const seenPart = first.getRootNode().host?.closest(LIVING) && free();
  if (!seenPart) return;
  const { top, bottom, scroll } = seenPart;
  const way = Math.min(Math.max(0, last.getBoundingClientRect().bottom + AIR - bottom), first.getBoundingClientRect().top - AIR - top);
  if (way) scroll(way);
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build, data);
  return () => state.unmount();
}
