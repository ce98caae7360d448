// assets/components/shared.js as a module with everything in it by name, outside of a browser.

import { readFileSync } from "node:fs";

Object.assign(globalThis, { matchMedia: () => ({ matches: false }), document: { hidden: false }, window: new EventTarget() });
const source = readFileSync(new URL("../../assets/components/shared.js", import.meta.url), "utf-8");
const names = [...source.matchAll(/^(?:const|function) (\w+)/gm)].map(([, name]) => name);
const text = `${source}\nexport { ${names.join(", ")} };`;

export const shared = await import(`data:text/javascript,${encodeURIComponent(text)}`);
