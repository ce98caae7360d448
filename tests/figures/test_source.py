"""The code behind a picture as HTML: no character is changed, and each name of the formula wears its hue."""

import inspect
import re
from html import unescape

import pytest

from core.figures.source import highlighted, legend, listing, names_in
from core.lessons import lesson
from core.lessons.parts import Symbol
from core.models.transformer import attend


def test_code_is_shown_as_it_runs_with_its_file_and_line() -> None:
    shown = listing(attend, lesson("attention").box.symbols)
    line = inspect.getsourcelines(attend)[1]
    assert f"core/models/transformer.py, line {line}</figcaption>" in shown
    assert text_of(shown.split("<code>")[1].split("</code>")[0]) == inspect.getsource(attend).rstrip()


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
