"""No figure has words of its own: what a learner reads in it stands in figures.yaml, where a translator finds it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import language, lessons
from core.figures.words import said

CORE = Path(language.__file__).parent
MODULES = sorted((CORE / "figures").glob("*.py"))
WRITERS = [*MODULES, *sorted((CORE / "opened").glob("*.py")), *sorted((CORE.parent / "pages").rglob("*.py"))]
CODES = {  # no words to be read: places and scales of Plotly's, and what callers and recordings call a row
    "top left", "top right", "top center", "bottom left", "bottom right", "bottom center", "x domain", "Cividis", "Figure",
    "random ten", "top ten", "what the note tells", "what the note wants", "anything else", "English",
    "to truth", "to source",
}  # fmt: skip
KEY = r"[a-z_]+\.[a-z ]+"  # of a lesson's sentence
SHOWN = {
    "name", "title", "text", "xaxis_title", "yaxis_title", "annotation_text", "hovertext", "ticktext", "subplot_titles",
    "hovertemplate", "caption", "says", "spoken", "words",
}  # fmt: skip


def texts(tree: ast.AST, keys: bool = True) -> Iterator[str]:
    """The string literals that may be shown: no documentation, no name of a column, no error, no key of `said`.

    `keys`: those of dictionaries too.
    """
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Dict() if not keys:
                for value in node.values:
                    yield from texts(ast.Expression(value), keys)
            case ast.Raise() | ast.Assert():
                continue
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Subscript():
                yield from texts(ast.Expression(node.value), keys)
            case ast.Constant(value=str(text)):
                yield text
            case ast.FormattedValue():
                yield from texts(ast.Expression(node.value), keys)
            case ast.Call(func=ast.Name(id="said") | ast.Attribute(attr="said" | "say")):
                continue
            case _:
                yield from texts(node, keys)


def handed_over(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given to Plotly, or to a picture of ours, under a name that is shown."""
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from (one.value for one in node.keywords if one.arg in SHOWN)
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value in SHOWN:
                        yield value


def without_markup(text: str) -> str:
    """The words of a piece of HTML, those of its attributes among them; a piece may begin or end within a tag."""
    spoken = re.findall(r'(?:aria-label|title|alt)="([^"]+)"', text)
    return " ".join([re.sub(r'(?s)<style>.*?</style>|^"[^<>]*(?:>|$)|<[a-z/!][^<>]*(?:>|$)', "", text), *spoken])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_figure_has_words_of_its_own(path: Path) -> None:
    tree, keys = ast.parse(path.read_text("utf-8")), lessons.figures("en").says
    words = [one for one in texts(tree) if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]+\b", without_markup(one))]
    assert not [one for one in words if one not in keys and one not in CODES and not re.fullmatch(KEY, one)]
    shown = [one for part in handed_over(tree) for one in texts(ast.Expression(part), keys=False)]
    assert not [one for one in shown if re.search(r"[A-Za-z]{2}", re.sub(r"%{.*?}|<.*?>", "", one))]


SPEC = re.compile(r"[,%]|\.\d|[fge]'$|\.\{")  # of a number with decimals, groups of digits or percent
NOT_READ = {  # where Python's own way is meant: digits that are counted, an address, JSON, a style sheet, a code
    "chart.py": ("{number:.{DIGITS}g}",),
    "society.py": ("{amount:.2g}", "{amount:.12f}", "{amount:.{places}f}"),
    "controls.py": ("{value:.10f}",),
    "asked_facts.py": ("{one.chance:.2f}", "{sure:g}"),
}


def by_python(path: Path) -> Iterator[str]:
    """The numbers that a file writes by itself, in the way of English alone."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.JoinedStr(values=values):
                for one, after in zip(values, [*values[1:], None], strict=True):
                    if not isinstance(one, ast.FormattedValue):
                        continue
                    spec = ast.unparse(one.format_spec) if one.format_spec else ""
                    percents = isinstance(after, ast.Constant) and str(after.value).lstrip().startswith("%")
                    if SPEC.search(spec) or percents:
                        yield ast.unparse(ast.JoinedStr([one])).removeprefix("f").strip("'\"")
            case ast.Call(func=ast.Name(id="format")):
                yield ast.unparse(node)


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_number_is_written_in_the_one_way(path: Path) -> None:
    """`core.language.number`, `percent` and `change`, or a place of a sentence: so the language decides."""
    assert set(by_python(path)) <= set(NOT_READ.get(path.name, ()))


def test_a_number_that_python_writes_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(
        "a = f'{x:.2f}', f'{n:,}', f'{x:.{k}f}', f'{y}%', f'{y} %', f'{name}.2f', f'{k:06}', format(x, '.1f')"
    )
    assert set(by_python(file)) == {"{x:.2f}", "{n:,}", "{x:.{k}f}", "{y}", "format(x, '.1f')"}


def test_every_word_has_a_user() -> None:
    source = "".join(path.read_text("utf-8") for path in MODULES)
    begun = tuple(re.findall(r'said\(f"([^"{]*)\{', source))
    unused = [key for key in lessons.figures("en").says if f'"{key}"' not in source and not key.startswith(begun)]
    assert not unused


def test_the_language_may_change_between_two_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for spoken, word in (("en", "step"), ("de", "Schritt")):
        (tmp_path / spoken).mkdir()
        (tmp_path / spoken / "figures.yaml").write_text(f"says: {{step: {word}}}", "utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    monkeypatch.delenv("GLASSBOX_LANGUAGE", raising=False)
    assert said("step") == "step"
    monkeypatch.setenv("GLASSBOX_LANGUAGE", "de")
    assert said("step") == "Schritt"
