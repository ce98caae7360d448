"""The watermark on the model that came with the app: what the sweep found, and what the detector says of any text."""

import pytest

from benchmarks.findings import mem_4
from core.measure.watermark import SURE
from core.studies import watermark
from core.training.run import SHIPPED, STUDIES, Run
from core.training.study import Study


@pytest.fixture(scope="module")
def live() -> dict:
    return watermark.live(str(SHIPPED / "world"), Run(SHIPPED / "world").steps[-1], 4.0)


def test_what_shipped_meets_the_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    records = Run(STUDIES / Study("watermark.sweep", {"seed": 0}).key).records()
    monkeypatch.setattr(mem_4, "sweep", lambda seed: iter(records))
    assert mem_4.holds(mem_4.measured(0))


def test_a_live_text_is_found_and_its_twin_is_not(live: dict) -> None:
    assert live["marked"]["counted"] == live["plain"]["counted"] == watermark.LENGTH_EDITED
    assert live["marked"]["z"] > SURE > live["plain"]["z"]


def test_the_text_itself_carries_the_mark_and_half_of_it_replaced_does_not(live: dict) -> None:
    tokenizer = Run(SHIPPED / "world").tokenizer()
    assert watermark.read(tokenizer, live["marked"]["whole"])["z once"] > SURE
    assert watermark.read(tokenizer, live["plain"]["whole"])["z once"] < SURE
    changed = watermark.replaced(tokenizer, live["marked"]["ids"], 0.5, live["others"])
    assert changed["z"] < SURE and any(map(any, changed["changed"]))
    untouched = watermark.replaced(tokenizer, live["marked"]["ids"], 0.0, live["others"])
    assert untouched["z"] == live["marked"]["z"] and not any(map(any, untouched["changed"]))


@pytest.mark.parametrize("text", ["", "\n\n", "🦊" * 500, "<b>bold</b>", "Привет, мир. " * 40, "the the the " * 300])
def test_any_text_can_be_read_and_none_of_these_is_accused(text: str) -> None:
    assert watermark.read(Run(SHIPPED / "world").tokenizer(), text)["z once"] < SURE
