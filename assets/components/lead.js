// Leads the focus to the part of the page around it, which has just come: what was pressed to get it is gone.

/** @type {any} */
const led = window; // remembers what was done there, however often this is drawn

export default function ({ data, parentElement }) {
  const within = parentElement.getRootNode();
  const part = (within.host ?? parentElement).closest(`.st-key-${data.to}`);
  if (!part || data.turn <= (led.glassboxLed ?? 0)) return;
  led.glassboxLed = data.turn;
  part.tabIndex = -1;
  part.setAttribute("role", "group");
  part.setAttribute("aria-label", data.label);
  part.focus({ preventScroll: true });
}
