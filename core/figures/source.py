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
    """`\\hue{query}{q}` in LaTeX that a browser can set; of several formulas in a row each may go on a line of its own.

    >>> from core.figures.palette import LIGHT
    >>> print(in_colour(r"\\hue{query}{q} + 1", LIGHT))
    \\textcolor{#4a55c4}{q} + 1
    >>> print(in_colour(r"a = b \\qquad c = d", LIGHT))
    {a = b} \\qquad\\allowbreak {c = d}
    """
    parts = formula.split(r"\qquad")
    if len(parts) > 1 and r"\begin" not in formula:  # what stands in braces is not broken
        formula = r" \qquad\allowbreak ".join(f"{{{part.strip()}}}" for part in parts)
    return re.sub(r"\\hue\{(\w+)\}", lambda hue: f"\\textcolor{{{getattr(colours, _readable(hue[1]))}}}", formula)


def _readable(hue: str) -> str:
    """The hue of a letter: what is cut is grey, too pale a grey for letters."""
    return "soft" if hue == "cut" else hue


# what a symbol of a legend may hold besides letters, and what of it is seen
COMMANDS = {
    "dots": "… ", "mid": "| ", "ln": "ln ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eta": "η", "theta": "θ",
    "mu": "μ", "sigma": "σ", ",": " ",
}  # fmt: skip
ACCENTS = {"hat": "\u0302", "bar": "\u0304"}  # they stand behind the letter that wears them
PIECE = re.compile(r"\\([a-z]+|,) ?|([_^])|(-)")


def as_html(symbol: str) -> str:
    r"""A symbol in LaTeX, as a legend shows it: no formula has to be set in the browser for a letter with an index.

    >>> print(as_html(r"x_{t-1} \dots \hat{x}"))
    x<sub>t−1</sub> … x̂
    >>> print(as_html(r"\text{lost}^2"))
    lost<sup>2</sup>
    """
    html, rest = "", symbol
    while piece := PIECE.search(rest):
        html, rest = html + escape(rest[: piece.start()]), rest[piece.end() :]
        command, index, minus = piece.groups()
        if minus:
            html += "−"
        elif index or command == "text" or command in ACCENTS:
            inner, rest = _group(rest)
            if index:
                tag = "sub" if index == "_" else "sup"
                html += f"<{tag}>{as_html(inner)}</{tag}>"
            else:
                html += as_html(inner) + ACCENTS.get(command, "")
        else:
            html += COMMANDS.get(command, command)
    return html + escape(rest)


def _group(latex: str) -> tuple[str, str]:
    """What a command of LaTeX takes, one letter or what stands in braces, and what comes after it."""
    if not latex.startswith("{"):
        return latex[:1], latex[1:]
    deep = list(accumulate({"{": 1, "}": -1}.get(letter, 0) for letter in latex))
    end = deep.index(0)
    return latex[1:end], latex[end + 1 :]


def legend(symbols: Sequence[Symbol], names: Collection[str]) -> str:
    """Each symbol with its meaning, and with those of its names that stand in the code below, as HTML."""
    return f'<dl class="gb-symbols">{"".join(_entry(symbol, i, names) for i, symbol in enumerate(symbols))}</dl>'


def _entry(symbol: Symbol, number: int, names: Collection[str]) -> str:
    term = _coloured(f"<i>{as_html(symbol.latex)}</i>", symbol, number)
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
    hue = _readable(symbol.hue).replace("_", "-")
    return f'<b class="gb-mark gb-mark-{number}" style="color: var(--gb-{hue})">{html}</b>'


def listing(function: Callable[..., Any], symbols: tuple[Symbol, ...]) -> str:
    """The source of a function as HTML: where it stands, and its names in the hues of the symbols."""
    return _listing(function, symbols, spoken())


@lru_cache(maxsize=64)
def _listing(function: Callable[..., Any], symbols: tuple[Symbol, ...], language: str) -> str:
    inside = inspect.unwrap(function)  # a decorator's wrapper stands in another file
    lines, first = inspect.getsourcelines(inside)
    file = Path(inspect.getsourcefile(inside) or "").resolve()
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
