// The link to the server, and the first question on it, as soon as the page is there: the server works the page out while
// Streamlit's scripts come and are read. When Streamlit asks for its link it is given this one, and once it has asked its own
// first question, which server/first_question.py knows already, it hears all that was said until then.

(() => {
  if (window.parent !== window || location.search.includes("embed")) { // then Streamlit asks something else
    addEventListener("DOMContentLoaded", Reflect.get(window, "glassboxFetchesAhead")); // fetched_ahead.js
    return;
  }

  const address = new URL("_stcore/stream", Reflect.get(window, "__streamlit").BACKEND_BASE_URL);
  address.protocol = address.protocol.replace("http", "ws");
  const link = new WebSocket(address, ["streamlit", "PLACEHOLDER_AUTH_TOKEN"]); // the names that Streamlit gives
  link.binaryType = "arraybuffer";
  const send = link.send.bind(link);
  link.addEventListener("open", () => send(JSON.stringify({
    page: decodeURIComponent(location.pathname.split("/").at(-1)),
    query: location.search.slice(1),
    url: location.origin + location.pathname,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
    locale: navigator.language,
    color_scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  })), { once: true });

  /** @type {any[]} */
  const heard = [];
  Reflect.set(window, "glassboxHeard", heard);
  /** @param {MessageEvent} event */
  function keep(event) {
    event.stopImmediatePropagation();
    heard.push(event.data);
    Reflect.get(window, "glassboxHears")(event.data); // early_picture.js
  }
  link.addEventListener("message", keep);
  function tell() {
    link.removeEventListener("message", keep);
    for (const data of heard.splice(0)) link.dispatchEvent(new MessageEvent("message", { data }));
  }

  const Link = WebSocket;
  window.WebSocket = new Proxy(Link, {
    construct(_, /** @type {[string, string[]]} */ asked) {
      if (new URL(asked[0]).href !== address.href) return new Link(...asked);
      window.WebSocket = Link; // whoever asks again gets a link of their own
      if (link.readyState > Link.OPEN) return new Link(...asked);
      if (link.readyState === Link.OPEN) setTimeout(() => link.dispatchEvent(new Event("open")));
      link.send = (data) => {
        delete link.send;
        send(data);
        setTimeout(tell);
      };
      return link;
    },
  });
})();
