// A page's first picture comes before all that stands below it. Drawing the rest takes a slow computer as long as the picture
// does, so what the server sends after the picture waits until that can be seen, or for a few seconds at most.
// This stands in the page before Streamlit's first script; once the picture stands, it only passes on.

(() => {
  const LAST = "glassbox_in_sight"; // what the server sends last of the living picture
  const AT_MOST = 6000; // milliseconds; a picture may have to wait for a worker
  const EVERY = 30; // milliseconds between two looks
  const WIDTH = 150; // pixels; what is less wide is a sign and no picture

  const waiting = []; // messages, in their order
  let state = "before"; // the picture was sent; then "held", then "passed"

  /** @param {Element | ShadowRoot} root; pictures of our own lie in shadow roots. */
  const drawn = (root) => [...root.querySelectorAll("*")].some((one) =>
    one.matches("canvas, svg, img") ? one.getBoundingClientRect().width > WIDTH : one.shadowRoot && drawn(one.shadowRoot));
  const stands = () => [...document.querySelectorAll(".st-key-living_picture")].some(drawn);
  Object.assign(window, { glassboxDrawn: drawn, glassboxPictureStands: stands }); // first_words.js

  /** @param {number} end */
  function look(end) {
    if (!stands() && performance.now() < end) {
      setTimeout(look, EVERY, end);
      return;
    }
    setTimeout(() => { // once it is painted
      state = "passed";
      for (const hear of waiting.splice(0)) hear();
    });
  }

  const listen = EventTarget.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (/** @type {string} */ kind, /** @type {any} */ hear, /** @type {any} */ how) {
    const held = (/** @type {MessageEvent} */ event) => {
      if (state === "held") {
        waiting.push(() => hear.call(this, event));
        return;
      }
      hear.call(this, event);
      if (state === "before" && new TextDecoder("latin1").decode(event.data).includes(LAST)) {
        state = "held";
        look(performance.now() + AT_MOST);
      }
    };
    listen.call(this, kind, kind === "message" && state !== "passed" ? held : hear, how);
  };
})();
