// The words that came with the page (server/first_words.py) stand where the page's own will, and go as soon as these are there,
// or where something else is to be said: that the page stopped, or that there is no server any more.

(() => {
  const STANDS = ".st-key-head h1, .st-key-page_stopped, [data-testid=stException], [role=dialog]";
  const AT_MOST = 20000; // milliseconds; no page without a head is known

  const watch = new MutationObserver(() => {
    if (document.querySelector(STANDS)) go();
  });
  function go() {
    watch.disconnect();
    document.getElementById("first_words")?.remove();
  }
  watch.observe(document, { childList: true, subtree: true });
  setTimeout(go, AT_MOST);
})();
