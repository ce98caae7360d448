// The words that came with the page (server/first_words.py) stand where the page's own will, and go as soon as these are there,
// or where something else is to be said: that the page stopped, or that there is no server any more. The picture below them
// (early_picture.js) stays, over the place of the page's own, until that is drawn.

(() => {
  const STANDS = ".st-key-head h1";
  const SAYS_OTHERWISE = ".st-key-page_stopped, [data-testid=stException], [role=dialog]";
  const AT_MOST = 20000; // milliseconds; no page without a head is known
  const LONGEST = 8000; // milliseconds that a picture may lie over the page's own, which may have to wait for a worker
  const ENOUGH = 0.9; // of its height; letters may come in another font first

  const words = () => document.getElementById("first_words");
  const early = () => /** @type {HTMLElement | null} */ (document.querySelector("#first_words .gb-early:not(:empty)"));
  const own = () => document.querySelector(".st-key-living_picture .stColumn");

  /** Is the page's own as far? A picture of words alone is when it is as high. @param {HTMLElement} picture */
  function stands(picture) {
    const [drawn, pictureStands] = [Reflect.get(window, "glassboxDrawn"), Reflect.get(window, "glassboxPictureStands")]; // picture_first.js
    if (drawn(picture)) return pictureStands();
    /** @param {Iterable<Element>} parts */
    const height = (parts) => [...parts].reduce((sum, part) => sum + part.getBoundingClientRect().height, 0);
    return height(own()?.querySelectorAll(".stBidiComponent") ?? []) >= ENOUGH * height(picture.children);
  }

  const watch = new MutationObserver(() => {
    if (document.querySelector(SAYS_OTHERWISE)) go();
    else if (document.querySelector(STANDS)) makeWay();
  });
  function go() {
    watch.disconnect();
    for (const one of early()?.children ?? []) one.dispatchEvent(new Event("glassbox:gone"));
    words()?.remove();
  }
  function makeWay() {
    if (!early()) return go();
    if (words()?.classList.contains("gb-there")) return;
    words()?.classList.add("gb-there");
    setTimeout(go, LONGEST);
    requestAnimationFrame(follow);
  }
  function follow() {
    const picture = early();
    if (!picture || stands(picture)) return go();
    const box = own()?.getBoundingClientRect();
    if (box?.width) Object.assign(picture.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    requestAnimationFrame(follow);
  }
  watch.observe(document, { childList: true, subtree: true });
  setTimeout(go, AT_MOST);
})();
