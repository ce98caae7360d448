"""The command that repeats published findings: what it prints, and what it says to a wrong name."""

import importlib
import json
from types import SimpleNamespace

import pytest

from benchmarks import findings


def test_a_line_tells_value_criterion_and_whether_it_holds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = SimpleNamespace(
        CRITERION="Above 7.", measured=lambda seed: {"value": seed}, holds=lambda m: m["value"] > 7
    )
    monkeypatch.setattr(findings, "ids", lambda: ["ABC-1"])
    monkeypatch.setattr(importlib, "import_module", lambda name: {"benchmarks.findings.abc_1": finding}[name])
    assert findings.main(["abc-1", "--seeds", "7,8"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first | {"seconds": 0} == {
        "finding": "ABC-1", "seed": 7, "measured": {"value": 7}, "criterion": "Above 7.", "holds": False, "seconds": 0,
    }  # fmt: skip
    assert second["seed"] == 8 and second["holds"] is True


def test_every_finding_states_its_criterion() -> None:
    for id in findings.ids():
        finding = importlib.import_module(f"benchmarks.findings.{id.lower().replace('-', '_')}")
        assert finding.CRITERION.endswith(".") and callable(finding.measured) and callable(finding.holds)


@pytest.mark.parametrize("arguments", [["NO-1"], ["--seeds", "one"]])
def test_a_wrong_name_or_seed_gets_a_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert findings.main(arguments) == 2
    assert capsys.readouterr().err.strip()
