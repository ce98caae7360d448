// Says when the link to the server is lost, and when it is back. Streamlit notes on the page's frame how its link
// stands; a sleeping computer, or a network that swallows everything, is found out by asking the server now and then.

const FRAME = "[data-testid=stApp]";
const PATIENCE = 1500; // milliseconds; a shorter break is not worth a sentence
const STAYS = 6000; // milliseconds that the good news stays
const ASK = 20_000; // milliseconds between two questions to the server
const NO_ANSWER = 6000; // milliseconds after which it counts as silent

function build(frame) {
  const state = { line: frame.querySelector(".line"), data: null, lost: false, timer: 0, silent: false };
  const app = document.querySelector(FRAME);
  const look = () => judge(state, app);
  const watch = new MutationObserver(look);
  if (app) watch.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  const ask = async () => {
    if (document.hidden) return; // nobody reads it, and a server has better things to do
    try {
      state.silent = !(await fetch("/_stcore/health", { cache: "no-store", signal: AbortSignal.timeout(NO_ANSWER) })).ok;
    } catch {
      state.silent = true;
    }
    look();
  };
  const asking = setInterval(ask, ASK);
  const events = ["online", "offline", "visibilitychange"];
  for (const name of events) (name === "visibilitychange" ? document : window).addEventListener(name, ask);
  state.close = () => {
    watch.disconnect();
    clearInterval(asking);
    clearTimeout(state.timer);
    for (const name of events) (name === "visibilitychange" ? document : window).removeEventListener(name, ask);
  };
  return state;
}

function judge(state, app) {
  const there = app?.getAttribute("data-test-connection-state");
  const lost = state.silent || (Boolean(there) && !["CONNECTED", "INITIAL", "STATIC_CONNECTED"].includes(there));
  if (lost === state.lost) return;
  state.lost = lost;
  clearTimeout(state.timer);
  if (lost) state.timer = setTimeout(() => say(state, "lost"), PATIENCE);
  else if (state.line.textContent) {
    say(state, "back");
    state.timer = setTimeout(() => say(state, ""), STAYS);
  }
}

function say(state, what) {
  state.line.classList.toggle("back", what === "back");
  state.line.textContent = state.data?.[what] ?? "";
}

export default function ({ data, parentElement }) {
  const state = mounted(parentElement, build);
  state.data = data;
  return state.unmount;
}
