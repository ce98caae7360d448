// What the pictures of tokens share: bytes as something that can be seen. Invisible characters get a sign or their name.

const SIGNS = { " ": "␣", "\n": "↵", "\t": "⇥", "\r": "␍" };
const NAMED = {
  0x00: "NUL", 0xa0: "NBSP", 0xad: "SHY", 0x200b: "ZWSP", 0x200c: "ZWNJ", 0x200d: "ZWJ", 0x200e: "LRM", 0x200f: "RLM", 0x061c: "ALM",
  0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO", 0x2028: "LS", 0x2029: "PS", 0x2060: "WJ",
  0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xfe0e: "VS15", 0xfe0f: "VS16", 0xfeff: "BOM",
};
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Zs}\u{fe0e}\u{fe0f}]/u;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const inHex = (byte) => byte.toString(16).toUpperCase().padStart(2, "0");
const nameOf = (character) => NAMED[character.codePointAt(0)] ?? `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

// The text of these bytes; null where they are only a part of a character.
function readable(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

// Nodes for a chip: letters as they are, signs for white space, names for what cannot be seen, hex for parts.
function visible(bytes) {
  const text = readable(bytes);
  if (text === null) return [[...bytes].map(inHex).join("\u00b7")];
  if (!text) return [node("i", {}, "␣")];
  const shown = [];
  let letters = "";
  const flush = () => { if (letters) shown.push(/^\p{M}/u.test(letters) ? `\u25cc${letters}` : letters); letters = ""; };
  for (const character of text) {
    if (!HIDDEN.test(character)) { letters += character; continue; }
    flush();
    shown.push(SIGNS[character] ? node("i", {}, SIGNS[character]) : node("span", { class: "name" }, nameOf(character)));
  }
  flush();
  return shown;
}

// The same in words that can be read out and stand in a sentence.
function spoken(bytes) {
  const text = readable(bytes);
  if (text === null) return say(bytes.length > 1 ? "bytes" : "byte", { hex: [...bytes].map(inHex).join(" ") });
  if (!text) return say("space before");
  const words = { " ": "␣", "\n": say("new line"), "\t": say("tab"), "\r": say("return") };
  return [...text].map((character) => words[character] ?? (HIDDEN.test(character) ? ` ${nameOf(character)} ` : character)).join("");
}

