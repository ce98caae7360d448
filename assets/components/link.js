// Says when the link to the server is lost, when it is back, and when somebody else took the place meanwhile: who slept
// for long in a full house stands in the line again, and goes on by itself when it is their turn. Streamlit notes on the
// page's frame how its link stands. Its own dialog for this, which takes the focus and speaks of the internet, is closed
// before anybody has to. The server may have forgotten this page meanwhile, or begun anew, and then a part of the page that
// asks for itself alone is answered by nobody; so the whole page is asked for once the link is back.

const FRAME = "[data-testid=stApp]";
const DIALOG = "section[role=dialog]:not([data-testid])"; // those that pages open have a test id
const PATIENCE = 1500; // milliseconds; a shorter break is not worth a sentence
const STAYS = 6000; // milliseconds that the good news stays
const BACK_TO_WORK = 300; // milliseconds until the closed dialog has let go of the focus
const ASKS = 3000; // milliseconds between two questions for the place in the line
const WHOLE = ["CONNECTED", "STATIC_CONNECTED", "INITIAL"];

function build(frame) {
  const state = { line: frame.querySelector(".line"), data: null, lost: false, timer: 0, focus: null, send: null };
  const app = document.querySelector(FRAME);
  const links = new MutationObserver(() => judge(state, app));
  if (app) links.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  const dialogs = new MutationObserver(() => state.lost && closeDialog(state));
  dialogs.observe(document.body, { childList: true, subtree: true });
  state.close = () => {
    links.disconnect();
    dialogs.disconnect();
    clearTimeout(state.timer);
    state.lost = false; // or the answer to a question on its way would lead to the next one
  };
  return state;
}

function judge(state, app) {
  const lost = !WHOLE.includes(app.getAttribute("data-test-connection-state"));
  if (lost === state.lost) return;
  state.lost = lost;
  clearTimeout(state.timer);
  if (lost) state.focus = focused();
  if (!lost) state.send?.("back", true);
  if (lost) state.timer = setTimeout(() => ask(state), PATIENCE);
  else if (state.line.textContent) {
    announce(state, "back");
    state.timer = setTimeout(() => announce(state, ""), STAYS);
  }
}

// Asking keeps one's place, both in the line and, once it is one's turn, inside until Streamlit has linked up again.
async function ask(state) {
  if (!state.line.textContent) announce(state, "lost");
  let place = 0;
  try {
    if (state.data?.line) place = (await (await fetch(state.data.line, { cache: "no-store" })).json()).place;
  } catch {
    // the server does not answer at all
  }
  if (!state.lost) return;
  announce(state, place ? "full" : "lost", place);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => ask(state), ASKS);
}

// Once closed it stays away until the link is back.
function closeDialog(state) {
  /** @type {HTMLButtonElement | null | undefined} */
  const button = document.querySelector(DIALOG)?.querySelector("button[aria-label=Close]");
  if (!button) return;
  button.click();
  setTimeout(() => document.activeElement === document.body && state.focus?.focus(), BACK_TO_WORK);
}

// What has the focus, also within a component, which the page sees from the outside only.
function focused() {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

// What is read aloud changes only when the sentence does.
function announce(state, what, place = 0) {
  state.line.classList.toggle("back", what === "back");
  const sentence = (state.data?.[what] ?? "").replace("{place}", grouped(place));
  if (state.line.textContent !== sentence) state.line.textContent = sentence;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const state = mounted(parentElement, build, data);
  state.send = setTriggerValue;
  state.data = data;
  return state.unmount;
}
