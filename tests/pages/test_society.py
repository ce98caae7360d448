"""The lesson on society: votes are counted once and moved, anything may be searched for, every calculation answers."""

import json
import os
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import ballots
from core.ballots import Ballot
from core.cards import society
from core.learners import Learner
from core.lessons import lesson
from core.notebook import Notebook
from core.opened.model import shipped
from pages.kit import learner
from tests.pages.test_pages import AWKWARD, charts, opened
from tests.patience import PATIENCE

FIRST = society().statements[0].key


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return tmp_path


def press(app: AppTest, when: str, step: int, code: str = "everybody", statement: str = FIRST) -> None:
    pills = next(group for group in app.button_group if group.key == f"vote_{when}_{code}_{statement}")
    pills.set_value(step).run()
    assert not app.exception


# --- the store


def test_a_browser_counts_once_a_statement_and_a_visit_may_change_its_mind():
    vote = Ballot("birch10")
    assert vote.vote("ann", "s", "before", 4)
    assert not vote.vote("ann", "s", "before", 0)  # a later visit: what it voted is not known, so the vote stays
    assert vote.vote("ann", "s", "before", 1, earlier=4)  # the same visit: the vote moves
    assert vote.vote("ann", "s", "after", 3) and vote.vote("bob", "s", "before", 1)
    assert vote.counts("s", "before") == (0, 2, 0, 0, 0) and vote.counts("s", "after") == (0, 0, 0, 1, 0)
    assert Ballot("otter10").counts("s", "before") == (0, 0, 0, 0, 0)  # another code is another vote


def test_who_is_forgotten_leaves_counts_and_no_mark(home: Path):
    ada, birch, otter = Learner("ada", Notebook(home / "learners" / "ada")), Ballot("birch10"), Ballot("otter10")
    for voter, step in (("ada", 4), ("ben", 0)):
        assert birch.vote(voter, "s", "before", step) and birch.vote(voter, "t", "after", step)
    assert otter.vote("ada", "s", "before", 2)
    assert ada.traces().marks == 3 and "3 marks" in ada.traces().in_words()
    ada.forget()
    assert ada.traces().marks == 0 and not ada.traces().in_words()
    assert len(json.loads((home / "votes" / "birch10.json").read_text())["voted"]) == 2  # of the other one
    assert json.loads((home / "votes" / "otter10.json").read_text())["voted"] == []
    assert birch.counts("s", "before") == (1, 0, 0, 0, 1) and otter.counts("s", "before") == (0, 0, 1, 0, 0)
    assert not birch.vote("ben", "s", "before", 3)  # who was not forgotten still counts once


def test_a_vote_is_forgotten_sixty_days_after_the_last_one_in_it(home: Path):
    old, young = Ballot("birch10"), Ballot("otter10")
    for ballot, days in ((old, 61), (young, 59)):
        ballot.vote("ann", "s", "before", 4)
        os.utime(home / "votes" / f"{ballot.code}.json", (time.time() - days * 86_400,) * 2)
    assert sum(old.counts("s", "before")) == 0 and sum(young.counts("s", "before")) == 1
    ballots.forget_old()
    assert [path.stem for path in (home / "votes").glob("*")] == ["otter10"]
    assert old.vote("ann", "s", "before", 1) and old.counts("s", "before") == (0, 1, 0, 0, 0)
    assert "sixty days after somebody last voted" in lesson("society").teacher.replace("\n", " ")


def test_the_file_does_not_tell_who_voted_what(home: Path):
    vote = Ballot("birch10")
    for voter, step in (("ann", 0), ("bob", 4), ("cem", 4)):
        vote.vote(voter, "s", "before", step)
    text = (home / "votes" / "birch10.json").read_text()
    record = json.loads(text)
    assert set(record) == {"salt", "counts", "voted"} and record["counts"] == {"s": {"before": [1, 0, 0, 0, 2]}}
    assert record["voted"] == sorted(record["voted"]) and not any(name in text for name in ("ann", "bob", "cem"))


@pytest.mark.parametrize("code", ["", "../../etc", "a b", "x" * 13, "É"])
def test_a_code_cannot_name_a_file_elsewhere(code: str):
    with pytest.raises(ValueError, match="A code has"):
        Ballot(code)


def test_a_damaged_file_is_an_empty_vote_and_too_many_votes_are_refused(home: Path, monkeypatch: pytest.MonkeyPatch):
    (home / "votes").mkdir()
    (home / "votes" / "birch10.json").write_text("{")
    assert Ballot("birch10").vote("ann", "s", "before", 2)
    monkeypatch.setattr(ballots, "MOST", 1)
    with pytest.raises(ValueError, match="Too many"):
        Ballot("otter10").vote("ann", "s", "before", 2)
    assert ballots.fresh_code() != "birch10"


def test_a_notebook_that_holds_no_votes_is_an_empty_one():
    own = ballots.Own({"s": 3}, {"s"})
    assert ballots.Own.read(own.record) == own == ballots.Own.read(json.loads(json.dumps(own.record)))
    for record in ({}, {"chosen": [1]}, {"chosen": {"s": 9, "t": "4", "u": True}}, {"chosen": {}, "counted": 3}):
        assert ballots.Own.read(record) == ballots.Own()


# --- the page


def test_two_visitors_vote_and_see_only_counts(monkeypatch: pytest.MonkeyPatch):
    ann, bob = opened("society"), opened("society")
    press(ann, "before", 1)
    press(ann, "after", 3)
    monkeypatch.setattr(learner, "learner_id", lambda: "somebody else")
    press(bob, "before", 4)
    assert Ballot("everybody").counts(FIRST, "before") == (0, 1, 0, 0, 1)
    assert Ballot("everybody").counts(FIRST, "after") == (0, 0, 0, 1, 0)
    assert "2 steps towards agreeing" in " ".join(html.proto.body for html in ann.get("html"))
    assert "2 steps" not in " ".join(html.proto.body for html in bob.get("html"))
    bob.toggle(key="show_votes").set_value(True).run()
    assert "+0.5 before and is +1.0 after" in " ".join(html.proto.body for html in bob.get("html"))


def test_a_second_visit_of_the_same_browser_counts_no_second_time():
    press(opened("society"), "before", 1)
    again = opened("society")
    press(again, "before", 4)
    assert Ballot("everybody").counts(FIRST, "before") == (0, 1, 0, 0, 0)
    assert any("counts once" in text.value for text in again.text)


def test_a_new_vote_begins_at_zero_and_leaves_the_old_one():
    app = opened("society")
    press(app, "before", 2)
    app.button(key="new_vote").click().run()
    code = app.text_input(key="vote").value
    press(app, "before", 0, code)
    assert Ballot(code).counts(FIRST, "before") == (1, 0, 0, 0, 0)
    assert Ballot("everybody").counts(FIRST, "before") == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("typed", AWKWARD)
def test_any_search_and_any_code_is_answered(typed: str):
    app = opened("society")
    app.text_input(key="search").set_value(typed[:60]).run()
    app.text_input(key="vote").set_value(typed[:40]).run()
    assert not app.exception


def test_every_calculation_shows_a_result_and_follows_its_numbers():
    app = opened("society")
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 3
    app.slider(key="people").set_value(1).run()
    app.slider(key="answers").set_value(10).run()
    assert "10 answers a day for one person at 0.24 Wh an answer cost 2.4 Wh" in " ".join(
        h.proto.body for h in app.get("html")
    )
    app.slider(key="faster").set_value(-50).run()
    assert "longer" in " ".join(h.proto.body for h in app.get("html"))
    assert not app.exception


def test_the_second_page_counts_times_and_listens():
    app = opened("society_deeper")
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
    end, said = time.monotonic() + PATIENCE, ""
    while "At temperature 1.3" not in said and time.monotonic() < end:
        time.sleep(2)  # the whole page is run anew each time, on the cores that the worker needs
        app.run()
        said = " ".join(html.proto.body for html in app.get("html"))
    weights = sum(weight.size for weight in shipped().weights().values())
    assert not app.exception and f"{weights:,} weights" in said and "At temperature 1.3" in said
