// For a projector: a button and the key P begin and end it, and Escape ends it. The server says whether it is on, and the style
// sheet dresses a page that is marked so. (It could look for a mark inside of the page, :root:has(...); then the browser would go
// through all styles anew whenever anything on the page changes: twenty times what a letter of a figure costs otherwise.)

const KEY = "p";
const TYPED_IN = ["textarea", "select", "[contenteditable=true]", "input:not([type=range],[type=radio],[type=checkbox])"].join();
const OPEN = "[data-testid=stPopoverBody], [role=dialog], [role=listbox]"; // what Escape closes first

/** @param {any} frame */
function build(frame) {
  /** @type {{button: HTMLButtonElement, on: boolean, press: () => void, close: () => void}} */
  const state = { button: frame.querySelector("button"), on: false, press: () => {}, close: () => {} };
  const heard = (/** @type {KeyboardEvent} */ event) => {
    const typed = /** @type {Element} */ (event.composedPath()[0])?.matches?.(TYPED_IN);
    if (typed || event.repeat || event.defaultPrevented || modified(event)) return;
    const ends = event.key === "Escape" && state.on && !document.querySelector(OPEN);
    if (ends || event.key.toLowerCase() === KEY) state.press();
  };
  state.button.onclick = () => state.press();
  window.addEventListener("keydown", heard);
  state.close = () => window.removeEventListener("keydown", heard);
  return state;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const state = mounted(parentElement, build, data);
  state.on = data.on;
  document.documentElement.classList.toggle("gb-presenting", data.on);
  state.press = () => setTriggerValue("pressed", true);
  state.button.textContent = say(data.on ? "leave" : "present");
  state.button.title = say(data.on ? "leave why" : "why");
  return () => state.unmount();
}
