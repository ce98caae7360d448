"""Names from anything: safe, unlike for what is unlike; and no page makes a key in another way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.kit.keys import LONGEST, quoted

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "pages").rglob("*.py"))
AWKWARD = (
    "", "a", "A", "_", "__", "-", "--", "a_b", "a__b", "a-_b", "_abc", "abc_", "-x", "x-", "a--5f-b", "--5f-", "5f", "---", " ",
    "a b", "a\0b", "\x1f", "a\nb", "你好", "नमस्ते", "🙂", "\ud800", "x" * 79, "x" * 80, "x" * 81, "x" * 20_000, "x" * 19_999 + "y",
    "'\"><script>", "../../etc", "..", ".", "%2e", "$$ID-1", "0.5", "0-5",
)  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_a_name_is_safe_in_a_key_a_selector_and_a_path(text: str) -> None:
    name = quoted(text)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", name)
    assert "__" not in f"map_{name}_x" and len(name) <= LONGEST + 40


def test_unlike_texts_have_unlike_names() -> None:
    assert len({quoted(text) for text in AWKWARD}) == len(AWKWARD)


@pytest.mark.parametrize("name", ["deepfakes_deeper", "next-word", "2f09ab", "Muon", 7])
def test_a_name_that_is_safe_stays_as_it_is(name: object) -> None:
    assert quoted(name) == str(name)


def keys(tree: ast.AST) -> Iterator[ast.expr]:
    """Whatever is given as a key, as a file's name, or as the name of a figure's tools."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            tools = isinstance(node.func, ast.Attribute) and node.func.attr == "tools"
            wanted = {"key", "file_name"} | ({"name"} if tools else set())
            yield from (word.value for word in node.keywords if word.arg in wanted)


def assigned(tree: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Every variable and what it is set to; `a, b = 1, 2` sets two."""
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                yield from zip(target.elts, node.value.elts, strict=True)
            else:
                yield target, node.value


def loose(tree: ast.AST) -> list[str]:
    """The parts of such names that change and are not quoted, also where the name was put into a variable first."""
    found, variables = list(keys(tree)), {key.id for key in keys(tree) if isinstance(key, ast.Name)}
    for target, value in assigned(tree):
        if isinstance(target, ast.Name) and target.id in variables:
            found.append(value)
    parts = [part for key in found if isinstance(key, ast.JoinedStr) for part in key.values]
    sums = [key for key in found if isinstance(key, ast.BinOp)]  # "map_" + id
    bare = [part.value for part in parts if isinstance(part, ast.FormattedValue) and not is_quoted(part.value)]
    return [ast.unparse(part) for part in (*bare, *sums)]


def is_quoted(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "quoted"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_key_is_made_without_quoting_what_changes_in_it(path: Path) -> None:
    assert loose(ast.parse(path.read_text("utf-8"))) == []


def test_a_loose_key_is_found() -> None:
    assert loose(ast.parse('st.button("x", key=f"open-{run.id}")')) == ["run.id"]
    assert loose(ast.parse('at, key = 1, f"map_{run.id}"\nshow(key=key)')) == ["run.id"]
    assert loose(ast.parse('show(key="map_" + run.id)')) != []
    assert loose(ast.parse('show(key=f"map_{quoted(run.id)}")')) == []
