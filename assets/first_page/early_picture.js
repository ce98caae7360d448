// The living picture, drawn as soon as the server has sent it, by the script that came with it. Streamlit's own scripts take a
// slow computer seconds to read before they draw it; until then it stands below the first words, where it then stays, and
// nothing on it can be pressed yet (first_words.js takes it away).

(() => {
  const PICTURE = [0, 0]; // the column of the picture in the living picture (pages/kit/frame.py), and that of its controls
  const CONTROLS = [0, 1];
  const LAST = [1]; // what is sent last of it

  /** @type {Record<string, Record<string, number>>} the numbers that fields have in Streamlit's messages */
  const numbers = Reflect.get(window, "glassboxFields") ?? {};
  /** @type {number[] | null} where the living picture stands in the page; null before it is sent, and when all of it is */
  let living = null;
  /** @type {{ path: number[], host: HTMLElement }[]} what is drawn, in the order of the page */
  const drawn = [];

  /**
   * The fields of a message in the encoding of Protocol Buffers (protobuf.dev/programming-guides/encoding), by their names: a
   * number, or bytes. Those that are not among ours are left out.
   * @param {string} kind @param {Uint8Array} bytes
   */
  function fields(kind, bytes) {
    const names = new Map(Object.entries(numbers[kind]).map(([name, number]) => [number, name]));
    /** @type {Record<string, any>} */
    const found = {};
    const rest = integers(bytes);
    while (!rest.ended()) {
      const tag = rest.next(), type = tag % 8;
      const value = type === 0 ? rest.next() : rest.bytes(type === 2 ? rest.next() : type === 1 ? 8 : 4);
      const name = names.get((tag - type) / 8);
      if (name) found[name] = value;
    }
    return found;
  }

  /** Seven bits a byte, the least ones first; the last byte of a number is less than 128. @param {Uint8Array} all */
  function integers(all) {
    let at = 0;
    return {
      ended: () => at >= all.length,
      next() {
        for (let value = 0, worth = 1; ; worth *= 128) {
          const byte = all[at++];
          value += (byte % 128) * worth;
          if (!(byte >= 128)) return value;
        }
      },
      /** @param {number} count */
      bytes: (count) => all.subarray(at, at += count),
    };
  }

  /** @param {Uint8Array} [bytes] */
  function path(bytes = new Uint8Array()) {
    const found = [], rest = integers(bytes);
    while (!rest.ended()) found.push(rest.next());
    return found;
  }

  /** @param {Uint8Array} [bytes] */
  const text = (bytes) => new TextDecoder().decode(bytes);
  /** @param {number[]} one @param {number[]} other */
  const begins = (one, other) => other.every((step, i) => one[i] === step);

  /** @param {ArrayBuffer} message one of Streamlit's, as it came */
  function hear(message) {
    const { metadata, delta } = fields("message", new Uint8Array(message));
    if (!metadata || !delta) return;
    const at = path(fields("metadata", metadata).delta_path);
    const { add_block, new_element } = fields("delta", delta);
    if (add_block && text(fields("block", add_block).id).endsWith("-living_picture")) living = at;
    if (!new_element || !living || !begins(at, living)) return;
    const inside = at.slice(living.length);
    const { bidi_component } = fields("element", new_element);
    if (begins(inside, LAST)) {
      living = null;
      Reflect.get(window, "glassboxFetchesAhead")(); // fetched_ahead.js
    }
    if (begins(inside, CONTROLS)) place()?.classList.add("gb-beside");
    if (begins(inside, PICTURE) && bidi_component) draw(inside, fields("component", bidi_component));
  }

  const place = () => document.querySelector("#first_words .gb-early");

  /** As Streamlit mounts a component, but for what it answers. @param {number[]} path @param {Record<string, any>} sent */
  function draw(path, sent) {
    const below = place();
    if (!below) return; // Streamlit was faster
    const host = document.createElement("div");
    const root = sent.isolate_styles ? host.attachShadow({ mode: "open" }) : host;
    const markup = document.createElement("div"), style = document.createElement("style");
    markup.innerHTML = text(sent.html_content);
    style.textContent = text(sent.css_content);
    root.append(markup, style);
    const before = drawn.findIndex((one) => later(one.path, path));
    below.insertBefore(host, drawn[before]?.host ?? null);
    drawn.splice(before < 0 ? drawn.length : before, 0, { path, host });

    const script = URL.createObjectURL(new Blob([sent.js_content], { type: "text/javascript" }));
    const data = sent.bytes?.slice() ?? JSON.parse(text(sent.json));
    const said = { data, parentElement: root, key: "", name: "", setStateValue() {}, setTriggerValue() {} };
    import(script).then(({ default: mount }) => {
      if (!host.isConnected) return;
      const close = mount(said);
      host.addEventListener("glassbox:gone", () => close?.(), { once: true });
    }).catch(() => host.remove()).finally(() => URL.revokeObjectURL(script));
  }

  /** Does one stand after the other in the page? @param {number[]} one @param {number[]} other */
  function later(one, other) {
    const differs = other.findIndex((step, i) => step !== one[i]);
    return differs >= 0 && one[differs] > other[differs];
  }

  Reflect.set(window, "glassboxHears", (/** @type {any} */ message) => {
    try {
      hear(message);
    } catch { // another Streamlit says it otherwise; its own picture comes anyway
      living = null;
    }
  });
})();
