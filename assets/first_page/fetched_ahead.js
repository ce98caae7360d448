// Streamlit's scripts and what else a page needs later (server/first_page.py) are fetched behind its picture: until the server
// has sent that, the network and the processor are free for it. They do not wait for long, as a picture may have to.

(() => {
  const AT_LATEST = 1200; // milliseconds,
  const ON_ITS_WAY = 2500; // or where the server has begun to answer by then

  function fetchAhead() {
    const named = document.querySelector("template#ahead");
    if (!(named instanceof HTMLTemplateElement)) return;
    document.head.append(named.content);
    named.remove();
  }
  setTimeout(() => { if (!Reflect.get(window, "glassboxHeard")?.length) fetchAhead(); }, AT_LATEST); // first_question.js
  setTimeout(fetchAhead, ON_ITS_WAY);
  Reflect.set(window, "glassboxFetchesAhead", fetchAhead);
})();
