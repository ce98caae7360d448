"""The two tables of the big picture: every row has its source, and what it leads to is there."""

from datetime import date
from pathlib import Path

import pytest

from core.data.milestones import FAMILIES, MAKES, Milestone, Use, milestones, uses
from core.lessons import lesson, page_files

PAGES = page_files(Path(__file__).resolve().parents[2] / "pages")


@pytest.mark.parametrize("one", milestones(), ids=lambda one: one.key)
def test_an_idea_has_a_source_a_lesson_and_words(one: Milestone) -> None:
    assert 1900 < one.year <= 2026 and one.source and one.link.startswith("https://")
    assert one.lesson in PAGES
    text = lesson("big_picture_deeper")
    assert text.say(f"idea.{one.key}.name") and text.say(f"idea.{one.key}")


def test_ideas_stand_in_their_order_and_no_words_are_left_over() -> None:
    years = [one.year for one in milestones()]
    assert years == sorted(years)
    told = {key.split(".")[1] for key in lesson("big_picture_deeper").says if key.startswith("idea.")} - {"year"}
    assert told == {one.key for one in milestones()}


@pytest.mark.parametrize("one", uses(), ids=lambda one: one.name)
def test_a_system_names_what_it_makes_and_where_that_was_read(one: Use) -> None:
    assert one.family in FAMILIES and one.makes in MAKES
    assert one.link.startswith("https://") and one.source and 2000 < one.year <= 2026
    assert date.fromisoformat(one.checked_on)


def test_every_family_is_used_somewhere_and_every_thing_is_made_by_some() -> None:
    assert {one.family for one in uses()} == set(FAMILIES) and {one.makes for one in uses()} == set(MAKES)
