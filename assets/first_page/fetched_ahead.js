// Streamlit's scripts and what else a page needs later (server/first_page.py) are fetched behind its picture: until the server
// has sent that, and plotly.js has come where it is a figure, the network and the processor are free for it. They do not wait
// for long, as a picture may have to.

(() => {
  const AT_LATEST = 1200; // milliseconds,
  const ON_ITS_WAY = 2500; // or where the server has begun to answer by then

  function fetchAhead() {
    const named = document.querySelector("template#ahead");
    if (!(named instanceof HTMLTemplateElement)) return;
    document.head.append(named.content);
    named.remove();
  }
  /** @returns {HTMLLinkElement | null} what the picture is drawn by, where it is still to come */
  function drawnBy() {
    const script = document.querySelector("link[rel=preload][as=script]");
    return script instanceof HTMLLinkElement && !performance.getEntriesByName(script.href).length ? script : null;
  }

  function fetchBehind() {
    const script = drawnBy();
    if (!script) return fetchAhead();
    for (const over of ["load", "error"]) script.addEventListener(over, fetchAhead, { once: true });
  }
  setTimeout(() => { if (!Reflect.get(window, "glassboxHeard")?.length) fetchAhead(); }, AT_LATEST); // first_question.js
  setTimeout(fetchAhead, ON_ITS_WAY);
  Reflect.set(window, "glassboxFetchesAhead", fetchBehind);
})();
