"""The colours: readable as text, apart for colour-blind eyes, and the same in Streamlit's own theme."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from core.figures.palette import CATEGORIES, DARK, LIGHT, Palette, css, palette

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
WRITES = [  # everything but `cut`, `line` and the grounds
    "data", "made", "latent", "generator", "discriminator", "query", "key", "value", "true", "false",
    "ink", "soft", "accent",
]  # fmt: skip
# hues that meet in one picture
TOGETHER = (
    ("data", "made", "latent"),
    ("data", "generator", "discriminator"),
    ("query", "key", "value", "made"),
    ("true", "false", "cut"),
    ("data", "made", "cut"),
)
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
EYES = {
    "most people": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]])
WHITE = XYZ.sum(1)


def linear(hue: str) -> np.ndarray:
    """#rrggbb -> (3,) linear light."""
    c = np.array([int(hue[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((float(XYZ[1] @ linear(one)), float(XYZ[1] @ linear(other))))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = XYZ @ rgb.clip(0, 1) / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_agrees_with_the_published_examples():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the lightest grey that passes on white


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", WRITES)
def test_every_hue_that_writes_is_readable_on_the_page_and_on_a_card(colours: Palette, name: str):
    for ground in (colours.paper, colours.card):
        assert contrast(getattr(colours, name), ground) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_chosen_or_filled_stays_readable(colours: Palette):
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.ink, colours.accent_tint) >= 4.5
    assert contrast(colours.accent, colours.accent_tint) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_hues_that_meet_in_one_picture_stay_apart_for_everybody(colours: Palette, eyes: str):
    for group in TOGETHER:
        for one, other in itertools.combinations(group, 2):
            seen = [lab(np.array(EYES[eyes]) @ linear(getattr(colours, name))) for name in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) >= 10, f"{one} and {other} look alike with {eyes}"


def test_streamlits_own_theme_has_the_same_colours():
    theme = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        assert theme[scheme]["primaryColor"] == colours.accent
        assert theme[scheme]["backgroundColor"] == colours.paper
        assert theme[scheme]["secondaryBackgroundColor"] == colours.card
        assert theme[scheme]["textColor"] == colours.ink
        assert theme[scheme]["linkColor"] == colours.accent
        assert theme[scheme]["borderColor"] == colours.line
        assert theme[scheme]["codeBackgroundColor"] == colours.card
        assert tuple(theme[scheme]["chartCategoricalColors"]) == CATEGORIES


def test_an_unknown_scheme_is_shown_as_light():
    assert palette(None) is palette("sepia") is LIGHT
    assert palette("dark") is DARK


def test_every_colour_is_a_css_variable_for_light_and_dark():
    sheet = css()
    assert "--gb-accent-tint: light-dark(#e8f0fa, #1d2b40);" in sheet
    for name in LIGHT.__dataclass_fields__:
        variable = f"--gb-{name.replace('_', '-')}"
        assert sheet.count(f"@property {variable} ") == sheet.count(f"  {variable}: ") == 1
    assert "<" not in sheet  # Streamlit would throw the whole style away
