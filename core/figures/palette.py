"""Every colour of the app, light and dark, and its one meaning. Pages, figures and components get theirs from here.

A hue that names a thing (real data, what a model made, a query) names it in every figure, formula and legend. Each is
readable as text on the page and on a card (4.5:1), and hues that meet in one picture stay apart for colour-blind eyes;
the tests hold both. Colour is never the only sign: labels, shapes and words say the same.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Palette:
    """One colour a meaning, as #rrggbb."""

    # what a picture shows
    data: str  # real data: what the model was given
    made: str  # what a model made
    latent: str  # what is in between: hidden vectors, codes
    generator: str
    discriminator: str
    query: str  # attention: what a position looks for,
    key: str  # what it offers to be found by,
    value: str  # and what it hands over
    true: str  # always with a tick
    false: str  # always with a cross
    cut: str  # left out or absent: for areas; its words are `soft`
    # what a page is made of
    ink: str
    soft: str  # quiet text
    line: str
    paper: str
    card: str
    accent: str  # what can be clicked
    accent_tint: str  # behind what is chosen
    on_accent: str  # text on the accent


LIGHT = Palette(
    data="#0072b2",
    made="#b84a00",
    latent="#007a59",
    generator="#b35900",
    discriminator="#8f2a6b",
    query="#4a55c4",
    key="#8d4d35",
    value="#00757c",
    true="#00795a",
    false="#c0392b",
    cut="#b9bfca",
    ink="#1c2333",
    soft="#5b6478",
    line="#e4e1d8",
    paper="#fcfbf8",
    card="#ffffff",
    accent="#1f5fa8",
    accent_tint="#e8f0fa",
    on_accent="#ffffff",
)

DARK = Palette(
    data="#56b4e9",
    made="#f08a3c",
    latent="#35c79b",
    generator="#f0a64a",
    discriminator="#f4b2de",
    query="#9fa8ff",
    key="#e4bf95",
    value="#3fcbd0",
    true="#35c79b",
    false="#ff8577",
    cut="#4a5366",
    ink="#eceff6",
    soft="#a5aec0",
    line="#2c3444",
    paper="#12161f",
    card="#1a202c",
    accent="#7fb2f0",
    accent_tint="#1d2b40",
    on_accent="#0c1422",
)

# Okabe and Ito (2008), "Color Universal Design", without black: categories that no hue above names.
CATEGORIES = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#f0e442")

MAGNITUDE = "Cividis"  # how much: nearly the same picture with and without colour blindness (Nuñez et al. 2018)
SIGN = "RdBu_r"  # below and above zero


def palette(scheme: str | None) -> Palette:
    """The palette of a colour scheme; light for one that is not known yet."""
    return DARK if scheme == "dark" else LIGHT


def css() -> str:
    """Every colour as a CSS variable that follows light and dark by itself: `--gb-data`, `--gb-accent-tint`, ...

    Registered as colours, the variables reach a canvas as plain rgb(...) although they are written light-dark(...). The
    `\\3c` is a `<`, written so that nobody takes it for the start of HTML.

    >>> css().splitlines()[0]
    '@property --gb-data { syntax: "\\\\3c color>"; inherits: true; initial-value: #0072b2; }'
    """
    light, dark = asdict(LIGHT), asdict(DARK)
    variables = {f"--gb-{name.replace('_', '-')}": name for name in light}
    register = '@property {} {{ syntax: "\\3c color>"; inherits: true; initial-value: {}; }}'
    return "\n".join(
        (
            *(register.format(variable, light[name]) for variable, name in variables.items()),
            ":root, .stApp {",  # .stApp has the scheme that Streamlit chose; menus and tooltips lie outside of it
            *(f"  {variable}: light-dark({light[name]}, {dark[name]});" for variable, name in variables.items()),
            "}",
        )
    )
