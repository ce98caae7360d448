"""Cuts Streamlit's fonts down to what pages show: `python -m scripts.fonts`, whenever Streamlit has been changed.

Letters stay that Europe's languages in Latin and Greek are written with, and signs; of the icons, those that Streamlit's
scripts name. The weights from normal to bold stay, of slanted letters only the normal one and what sentences are written with;
and the serif letters have the form of one size.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from pages.kit.theme import TEXT_FONTS

STATIC = Path(streamlit.__file__).parent / "static" / "static"
CUT = Path(__file__).resolve().parents[1] / "assets" / "fonts"
SENTENCES = [*range(0x20, 0x180), *range(0x218, 0x21C), *range(0x370, 0x400), *range(0x2000, 0x2300)]
LETTERS = [*SENTENCES, *range(0x2B0, 0x370), *range(0x2300, 0x2C00)]  # and marks and shapes that stand alone
SIZE = 20  # of the serif letters, for which they are drawn; headings have it, about
NAMES = (1, 3, 4, 6, 16, 25)  # where a font says what it is called
ICONS = "MaterialSymbols-Rounded"


def named_icons() -> set[str]:
    """Every icon that a script of Streamlit names."""
    scripts = (file.read_text("utf-8") for file in (STATIC / "js").glob("*.js"))
    return {name for script in scripts for name in re.findall(r":material/(\w+):", script)}


def main() -> None:
    for name in TEXT_FONTS:
        _save(_letters(_whole(name), slanted="Italic" in name), name)
    font, named = _whole(ICONS), named_icons()
    icons = {name: glyph for name, glyph in _ligatures(font) if name in named}
    _save(_icons(font, icons), ICONS)
    (CUT / "icons.txt").write_text("".join(f"{name}\n" for name in sorted(icons)), "utf-8")


def _whole(name: str) -> TTFont:
    return TTFont(next((STATIC / "media").glob(f"{name}.*")))


def _letters(font: TTFont, slanted: bool) -> TTFont:
    subsetter = Subsetter(_options())
    subsetter.populate(unicodes=SENTENCES if slanted else LETTERS)
    subsetter.subset(font)
    kept = {"wght": 400 if slanted else (400, 700), "opsz": SIZE}
    cut = instantiateVariableFont(font, {axis.axisTag: kept[axis.axisTag] for axis in font["fvar"].axes})
    for name in cut["name"].names:  # "Source" is reserved for the whole font by its licence
        if name.nameID in NAMES:
            name.string = name.toUnicode().replace("Source", "Glassbox")
    return cut


def _ligatures(font: TTFont) -> Iterator[tuple[str, str]]:
    """An icon is written as its name: each name, and the glyph that stands for it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            for first, ligatures in getattr(part, "ExtSubTable", part).ligatures.items():
                for one in ligatures:
                    yield "".join(letters[glyph] for glyph in (first, *one.Component)), one.LigGlyph


def _icons(font: TTFont, icons: dict[str, str]) -> TTFont:
    options = _options()
    options.layout_closure = False  # else every icon whose name can be written stays
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=icons.values(), text="".join(icons))
    subsetter.subset(font)
    return font


def _options() -> Options:
    return Options(flavor="woff2", hinting=False, name_IDs=["*"])


def _save(font: TTFont, name: str) -> None:
    save_font(font, str(CUT / f"{name}.woff2"), _options())


if __name__ == "__main__":
    main()
