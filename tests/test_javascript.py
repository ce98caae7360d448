"""Our own JavaScript: it is read as a browser reads it, every name in it is known, and its pure parts do what they say.

Node comes with Playwright, so that nothing has to be installed for it. What needs a picture is for tests/browser.
"""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import playwright
import pytest

from core import shared_script
from core.figures import learning
from core.figures.payload import letters, packed
from core.training.events import Measured, Step
from pages.kit import components

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "tests" / "javascript"
NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")


def node(*arguments: str | Path, given: bytes = b"") -> str:
    done = subprocess.run([NODE, *arguments], input=given, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode()


def mounted() -> dict[str, tuple[str, ...]]:
    """Each component that a page names, with the helpers that it names for it."""
    found: dict[str, tuple[str, ...]] = {}
    for path in (ROOT / "pages").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("component", "Picture") and call.args:
                name, *rest = [argument for argument in call.args if not isinstance(argument, ast.Starred)] or [None]
                if not isinstance(name, ast.Constant):
                    continue
                if call.func.id == "Picture":  # type: ignore[attr-defined]
                    rest = rest[1:2] + [word.value for word in call.keywords if word.arg == "helpers"]
                helpers = [ast.literal_eval(each) for each in rest]
                found[name.value] = tuple(
                    helper for each in helpers for helper in ([each] if isinstance(each, str) else each)
                )
    return found


def source(name: str, helpers: tuple[str, ...]) -> str:
    files = [*(components.HELPERS / f"{helper}.js" for helper in helpers), components.ASSETS / f"{name}.js"]
    return shared_script.as_sent("".join(path.read_text("utf-8") for path in files))


def test_every_component_is_mounted_somewhere() -> None:
    assert set(mounted()) == {path.stem for path in components.ASSETS.glob("*.js")} - {"shared"}


def test_each_component_as_the_browser_gets_it_has_every_name_once(tmp_path: Path) -> None:
    """No name is missing for want of a helper, and none is taken twice, which would stop the whole component."""
    for name, helpers in mounted().items():
        (tmp_path / f"{name}.mjs").write_text(source(name, helpers), "utf-8")
    (tmp_path / "oxlint.json").write_text(
        json.dumps(
            {
                "categories": {"correctness": "off"},
                "env": {"browser": True, "es2024": True},
                "globals": {shared_script.MAKER: "readonly"},
                "rules": {"no-undef": "error", "no-redeclare": "error"},
            }
        )
    )
    lint = Path(sys.executable).with_name("oxlint")
    done = subprocess.run([lint, "-c", "oxlint.json", "-f", "unix", "."], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_shared_comes_once_and_is_made_anew_for_each_component(tmp_path: Path) -> None:
    """Two that learned other words say other words."""
    asked = """
        const [one, other] = [glassboxShared(), glassboxShared()];
        const words = (yes) => ({ wording: JSON.stringify({ phrases: { yes } }) });
        one.learnWords(words("ja"));
        other.learnWords(words("oui"));
        console.log(JSON.stringify([Object.keys(one), one.say("yes"), other.say("yes")]));
    """
    script = tmp_path / "page.cjs"
    browser = "globalThis.window = globalThis; globalThis.matchMedia = () => ({});\n"
    script.write_text(browser + shared_script.maker() + asked, "utf-8")
    assert json.loads(node(script)) == [[*shared_script.names()], "ja", "oui"]


def test_nothing_is_shared_that_nobody_uses() -> None:
    others = [path.read_text("utf-8") for path in (*components.ASSETS.glob("*.js"), *components.HELPERS.glob("*.js"))]
    for name in shared_script.names():
        assert len(re.findall(rf"\b{name}\b", "".join(others))) > 1, name


def test_pure_parts() -> None:
    assert "# fail 0" in node("--test", "--test-reporter=tap", SCRIPTS / "shared.test.mjs")


def test_what_python_packs_javascript_reads() -> None:
    """Every kind of number, at places that are not even, with what is special in each: all half-precision numbers too."""
    random = np.random.default_rng(1)
    parts = {
        "u1": np.array([0, 255, 7], np.uint8),
        "i1": np.array([-128, 127], np.int8),
        "u2": np.array([0, 65535, 258], np.uint16),
        "i2": np.array([-32768, 32767], np.int16),
        "u4": np.array([0, 2**32 - 1], np.uint32),
        "f4": np.array([0.1, -1e-40, np.inf, -np.inf, np.nan, 3e38], np.float32),
        "f2": np.arange(65536, dtype=np.uint16).view(np.float16),
    }
    kinds = [*parts, *random.permutation([*parts])]
    head = {"words": "ü “\u2028” 🙂", "parts": [[kind, parts[kind].size] for kind in kinds]}
    head["parts"][-1][1] = None  # what is left
    read = json.loads(node(SCRIPTS / "payload.mjs", given=packed(head, *(parts[kind] for kind in kinds))))
    assert read["head"] == head
    for kind, numbers in zip(kinds, read["parts"], strict=True):
        got = np.array([float(str(number).replace("Infinity", "inf")) for number in numbers])
        np.testing.assert_array_equal(got, parts[kind].astype(float), kind)


def test_a_run_that_ended_earlier_says_so_and_each_register_has_its_loss() -> None:
    """Compared with a longer run, its last numbers would else stand as if they were those of the later step."""
    events = [*(Step(step, loss=2.0 + step % 2) for step in range(1, 101)), Measured(100, validation=2.5)]
    given = {
        "data": components.with_words({}, "learning"), "run": learning.series("shorter", events),
        "asked": [[50, False], [50, True], [100, False], [101, False], [750, False]],
    }  # fmt: skip
    plain, technical, *ends = json.loads(node(SCRIPTS / "learning.mjs", given=json.dumps(given).encode()))
    assert (plain, technical) == ("loss 2.48", "loss 2.00 (smoothed 2.48)")
    numbers = "loss 2.00, on unseen text 2.50"
    assert ends == [numbers, *[f"at its last step, 100: {numbers}"] * 2]


@pytest.mark.parametrize("numbers", [np.arange(256, dtype=np.uint8), np.array([], np.uint8)])
def test_letters_come_back_as_bytes(numbers: np.ndarray) -> None:
    address = (SCRIPTS / "shared.mjs").as_uri()
    read = f'import {{ shared }} from "{address}"; console.log(JSON.stringify([...shared.fromLetters("{letters(numbers)}")]))'
    assert json.loads(node("--input-type=module", "--eval", read)) == numbers.tolist()
