// The words that came with the page (server/first_words.py) stand where the page's own will, and go as soon as these are there,
// or where something else is to be said: that the page stopped, or that there is no server any more. The picture below them
// (early_picture.js) stays, over the place of the page's own, until that is drawn.

(() => {
  const STANDS = ".st-key-head h1";
  const SAYS_OTHERWISE = ".st-key-page_stopped, [data-testid=stException], [role=dialog]";
  const AT_MOST = 20000; // milliseconds; no page without a head is known
  const LONGEST = 8000; // milliseconds that a picture may lie over the page's own, which may have to wait for a worker

  const words = () => document.getElementById("first_words");
  const early = () => /** @type {HTMLElement | null} */ (document.querySelector("#first_words .gb-early:not(:empty)"));
  const own = () => document.querySelector(".st-key-living_picture .stColumn");
  const drawn = () => Reflect.get(window, "glassboxPictureStands")(); // picture_first.js

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
    if (!picture || drawn()) return go();
    const box = own()?.getBoundingClientRect();
    if (box?.width) Object.assign(picture.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    requestAnimationFrame(follow);
  }
  watch.observe(document, { childList: true, subtree: true });
  setTimeout(go, AT_MOST);
})();
