"""No component has words of its own: a translator finds all of them in assets/lessons/<language>/components.yaml.

JavaScript is read by a light tokenizer: comments, strings, templates and regular expressions, nothing else of its grammar.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from string import Formatter
from typing import Any

import pytest

from core import lessons
from pages.kit import components
from tests.test_javascript import mounted

SHARED = "shared"
MOUNTED = mounted()
HELPERS = sorted(path.stem for path in components.HELPERS.glob("*.js"))
SAID = lessons.components("en").says
NAMES = ("aria-label", "title", "aria-roledescription", "placeholder", "alt")  # attributes that are read
KEYS = set("Enter Escape Home End PageUp PageDown Backspace Delete ArrowLeft ArrowRight ArrowUp ArrowDown".split())
NO_WORDS = {"true", "false", "PNG", "SVG", "en-GB", "Source Sans", "'Source Sans', sans-serif"}
# What stands before a string that a browser reads, not a learner: an attribute, a selector, an error.
CODE = re.compile(
    r"""(\b(class|viewBox|style|type|role|rel):\ [^,{}]*|\bconst\ [A-Z]+\ =\ |===\ |Error\(|\blacks\(|\bEvent\(
    |\b(matchMedia|querySelector|querySelectorAll|closest|matches|part|hear|startsWith|getContext)\()$""",
    re.VERBOSE,
)
LISTS = re.compile(r"const (PAINT|NAMES|WHOLE) = [(\[].*?;\n", re.DOTALL)  # of CSS, of tones, of states
TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<template>`)
    |(?P<regex>(?<=[(,=:?|&!])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/)|(?P<open>\{)|(?P<close>\})""",
    re.VERBOSE | re.DOTALL,
)


def strings(source: str) -> Iterator[tuple[str, str]]:
    """Each string, or part of a template between its places, with the source before it, comments left out.

    >>> [text for text, _ in strings('a("b", `c ${d ? `e` : "f"} g`) // "h"')]
    ['b', 'c ', 'e', 'f', ' g']
    """
    bare = re.sub(r"(?<![:\"'`\\])//[^\n]*", "", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL))
    at, depth, open_templates, begun = 0, 0, list[int](), ""
    while at < len(bare):
        if open_templates and open_templates[-1] == depth:  # within the text of a template
            part = re.compile(r"(?:\\.|\$(?!\{)|[^`$\\])*", re.DOTALL).match(bare, at)
            assert part
            if part[0]:
                yield part[0], begun
            at = part.end()
            if bare.startswith("${", at):
                depth, at = depth + 1, at + 2
            else:
                open_templates.pop()
                depth, at = depth - 1, at + 1
            continue
        found = TOKEN.search(bare, at)
        if not found:
            return
        at = found.end()
        if found["string"]:
            yield found["string"][1:-1], bare[max(0, found.start() - 60) : found.start()]
        elif found["template"]:
            begun = bare[max(0, found.start() - 60) : found.start()]
            depth += 1
            open_templates.append(depth)
        elif found["open"]:
            depth += 1
        elif found["close"]:
            depth -= 1


def source(name: str) -> str:
    """The JavaScript of a component, or of a helper."""
    folder = components.HELPERS if name in HELPERS else components.ASSETS
    return (folder / f"{name}.js").read_text("utf-8")


def markup(name: str) -> str:
    path = components.ASSETS / f"{name}.html"
    return path.read_text("utf-8") if path.exists() else ""


def own(name: str) -> dict[str, str]:
    """The words that begin with that owner; those of nobody are shared."""
    return {key.rpartition(".")[2]: text for key, text in SAID.items() if key.rpartition(".")[0] == name}


class Page(HTMLParser):
    """What is said in markup: words, and keys of words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.keys: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("data-say"):
                assert name in ("data-say", "data-say-label", "data-say-title", "data-say-role"), name
                self.keys.append(value or "")
            elif name in NAMES:
                self.words.append(value or "")

    def handle_data(self, data: str) -> None:
        if re.search(r"[^\W\d_]", data) and data.strip() not in NO_WORDS:
            self.words.append(data.strip())


def asked(name: str) -> set[str]:
    """The keys in `say(...)` and `phrase(...)` of a file, also where one of two is chosen; and those in its markup."""
    keys = set(Page(markup(name)).keys)
    for call in re.finditer(r"(?<![\w.])(?:say|phrase)\(", source(name)):
        depth, at, text = 1, call.end(), source(name)
        while depth and not (depth == 1 and text[at] == ","):
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
            at += 1
        keys |= set(re.findall(r'(?:^|[?:] )"([^"]*)"', text[call.end() : at]))
    return keys


@pytest.mark.parametrize("name", sorted([*MOUNTED, *HELPERS, SHARED]))
def test_no_words_are_left_in_a_component(name: str) -> None:
    assert not Page(markup(name)).words
    known = {*SAID, *own(""), *own(name)} | {key for helper in MOUNTED.get(name, ()) for key in own(helper)}
    left = []
    for text, before in strings(LISTS.sub("", source(name))):
        shown = re.search(r"(textContent = |fillText\(|\btitle: |\"aria-\w+\"[:,] )$", before) and re.search(
            r"[a-z]{2}", text
        )
        sentence = re.search(r"[^\W\d_]{2,}[,.;:]* +[^\W\d_]{2,}|\b[A-Z][a-z]+", text)
        code = (
            text in known | KEYS | NO_WORDS or CODE.search(before) or re.search(r"var\(--|^data:|^[a-z]+-[a-z]+$", text)
        )
        if (shown or sentence) and not code:
            left.append(text)
    assert not left


@pytest.mark.parametrize("name", sorted([*MOUNTED, *HELPERS, SHARED]))
def test_all_words_that_a_component_asks_for_are_there(name: str) -> None:
    there = {**own(""), **own(name)}
    assert not asked(name) - there.keys()


def test_all_words_are_said_somewhere() -> None:
    """By name as they stand in a file: a table of a component may hold the keys that it says."""
    files = {name: source(name) + markup(name) for name in (*MOUNTED, *HELPERS, SHARED)}
    for key in SAID:
        owner, _, name = key.rpartition(".")
        assert not owner or owner in files, key
        quoted = re.compile(rf"[\"']{re.escape(name)}[\"']")
        assert any(quoted.search(text) for other, text in files.items() if owner in ("", other)), key


def test_a_component_has_no_word_under_a_name_that_all_share() -> None:
    for name, helpers in MOUNTED.items():
        names = [key for owner in ("", name, *helpers) for key in own(owner)]
        assert len(names) == len(set(names)), name


def test_both_sides_can_fill_the_places() -> None:
    for key, text in SAID.items():
        for _, place, form, turned in Formatter().parse(text):
            assert place is None or (place.isidentifier() and not turned), key
            assert not form or re.fullmatch(r"[^|{}]*\|[^|{}]*|,|\.\d[f%]", form), key


def test_words_travel_with_the_data() -> None:
    said = {**own(""), **own("visible"), **own("tokens")}
    tongue = {"language": "en", "forms": ["one", "other"], "borrowed": []}
    data: Any = components.with_words({"a": 1}, "tokens", "visible")
    assert data["a"] == 1 and json.loads(data["wording"]) == {"phrases": said, "tongue": tongue}
    line, _, rest = components.with_words(b"{}\0abc", "film").partition(b"\0")  # type: ignore[union-attr]
    assert rest == b"{}\0abc" and "The film: {name}" in line.decode()
