"""The ledger of claims: what it keeps, what it believes, what is measured again, and how two machines' parts are joined.
And the sentences of the lessons: each says what it rests on, and a page tells the rate that the ledger holds."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import findings, ledger
from core import claims, grounds, language, lessons
from core.claims import LEDGER, Claim, Made, Start
from core.lessons import parts
from pages.kit import grounds as shown
from tests.pages.test_pages import opened

MADE = Made("code", "Above 7.", "x86_64 AVX2", "2.13", "2.4")
OTHER = replace(MADE, processor="arm64 DEFAULT")


def start(seed: int, holds: bool = True, made: Made = MADE) -> Start:
    return Start(seed, made, holds, 1.5, {"value": seed + 0.25, "shares": [0.5, None], "so": True})


# --- reading


def test_what_was_measured_is_read_back_and_told_as_a_rate(tmp_path: Path) -> None:
    claim = Claim("ABC-1", tuple(start(seed, holds=seed != 2) for seed in range(4)))
    claims.write(claim, tmp_path)
    found = claims.claims(tmp_path)
    assert found == {"ABC-1": claim}
    assert (found["ABC-1"].held, found["ABC-1"].tried, found["ABC-1"].failed) == (3, 4, (2,))
    (two,) = found["ABC-1"].at(2)
    assert two.measured["value"] == 2.25 and not two.holds
    assert claims.read("NO-1", tmp_path) == Claim("NO-1") and Claim("NO-1").tried == 0


def test_a_start_that_fails_on_one_of_two_processors_does_not_hold() -> None:
    claim = Claim("ABC-1", (start(0), start(0, holds=False, made=OTHER), start(1)))
    assert (claim.held, claim.tried, claim.failed) == (1, 2, (0,))


@pytest.mark.parametrize("id", ["", "abc-1", "../ABC-1", "ABC", "ABC-1.jsonl"])
def test_what_is_no_id_gets_a_sentence(id: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="A finding is named as ATT-1 is"):
        claims.read(id, tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line.replace(b"2.25", b"9.25"),
        lambda line: line[:20],
        lambda line: b"<<<<<<< ours\n" + line.replace(b"true", b"false", 1),
        lambda line: b"\xff\x00" + line,
    ],
)
def test_a_damaged_line_is_left_out_and_the_others_are_believed(
    damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    claims.write(Claim("ABC-1", tuple(map(start, range(4)))), tmp_path)
    path = tmp_path / "ABC-1.jsonl"
    lines = path.read_bytes().splitlines()
    lines[3] = damage(lines[3])  # the first tells what made them, so this is seed 2
    path.write_bytes(b"\n".join(lines))
    assert claims.read("ABC-1", tmp_path).seeds == (0, 1, 3)
    path.write_bytes(b"\n".join(lines[1:]))  # and without the first, nobody knows what any of them is
    assert not claims.read("ABC-1", tmp_path).starts


def test_git_joins_what_two_machines_measured(tmp_path: Path) -> None:
    for name, measured in {
        "base": [start(0)],
        "ours": [start(0), start(1), start(2)],
        "theirs": [start(0), start(1, False, OTHER), start(5, made=OTHER)],
    }.items():
        claims.write(Claim("ABC-1", tuple(measured)), tmp_path / name)
    paths = [str(tmp_path / name / "ABC-1.jsonl") for name in ("ours", "base", "theirs")]
    subprocess.run(["git", "merge-file", "--union", *paths], check=True)
    joined = claims.read("ABC-1", tmp_path / "ours")
    assert (joined.seeds, joined.failed, len(joined.at(1))) == ((0, 1, 2, 5), (1,), 2)
    said = subprocess.run(
        ["git", "check-attr", "merge", "assets/ledger/ABC-1.jsonl"], cwd=claims.ROOT, capture_output=True, text=True
    )
    assert said.returncode or said.stdout.strip().endswith("union")  # a copy without git has nothing to join


def test_the_shipped_ledger_holds_sound_lines_of_findings_that_there_are() -> None:
    for path in LEDGER.glob("*"):
        assert path.suffix == ".jsonl" and path.stem in findings.ids()
        starts = claims.parsed(path.read_bytes())
        assert len(path.read_bytes().splitlines()) == len(starts) + len({one.made for one in starts})


# --- measuring


class Measured:
    """Two findings whose code may be changed, and what was measured of them, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.folder, self.order = folder, list[tuple[str, int]]()
        self.code = {"ABC-1": "first", "ABC-2": "first"}
        self.value: Callable[[int], float] = float
        self.holds: Callable[[dict[str, float]], bool] = lambda found: found["value"] != 1
        monkeypatch.setattr(ledger, "module", self.finding)
        monkeypatch.setattr(claims, "code", lambda id: self.code[id])

    def finding(self, id: str) -> SimpleNamespace:
        return SimpleNamespace(CRITERION="Not 1.", measured=lambda seed: self.measured(id, seed), holds=self.holds)

    def measured(self, id: str, seed: int) -> dict[str, float]:
        self.order.append((id, seed))
        return {"value": self.value(seed)}

    def fill(self, seeds: list[int], ids: tuple[str, ...] = ("ABC-1", "ABC-2")) -> list[dict]:
        self.order.clear()
        return list(ledger.fill(ids, seeds, folder=self.folder))


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Measured:
    return Measured(monkeypatch, tmp_path)


def test_all_findings_have_their_first_seed_before_one_has_its_second(measured: Measured) -> None:
    *_, first, second = measured.fill([0, 1])
    assert measured.order == [("ABC-1", 0), ("ABC-2", 0), ("ABC-1", 1), ("ABC-2", 1)]
    assert first == {"finding": "ABC-1", "held": 1, "tried": 2, "failed": (1,)} and second["finding"] == "ABC-2"


def test_what_was_killed_goes_on_where_it_stood(measured: Measured) -> None:
    under_way = ledger.fill(["ABC-1"], [0, 1, 2], folder=measured.folder)
    next(under_way)
    under_way.close()
    measured.fill([0, 1, 2], ("ABC-1",))
    assert measured.order == [("ABC-1", 1), ("ABC-1", 2)]
    measured.fill([0, 1, 2], ("ABC-1",))
    assert measured.order == []


def test_without_time_nothing_is_begun(measured: Measured) -> None:
    (rate,) = ledger.fill(["ABC-1"], minutes=0, folder=measured.folder)
    assert rate["tried"] == 0 and measured.order == []


def test_changed_code_measures_again_and_what_it_measured_otherwise_is_forgotten(measured: Measured) -> None:
    measured.fill([0, 1, 2], ("ABC-1",))
    measured.code["ABC-1"], measured.value = "second", lambda seed: seed + 1.0
    assert claims.stale(claims.read("ABC-1", measured.folder)) == (0, 1, 2)
    *_, rate = measured.fill([0, 1, 2], ("ABC-1",))
    assert measured.order == [("ABC-1", 0), ("ABC-1", 1), ("ABC-1", 2)] and rate["failed"] == (0,)
    assert {one.made.code for one in claims.read("ABC-1", measured.folder).starts} == {"second"}


def test_changed_code_that_repeats_one_start_to_the_digit_keeps_the_others(measured: Measured) -> None:
    measured.fill([0, 1, 2], ("ABC-1",))
    measured.code["ABC-1"] = "second"
    *_, rate = measured.fill([0, 1, 2], ("ABC-1",))
    assert measured.order == [("ABC-1", 0)] and (rate["held"], rate["tried"]) == (2, 3)


def test_another_machine_measures_nothing_twice_and_vouches_only_for_itself(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured.fill([0, 1], ("ABC-1",))
    monkeypatch.setattr(ledger, "made_with", lambda: {"made_with": {"processor": "other", "torch": "2", "numpy": "2"}})
    measured.fill([0, 1], ("ABC-1",))
    assert measured.order == []
    measured.code["ABC-1"] = "second"
    measured.fill([0, 1], ("ABC-1",))
    assert measured.order == [("ABC-1", 0), ("ABC-1", 1)]


def test_a_new_criterion_judges_what_was_measured_before(measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    measured.fill([0, 1], ("ABC-1",))
    stricter = SimpleNamespace(CRITERION="Above 7.", holds=lambda found: found["value"] > 7)
    monkeypatch.setattr(ledger, "module", lambda id: stricter)
    (rate,) = measured.fill([0, 1], ("ABC-1",))
    assert measured.order == [] and rate["failed"] == (0, 1)
    assert {one.made.criterion for one in claims.read("ABC-1", measured.folder).starts} == {"Above 7."}


def test_a_slow_finding_is_tried_a_few_times_only(measured: Measured) -> None:
    made = replace(MADE, code="first")
    for seconds, turn in ((61, None), (59, (8, "ABC-1"))):
        claims.write(Claim("ABC-1", tuple(Start(n, made, True, seconds, {}) for n in range(8))), measured.folder)
        assert ledger.next_turn(["ABC-1"], None, measured.folder) == turn


def test_what_ran_away_or_is_no_number_does_not_hold(measured: Measured) -> None:
    def value(seed: int) -> float:
        if seed:
            raise ValueError("The training ran away: the loss is no number any more.")
        return float("nan")

    measured.value, measured.holds = value, lambda found: found["value"] < 1
    *_, rate = measured.fill([0, 1], ("ABC-1",))
    assert rate["failed"] == (0, 1)


def test_a_fault_of_the_code_is_said_kept_from_the_ledger_and_stops_no_other_finding(measured: Measured) -> None:
    measured.value = lambda seed: seed / 0
    said = measured.fill([0, 1])
    assert [line["broke"] for line in said if "broke" in line] == ["ZeroDivisionError: division by zero"] * 2
    assert not claims.claims(measured.folder)


def test_the_command_says_whether_something_broke(measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "ids", lambda: ["ABC-1"])
    kept = ledger.fill
    monkeypatch.setattr(ledger, "fill", lambda ids, seeds, minutes: kept(ids, seeds, minutes, measured.folder))
    assert findings.main(["--ledger", "--seeds", "1"]) == 0
    measured.value = lambda seed: seed / 0
    assert findings.main(["--ledger", "--seeds", "2"]) == 1


# --- the sentences of the lessons

TEXTS = sorted(lessons.page_files(claims.ROOT / "pages"))
UNUSED = {  # a finding that no sentence leads to, and why
    "ATT-6": "with value embeddings half of the heads have a name, so no sentence says any more how many have one",
    "AUT-1": "it failed in most starts, so the sentence was corrected and leads to AUT-3",
    "HAL-7": "it failed at its first start, so the sentences lead to HAL-8, which compares no models",
    "LAT-3": "it failed in most starts, so the sentence was corrected and leads to LAT-6",
    "RACE-1": "it failed in all its starts, so the sentence was corrected and leads to RACE-2",
}


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], list[str]]:
    """What is wrong with a lesson once a part of its file is changed."""
    shutil.copytree(language.FOLDER / "en", tmp_path / "en")
    monkeypatch.setattr(language, "FOLDER", tmp_path)

    def faults(name: str, old: str, new: str) -> list[str]:
        path = tmp_path / "en" / f"{name}.yaml"
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), "utf-8")
        return grounds.faults(lessons.text(name))

    return faults


@pytest.mark.parametrize("name", TEXTS)
def test_every_sentence_about_how_models_behave_says_what_it_rests_on(name: str) -> None:
    assert grounds.faults(lessons.text(name)) == []


def test_every_finding_is_told_in_plain_words_and_some_sentence_leads_to_it() -> None:
    assert set(lessons.findings().says) == set(findings.ids())
    led_to = {claim.finding for name in TEXTS for claim in lessons.text(name).claims} - {""}
    assert led_to.isdisjoint(UNUSED) and led_to | UNUSED.keys() == set(findings.ids())


@pytest.mark.parametrize("id", findings.ids())
def test_plain_words_name_no_other_number_than_the_criterion(id: str) -> None:
    numbers = re.compile(r"\d[\d,.]*\d|\d")
    told, asked = lessons.findings().say(id), ledger.module(id).CRITERION
    assert set(numbers.findall(told)) <= set(numbers.findall(asked))


@pytest.mark.parametrize("id", findings.ids())
def test_the_page_tells_the_rate_that_the_ledgers_file_holds(id: str) -> None:
    path = LEDGER / f"{id}.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    tried = {line["seed"] for line in lines if "seed" in line}
    failed = {line["seed"] for line in lines if "seed" in line and not line["holds"]}
    said = f"Held in {len(tried - failed)} of {len(tried)} start" if tried else "Not yet tried"
    claim = claims.known(id)
    assert shown.rate(claim).removesuffix("s") == said
    strip = shown.strip(claim)
    assert re.findall(r"✗</b> (\d+)<", strip) == [str(seed) for seed in sorted(failed)]
    assert re.findall(r"</b> (\d+)<", strip) == [str(seed) for seed in sorted(tried)]
    assert {row["seed"] for row in grounds.starts(claim)} == tried and grounds.untried(claim) not in tried


def test_the_rates_stand_below_the_texts_that_lead_to_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    lines: list[tuple[str, str, tuple[str, ...]]] = []
    monkeypatch.setattr(shown, "_line", lambda lesson, place, ids, seen: lines.append((lesson, place, ids)))
    page = opened("attention")
    assert ("attention", "simplified 1", ("ATT-3",)) in lines
    assert "ATT-1" not in {id for *_, ids in lines for id in ids}  # nobody has guessed yet, and a rate would tell
    page.button(key="skip_attention-induction").click().run()
    assert not page.exception and ("attention", "experiment induction", ("ATT-1",)) in lines


def test_failed_and_old_starts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "code", lambda id: "newer")
    claim = Claim("ABC-1", (start(0), start(5, holds=False), start(8, holds=False, made=replace(MADE, code="newer"))))
    failed, old, made = shown.about(claim)
    assert failed == "It failed in 2 starts, with seeds 5, 8."
    assert old == "Measured by older code, and not repeated since: 2 starts, seeds 0, 5."
    assert made == "Measured on: x86_64 AVX2, PyTorch 2.13."
    assert shown.about(Claim("ABC-1", claim.starts[-1:]))[0] == "It failed in one start, with seed 8."


def test_a_ledger_that_was_written_again_is_read_again(tmp_path: Path) -> None:
    assert not claims.known("ABC-1", tmp_path).starts
    claims.write(Claim("ABC-1", (start(0),)), tmp_path)
    assert claims.known("ABC-1", tmp_path).tried == 1 and claims.known("ABC-1", tmp_path) is claims.known(
        "ABC-1", tmp_path
    )
    claims.write(Claim("ABC-1", (start(0), start(1))), tmp_path)
    os.utime(tmp_path / "ABC-1.jsonl", ns=(1, 1))
    assert claims.known("ABC-1", tmp_path).tried == 2


def test_the_false_sentence_that_stood_on_the_first_page_would_be_found(broken: Any) -> None:
    false = "Nothing in the words tells them apart, and nothing in the model does either."
    found = broken("welcome", "The words alone do not show what is true and what is made up.", false)
    assert f"experiment catch tells a law that rests on nothing: {false}" in found


def test_a_text_that_is_written_anew_needs_a_claim(broken: Any) -> None:
    (gone, bare) = broken("gan", "One perfect picture looks real", "A perfect picture looks real")
    assert gone.startswith("“One perfect picture looks real” must stand in one place; it stands in 0.")
    assert bare.startswith("quiz 2 needs a claim for one of its sentences: The discriminator judges")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("finding: FAM-3", "finding: FAM-33", "leads to FAM-33, and there is no such finding"),
        (
            "    finding: FAM-3",
            "    cited: https://example.org",
            "cites https://example.org, which is not among the sources",
        ),
        ("Compare the two films.", "The first always collapses.", "tells a law that rests on nothing"),
    ],
)
def test_what_is_no_ground_is_told(broken: Any, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in broken("gan_deeper", old, new))


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        ("Three seeds behaved so", "Three seeds"),
        ("Eight of the first twenty did not behave so", "of the first twenty"),
        ("It behaved so from 12 random starts", "12 random starts"),
    ],
)
def test_starts_are_counted_by_the_ledger_alone(broken: Any, counted: str, found: str) -> None:
    (fault,) = broken("gan_deeper", "One run says little", f"{counted}, and one run says little")
    assert fault == f"technical healthy counts “{found}” by hand; the page tells how many starts there were."


def test_a_law_rests_on_no_finding_that_failed_once(broken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Claim("FAM-3", tuple(map(start, range(grounds.FEWEST))))
    monkeypatch.setattr(grounds, "known", lambda id: held)
    law = (
        "A small penalty on the discriminator can calm them",
        "A small penalty on the discriminator calms them every time",
    )
    claim = (
        "sentence: A small penalty on the discriminator can calm them",
        "sentence: A small penalty on the discriminator",
    )
    broken("gan_deeper", *claim)
    assert broken("gan_deeper", *law) == []
    monkeypatch.setattr(grounds, "known", lambda id: Claim("FAM-3", (start(0), start(1, holds=False))))
    (fault,) = grounds.faults(lessons.lesson("gan_deeper"))
    assert fault.startswith("answer tells a law, but FAM-3 failed at seed 1: A small penalty")
    monkeypatch.setattr(grounds, "known", lambda id: Claim("FAM-3", held.starts[:-1]))
    (fault,) = grounds.faults(lessons.lesson("gan_deeper"))
    assert fault.startswith("answer tells a law, but FAM-3 was tried at 7 starts only: A small penalty")


def test_a_start_that_only_read_what_another_finding_trained_says_nothing_of_the_time_that_it_takes() -> None:
    taken = [replace(start(seed), seconds=seconds) for seed, seconds in enumerate([0.0, 38.2, 0.0, 0.0, 40.0])]
    assert grounds.seconds(Claim("VID-1", tuple(taken))) == 39.1
    assert grounds.seconds(Claim("VID-1", (replace(start(0), seconds=0.0),))) == 0.0


@pytest.mark.parametrize("second", ["    exact: too", "    seen: there"])
def test_a_sentence_rests_on_exactly_one_thing(broken: Any, second: str) -> None:
    with pytest.raises(parts.LessonError, match="gan_deeper.yaml, claims, “A small penalty .* needs exactly one of"):
        broken("gan_deeper", "    finding: FAM-3", f"    finding: FAM-3\n{second}")
