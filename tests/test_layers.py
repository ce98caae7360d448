"""The arrows of the house: who may import whom. Read from the source, so that nothing has to run."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(p for folder in ("core", "pages", "server", "benchmarks") for p in (ROOT / folder).rglob("*.py")) + [
    ROOT / "app.py"
]
PAGES = [path for path in MODULES if ROOT / "pages" in path.parents]
# They serve or visit pages, and are none; a pupil speaks with the server in Streamlit's own messages.
VISITORS = ("app", "benchmarks.pages", "benchmarks.pupil", "benchmarks.visitor")
# They import nothing, and every part may use them.
EVERYBODYS = {"core.caches", "core.outcomes", "core.problems", "core.yaml_files"}
BELOW = {  # a part of core, and what of ours it may import besides itself
    "core.words": set(),
    "core.data": {"core.words"},
    "core.files": set(),
    "core.arrays": set(),
    "core.models": set(),
    "core.tokenizers": {"core.files", "core.words"},
    "core.sampling": {"core.models", "core.tokenizers"},
    "core.measure": {"core.models", "core.tokenizers", "core.data", "core.sampling", "core.words"},
    "core.training": {"core.measure", "core.models", "core.tokenizers", "core.data", "core.files", "core.arrays"},
    "core.studies": {"core.training", "core.measure", "core.models", "core.tokenizers", "core.data", "core.sampling"},
    "core.figures": {
        "core.ages",
        "core.cards",
        "core.data",
        "core.measure",
        "core.training",
        "core.sampling",
        "core.studies",
        "core.tokenizers",
        "core.language",
        "core.sentences",
        "core.lessons",
        "core.words",
    },
    "core.opened": {
        "core.data",
        "core.figures",
        "core.language",
        "core.lessons",
        "core.measure",
        "core.models",
        "core.sampling",
        "core.sentences",
        "core.studies",
        "core.tables",
        "core.tokenizers",
        "core.training",
        "core.walks",
    },
    "core.caches": set(),
    "core.problems": set(),
    "core.language": set(),
    "core.outcomes": set(),
    "core.yaml_files": set(),
    "core.shared_script": {"core.caches"},
    "core.sentences": {"core.language"},
    "core.translation": {"core.language", "core.sentences"},
    "core.lessons": {"core.language", "core.sentences", "core.translation"},
    "core.tables": {"core.language", "core.lessons"},
    "core.exhibit": {"core.figures", "core.language", "core.lessons", "core.sentences", "core.tables", "core.training"},
    "core.claims": {"core.files", "core.training"},
    "core.grounds": {"core.claims", "core.lessons", "core.tables"},
    "core.advice": {"core.language", "core.lessons", "core.translation"},
    "core.ages": {"core.language", "core.lessons", "core.sentences", "core.translation"},
    "core.cards": {"core.ages", "core.language", "core.lessons", "core.measure", "core.translation"},
    "core.notebook": {"core.files"},
    "core.learners": {"core.ballots", "core.drawings", "core.files", "core.lessons", "core.notebook", "core.training"},
    "core.walks": {"core.language", "core.lessons", "core.measure", "core.sentences", "core.translation"},
    "core.drawings": {"core.files", "core.training"},
    "core.ballots": {"core.files", "core.measure", "core.training"},
}


def imports(path: Path) -> set[str]:
    """Everything a file imports, as dotted names; `from a import b` counts as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def part(name: str) -> str:
    return ".".join(name.split(".")[:2])


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def ours(path: Path) -> set[str]:
    """The parts of `core`, and `pages`, that a file imports."""
    found = imports(path)
    return {part(n) for n in found if n.startswith("core.")} | {"pages" for n in found if n.startswith("pages.")}


def uses(path: Path, library: str) -> bool:
    return any(name.split(".")[0] == library for name in imports(path))


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_the_arrows_never_turn_back(path: Path) -> None:
    here = part(dotted(path))
    if here in BELOW:
        assert ours(path) <= BELOW[here] | EVERYBODYS | {here}, f"{dotted(path)} may not import that"
    elif dotted(path).startswith("core"):
        assert dotted(path) == "core.__init__" and not ours(path), f"say in this test what {dotted(path)} may import"
    elif dotted(path).startswith(("benchmarks", "server")):
        assert "pages" not in ours(path)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_streamlit_stays_in_the_pages_and_plotly_in_the_figures(path: Path) -> None:
    name = dotted(path)
    assert not uses(path, "streamlit") or name.startswith(("pages", "server")) or name in VISITORS
    # app.py preloads Plotly, so that the first page does not wait for it
    assert not uses(path, "plotly") or name.startswith("core.figures") or name == "app"


@pytest.mark.parametrize("path", [p for p in MODULES if dotted(p).startswith("core.figures")], ids=dotted)
def test_a_figure_never_sees_a_tensor(path: Path) -> None:
    assert not uses(path, "torch") and "core.models" not in ours(path)


@pytest.mark.parametrize("path", PAGES, ids=dotted)
def test_a_page_holds_no_maths(path: Path) -> None:
    assert not uses(path, "torch") and not uses(path, "numpy")


@pytest.mark.parametrize("path", PAGES, ids=dotted)
def test_session_and_address_are_touched_in_one_module_each(path: Path) -> None:
    text, name = path.read_text("utf-8"), dotted(path)
    assert "session_state" not in text or name == "pages.kit.visit"
    assert "st.query_params" not in text or name == "pages.kit.address"
    assert "bind=" not in text, "a control of `pages.kit.controls` stands in the address by a code"


def lesson(name: str) -> str:
    """The lesson that a module belongs to, as `text.tokens` for `pages.text.tokens.page`; "" for what all of them share."""
    words = name.split(".")
    return ".".join(words[1:3]) if words[0] == "pages" and len(words) > 3 and words[1] != "kit" else ""


@pytest.mark.parametrize("path", PAGES, ids=dotted)
def test_no_lesson_imports_another_and_what_they_share_imports_none(path: Path) -> None:
    others = {lesson(name) for name in imports(path)} - {"", lesson(dotted(path))}
    assert not others, f"move what is shared to pages/kit, not into {dotted(path)}"


def test_the_kit_holds_what_lessons_share() -> None:
    used = {
        dotted(path): {".".join(n.split(".")[:3]) for n in imports(path) if n.startswith("pages.kit.")}
        for path in PAGES
    }
    kit = {name for name in used if name.startswith("pages.kit.")} - {"pages.kit.__init__"}

    def users(part: str) -> set[str]:
        """The lessons that use a part of the kit, by way of other parts too; the shell stands around them all."""
        direct = {name for name, parts in used.items() if part in parts}
        return {lesson(name) or name for name in direct - kit}.union(*(users(other) for other in direct & kit))

    alone = {part: found for part in kit if len(found := users(part)) < 2 and found != {"pages.shell"}}
    assert not alone, "a part that one lesson uses belongs into its folder"


@pytest.mark.parametrize("path", [p for p in MODULES if dotted(p) != "core.caches"], ids=dotted)
def test_mypy_sees_through_every_cache(path: Path) -> None:
    blind = {"functools.cache", "functools.lru_cache"} & imports(path)
    assert not blind, f"take {blind} from core.caches, whose types tell mypy the arguments"


def test_every_part_of_core_has_its_arrows_written_here() -> None:
    there = {part(dotted(path)) for path in MODULES if dotted(path).startswith("core.")} - {"core.__init__"}
    assert there <= set(BELOW)


def test_a_worker_starts_without_a_web_framework() -> None:
    code = "import sys, core.training.slices, core.training.cluster; print({'streamlit', 'plotly'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
