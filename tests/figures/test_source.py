"""The code behind a picture as HTML: no character is changed, and each name of the formula wears its hue."""

import inspect
import re
from html import unescape
from pathlib import Path

import pytest

from core.figures.palette import DARK, LIGHT
from core.figures.source import COMMANDS, as_html, highlighted, in_colour, legend, listing, names_in
from core.lessons import lesson, page_files
from core.lessons.parts import Symbol
from core.measure.heads import roles
from core.models.transformer import attend

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(name for name in page_files(ROOT / "pages") if name != "welcome" and lesson(name).box)


def test_code_is_shown_as_it_runs_with_its_file_and_line() -> None:
    shown = listing(attend, lesson("attention").box.symbols)
    line = inspect.getsourcelines(attend)[1]
    assert f"core/models/transformer.py, line {line}</figcaption>" in shown
    assert text_of(shown.split("<code>")[1].split("</code>")[0]) == inspect.getsource(attend).rstrip()


def test_a_decorated_function_is_said_to_stand_where_it_is_written() -> None:
    line = inspect.getsourcelines(inspect.unwrap(roles))[1]
    assert f"core/measure/heads.py, line {line}</figcaption>" in listing(roles, ())


@pytest.mark.parametrize("name", LESSONS)
def test_no_symbol_is_shown_as_latex(name: str) -> None:
    for symbol in lesson(name).box.symbols:
        shown = text_of(as_html(symbol.latex))
        assert not re.search(r"[\\_^{}]", shown), shown
        assert set(re.findall(r"\\([a-z]+)", symbol.latex)) <= {*COMMANDS, "text", "hat", "bar"}, symbol.latex


def test_a_letter_is_never_as_pale_as_what_is_cut() -> None:
    assert in_colour(r"\hue{cut}{z}", DARK) == rf"\textcolor{{{DARK.soft}}}{{z}}"
    assert LIGHT.cut not in in_colour(r"\hue{cut}{z}", LIGHT)
    assert "var(--gb-soft)" in legend((Symbol("z", "cut", "noise", ()),), ())


def test_the_legend_names_only_what_stands_in_the_code() -> None:
    symbols = (Symbol("Q", "query", "queries", ("q", "quiz")), Symbol("Z", "latent", "logits", ("zebra",)))
    shown = text_of(legend(symbols, names_in(attend)))
    assert shown == "Qqueries; in the code: qZlogits"


def test_a_name_wears_the_hue_of_its_symbol_and_only_whole_names_do() -> None:
    symbols = (Symbol("Q", "query", "queries", ("q",)),)
    shown = highlighted("q = quiet  # q stays a word here\n", symbols)
    assert shown.count("gb-mark-0") == 1
    assert shown.startswith('<b class="gb-mark gb-mark-0" style="color: var(--gb-query)">q</b> = quiet')


@pytest.mark.parametrize(
    "source", ["a < b and '<script>'\n", "x = [\n    1,\n]\n", 'def f():\n    """Doc."""\n    return 1\n']
)
def test_highlighting_changes_no_character(source: str) -> None:
    assert text_of(highlighted(source, ())) == source.rstrip()


def test_markup_in_code_is_escaped() -> None:
    assert "<script>" not in highlighted("x = '<script>'\n", ())


def text_of(shown: str) -> str:
    """What a reader sees of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", shown))
