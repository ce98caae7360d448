"""The formula and the code behind a picture as LaTeX and HTML, tied together by colour.

A symbol of the formula, its meaning and its names in the code share one hue. Code is shown as it runs, read from its
source. Knows nothing about what the functions do.
"""

import inspect
import io
import keyword
import re
import textwrap
import tokenize
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any

from core.caches import lru_cache
from core.figures.palette import Palette
from core.language import spoken
from core.lessons import frame
from core.lessons.parts import Symbol

ROOT = Path(__file__).resolve().parents[2]


def opened(symbols: tuple[Symbol, ...], functions: Sequence[Callable[..., Any]]) -> str:
    """The symbols of a formula and the functions behind it, as HTML."""
    names = set().union(*map(names_in, functions))
    return legend(symbols, names) + "".join(listing(function, symbols) for function in functions)


def in_colour(formula: str, colours: Palette) -> str:
    """`\\hue{query}{q}` in LaTeX that a browser can set.

    >>> from core.figures.palette import LIGHT
    >>> print(in_colour(r"\\hue{query}{q} + 1", LIGHT))
    \\textcolor{#4a55c4}{q} + 1
    """
    return re.sub(r"\\hue\{(\w+)\}", lambda hue: f"\\textcolor{{{getattr(colours, hue[1])}}}", formula)


def legend(symbols: Sequence[Symbol], names: Collection[str]) -> str:
    """Each symbol with its meaning, and with those of its names that stand in the code below, as HTML."""
    return f'<dl class="gb-symbols">{"".join(_entry(symbol, i, names) for i, symbol in enumerate(symbols))}</dl>'


def _entry(symbol: Symbol, number: int, names: Collection[str]) -> str:
    term = _coloured(f"<i>{escape(symbol.latex)}</i>", symbol, number)
    there = [f"<code>{_coloured(escape(name), symbol, number)}</code>" for name in symbol.code if name in names]
    code = f"; {escape(frame().say('in the code'))} {', '.join(there)}" if there else ""
    return f"<div><dt>{term}</dt><dd>{escape(symbol.says)}{code}</dd></div>"


@lru_cache(maxsize=64)
def names_in(function: Callable[..., Any]) -> frozenset[str]:
    """All names in a function's source."""
    tokens = tokenize.generate_tokens(io.StringIO(textwrap.dedent(inspect.getsource(function))).readline)
    return frozenset(token.string for token in tokens if token.type == tokenize.NAME)


def _coloured(html: str, symbol: Symbol, number: int) -> str:
    """The same class wherever the symbol stands, so that pointing at one of them lights up all (theme.css)."""
    return f'<b class="gb-mark gb-mark-{number}" style="color: var(--gb-{symbol.hue.replace("_", "-")})">{html}</b>'


def listing(function: Callable[..., Any], symbols: tuple[Symbol, ...]) -> str:
    """The source of a function as HTML: where it stands, and its names in the hues of the symbols."""
    return _listing(function, symbols, spoken())


@lru_cache(maxsize=64)
def _listing(function: Callable[..., Any], symbols: tuple[Symbol, ...], language: str) -> str:
    lines, first = inspect.getsourcelines(function)
    file = Path(inspect.getsourcefile(function) or "").resolve()
    place = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    return (
        f'<figure class="gb-code"><figcaption>{escape(frame().say("line", file=place, line=first))}</figcaption>'
        f'<pre tabindex="0" role="region" aria-label="{escape(frame().say("source", name=function.__qualname__))}">'
        f"<code>{highlighted(textwrap.dedent(''.join(lines)), symbols)}</code></pre></figure>"
    )


def highlighted(source: str, symbols: Sequence[Symbol]) -> str:
    """Python as HTML, with the symbols' names in their hues. Everything is escaped.

    >>> highlighted("a < b", [])
    'a &lt; b'
    """
    named = {name: (symbol, number) for number, symbol in enumerate(symbols) for name in symbol.code}
    starts = [0, *accumulate(len(line) for line in source.splitlines(keepends=True))]
    html, done = [], 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        html += [escape(source[done:start]), _marked(token.type, source[start:end], named)]
        done = end
    return "".join(html).rstrip()


def _marked(kind: int, text: str, named: Mapping[str, tuple[Symbol, int]]) -> str:
    if kind == tokenize.NAME and text in named:
        return _coloured(escape(text), *named[text])
    if kind == tokenize.NAME and keyword.iskeyword(text):
        return f'<span class="gb-keyword">{text}</span>'
    if kind in (tokenize.COMMENT, tokenize.STRING):
        return f'<span class="gb-quiet">{escape(text)}</span>'
    return escape(text)
