"""What a function reaches: what changes the id of its code, and what does not."""

import shutil
from pathlib import Path

import pytest

from core.training.reach import ROOT, code_id

MODULES = {
    "core/__init__.py": "",
    "core/studies/__init__.py": "",
    "core/studies/learning.py": '''
"""A study."""
import numpy as np
from core.models import network
from core.measure.counting import count as counted, Tally

RATE = 0.1
SHIPPED = [{}]

def learn(*, steps: int = 10):
    """Learn."""
    model = network.Network(RATE)
    for step in range(steps):
        yield counted(model, np.arange(step)), Tally
''',
    "core/models/__init__.py": "",
    "core/models/network.py": '''
from core.models.deep import WIDTH
import functools

def twice(function):
    return lambda *args: 2 * function(*args)

class Network:
    """A network."""
    width: int = WIDTH

    def __init__(self, rate: float) -> None:
        self.rate = rate

    @twice
    def forward(self, x):
        # the sum
        return [x + self.width for x in x]

def unused():
    return 1
''',
    "core/models/deep.py": "from core.models.deeper import SIZE\nWIDTH = 2 * SIZE\n",
    "core/models/deeper.py": "SIZE = 3\nTABLE = {}\n",
    "core/measure/__init__.py": "from core.measure.tally import Tally\n",
    "core/measure/tally.py": "class Tally:\n    most = 9\n",
    "core/measure/counting.py": """
from core.measure import Tally

def count(model, x, start=0):
    total = start
    for one in model.forward(x):
        total += one
    return total
""",
}


@pytest.fixture
def written(tmp_path: Path) -> "Tree":
    return Tree(tmp_path)


class Tree:
    """Small repositories, each a change of the one above."""

    def __init__(self, base: Path) -> None:
        self.base, self.count = base, 0

    def id(self, *changes: tuple[str, str, str], moved: dict[str, str] | None = None) -> str:
        """The id of `learn` after some changes: in a file, from, to; and with modules moved to other names."""
        self.count += 1
        root = self.base / str(self.count)
        files = dict(MODULES)
        for file, old, new in changes:
            assert old in files[file] or not old
            files[file] = files[file].replace(old, new) if old else files[file] + new
        for old, new in (moved or {}).items():
            files[new] = files.pop(old)
            before, after = (name.removesuffix(".py").replace("/", ".") for name in (old, new))
            files = {name: text.replace(before, after) for name, text in files.items()}
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return code_id("core.studies.learning", "learn", root)


LEARNING, NETWORK, COUNTING = "core/studies/learning.py", "core/models/network.py", "core/measure/counting.py"
TWICE = "\ndef twice(function):\n    return lambda *args: 2 * function(*args)\n"

SAME = {
    "a comment": [(NETWORK, "# the sum", "# what is added up")],
    "a docstring": [(NETWORK, '"""A network."""', '"""A net, and how it adds."""'), (LEARNING, '"""Learn."""', "")],
    "a type": [(NETWORK, "rate: float", "rate: int"), (LEARNING, "steps: int", "steps: float")],
    "the layout": [(COUNTING, "total = start\n", "total = (\n        start\n    )\n\n")],
    "an alias": [(LEARNING, "count as counted", "count as adds"), (LEARNING, "counted(model", "adds(model")],
    "an alias of a library": [(LEARNING, "numpy as np", "numpy"), (LEARNING, "np.", "numpy.")],
    "a module instead of its function": [
        (LEARNING, "from core.measure.counting import count as counted, Tally", "from core.measure import counting, Tally"),
        (LEARNING, "counted(model", "counting.count(model"),
    ],
    "something that is not used": [(NETWORK, "return 1", "return 2"), ("core/models/deeper.py", "TABLE = {}", "")],
    "another setting that ships": [(LEARNING, "SHIPPED = [{}]", "SHIPPED = [{'steps': 3}]")],
    "the order of definitions": [(NETWORK, "def unused():\n    return 1\n", ""), (COUNTING, "", "def last(): ...\n")],
    "an import for types": [
        (NETWORK, "import functools", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import x")
    ],
    "a moved definition": [
        (NETWORK, TWICE, "from core.measure.counting import twice\n"), (COUNTING, "", TWICE),
    ],
    "a moved constant": [
        (LEARNING, "RATE = 0.1", "from core.models.deep import RATE"), ("core/models/deep.py", "", "RATE = 0.1\n"),
    ],
}  # fmt: skip
OTHER = {
    "a constant here": [(LEARNING, "RATE = 0.1", "RATE = 0.2")],
    "a constant three imports deep": [("core/models/deeper.py", "SIZE = 3", "SIZE = 4")],
    "a default value": [(COUNTING, "start=0", "start=1")],
    "a default setting": [(LEARNING, "steps: int = 10", "steps: int = 11")],
    "the body of a method": [(NETWORK, "x + self.width", "x - self.width")],
    "a decorator": [(NETWORK, "    @twice\n", "")],
    "what a decorator does": [(NETWORK, "2 * function", "3 * function")],
    "a class that is handed on": [("core/measure/tally.py", "most = 9", "most = 8")],
    "another function of a library": [(LEARNING, "np.arange", "np.zeros")],
    "what a module does when it is imported": [("core/models/deeper.py", "TABLE = {}", "TABLE = {}\nTABLE['a'] = 1")],
    "a table that is filled elsewhere": [("core/models/deep.py", "", "for name in 'ab':\n    print(name)\n")],
    "another default of the same name": [(COUNTING, "def count(model, x, start=0)", "def count(x, model, start=0)")],
}


@pytest.mark.parametrize("changes", SAME.values(), ids=SAME)
def test_the_id_stays_the_same_for(changes: list, written: Tree) -> None:
    assert written.id(*changes) == written.id()


@pytest.mark.parametrize("changes", OTHER.values(), ids=OTHER)
def test_the_id_becomes_another_one_with(changes: list, written: Tree) -> None:
    assert written.id(*changes) != written.id()


def test_a_moved_file_changes_no_id(written: Tree) -> None:
    moved = {"core/models/deeper.py": "core/data/sizes.py", COUNTING: "core/measure/adding/up.py"}
    assert written.id(moved=moved) == written.id()


def test_where_a_name_cannot_be_told_the_whole_module_counts(written: Tree) -> None:
    handed_on = (LEARNING, "network.Network(RATE)", "getattr(network, 'Network')(RATE)")
    assert written.id(handed_on) != written.id(handed_on, (NETWORK, "return 1", "return 2"))


def test_a_variable_is_not_the_definition_whose_name_it_has(written: Tree) -> None:
    named = (COUNTING, "", "\none = 5\n")
    assert written.id(named) == written.id()
    asked = (COUNTING, "total = start", "total = start + sum(one for _ in [])")
    assert written.id(named, asked) == written.id(asked)  # here, too, `one` is bound by the loop below


def test_what_nobody_defines_is_refused() -> None:
    with pytest.raises(ValueError, match="defines no nothing"):
        code_id("core.studies.token_positions", "nothing")
    with pytest.raises(ValueError, match="no module"):
        code_id("core.studies.nowhere", "learn")


@pytest.mark.parametrize(
    ("study", "file", "old", "new"),
    [
        ("unlearned_author.learn", "studies/facts.py", "RATE, BATCH = 0.01", "RATE, BATCH = 0.02"),
        ("refusal_undone.learn", "studies/chat.py", "ASKED_FOR = CONTEXT", "ASKED_FOR = 1 + CONTEXT"),
        ("refusal_undone.learn", "data/world_words.py", '"baker": "flour"', '"baker": "flower"'),
        ("autoencoder.learn", "models/autoencoder.py", "hidden: int = 64", "hidden: int = 63"),
        ("glitch_tokens.learn", "training/muon.py", "ROUNDS = 5", "ROUNDS = 4"),
    ],
)
def test_a_study_of_the_app_is_another_one_when_what_it_imports_changes(
    study: str, file: str, old: str, new: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "core", tmp_path / "same" / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(tmp_path / "same", tmp_path / "other")
    path = tmp_path / "other" / "core" / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    module, name = study.split(".")
    here, same, other = (
        code_id(f"core.studies.{module}", name, root) for root in (ROOT, tmp_path / "same", path.parents[2])
    )
    assert here == same != other
