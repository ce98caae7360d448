"""Facts that age: the day of the last look is known, what is old is listed, and no dated sentence has gone from its lesson."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from core.ages import Look, looked_at, looks, overdue
from core.language import FOLDER
from core.lessons.parts import LessonError

FILES = sorted((FOLDER / "en").glob("*.yaml"))
# Whoever writes so speaks of what others do just now.
AGES = re.compile(r"in the news|Today's|newer models|Real (?:systems|services) |Most published")


def undated(part: object) -> list[str]:
    """All texts in a file that bear no date of their own."""
    if isinstance(part, dict):
        return [] if "checked_on" in part else undated(list(part.values()))
    return [text for one in part for text in undated(one)] if isinstance(part, list) else [str(part)]


def test_what_nobody_looked_at_for_six_months_is_listed_the_oldest_first(tmp_path: Path):
    (tmp_path / "b.yaml").write_text(
        "cards: [{key: law, sides: [{facts: [{checked_on: '2025-03-31'}, {checked_on: '2025-04-01'}]}]}]"
    )
    (tmp_path / "a.yaml").write_text("ages: [{sentence: Most are large., checked_on: '2025-01-10'}]")
    found = looks(tmp_path)
    old, law, young = found
    assert old == Look("a", "Most are large.", date(2025, 1, 10)) and (law.lesson, law.card) == ("b", "law")
    assert overdue(found, date(2025, 7, 9)) == [] and overdue(found, date(2025, 7, 10)) == [old]
    assert overdue(found, date(2025, 9, 30)) == [old] and overdue(found, date(2025, 10, 1)) == [old, law, young]
    assert old.months(date(2026, 1, 9)) == 11 and law.months(date(2025, 3, 31)) == 0


def test_the_oldest_look_counts():
    assert looked_at(["2026-11-28", "2026-05-02"], "x") == "Last checked in May 2026"


def test_a_day_that_is_none_is_named(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("ages: [{sentence: Most are large., checked_on: last week}]")
    with pytest.raises(LessonError, match=r"a\.yaml, Most are large\..*'last week'.*such as 2026-11-28"):
        looks(tmp_path)


def test_the_cards_and_most_lessons_have_dated_facts():
    found = looks()
    assert len({look.lesson for look in found}) >= 15 and sum(look.lesson == "society_cards" for look in found) >= 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sentence_that_ages_is_dated_and_a_dated_one_still_stands_there(path: Path):
    record = yaml.safe_load(path.read_text("utf-8"))
    dated = [one["sentence"] for one in record.get("ages", ())]
    texts = undated(record)
    for sentence in dated:
        assert any(sentence in text for text in texts), f"gone from the lesson: {sentence}"
    for text in texts:
        if AGES.search(text):
            assert any(one in text for one in dated), f"say under `ages` when somebody looked at: {text}"
