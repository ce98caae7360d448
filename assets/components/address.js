// Shows in the address what the page shows. It replaces the address, so that one press of Back leaves the page.

/** @type {any} */
const page = window; // holds what this component keeps there

export default function ({ data }) {
  const { location: here, history } = window;
  const older = (page.glassboxAddress ?? 0) > data.turn; // several parts of a page may write, the newest counts
  if (older || !here.pathname.endsWith(`/${data.page}`)) return;
  page.glassboxAddress = data.turn;
  const embedded = [...new URLSearchParams(here.search)].filter(([name]) => name.startsWith("embed"));
  const query = [data.query, new URLSearchParams(embedded).toString()].filter(Boolean).join("&");
  if (here.search.slice(1) !== query) {
    history.replaceState(history.state, "", `${here.pathname}${query ? "?" : ""}${query}${here.hash}`);
  }
}
