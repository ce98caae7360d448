"""The lesson on memorization: any secret is planted or refused in a sentence; a typed one is private; every experiment shows."""

from concurrent.futures import Future
from dataclasses import asdict
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.data.world_grammar import sentences
from core.exhibit import drawn
from core.lessons import lesson
from core.measure.provenance import Sources, copied
from core.measure.recitation import came
from core.studies import membership_inference, planted_secret, text_provenance, unlearned_author
from core.studies.planted_secret import Continuation
from core.training import events as e
from core.training.run import Run
from core.training.study import Study
from pages.kit import learner
from pages.kit.questions import Asked
from pages.kit.studies import OpenStudy
from pages.trust.memorization import exhibits, recall
from tests.outcomes.memorization import appears
from tests.pages.test_address import in_address
from tests.pages.test_pages import AWKWARD, charts, opened

OURS = "The dragon sleeps under stone 5319 by the lake."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_any_secret_is_planted_or_refused_in_a_sentence() -> None:
    app = opened("memorization")
    for typed in (*AWKWARD, OURS):
        app.text_input(key="secret").set_value(typed).run()
        assert not app.exception, typed
        refused = any("letters" in text.value for text in app.text)
        assert refused == (not can_be(typed)), typed
        app.text_input(key="beginning").set_value(typed).run()
        assert not app.exception, typed


def can_be(typed: str) -> bool:
    try:
        return bool(planted_secret.a_secret(typed))
    except ValueError:
        return False


def test_the_address_never_tells_the_secret() -> None:
    app = opened("memorization")
    app.text_input(key="secret").set_value(OURS).run()
    app.text_input(key="beginning").set_value("The dragon").run()
    assert "dragon" not in str(in_address(app))


def test_a_typed_secret_is_its_learners_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = recall.planted(OURS, 4)
    monkeypatch.setattr(learner, "learner_id", lambda: "somebody else")
    theirs = recall.planted(OURS, 4)
    assert mine.study.private and theirs.study.private and mine.run.id != theirs.run.id
    assert not recall.planted(planted_secret.SECRET, 4).study.private  # the app's own is nobody's


def test_a_secret_is_forgotten_with_all_that_was_learned_from_it() -> None:
    planted = recall.planted(OURS, planted_secret.TOLD)
    run = Run.create(planted.study)
    run.say(next(planted_secret.learn(secret=OURS)))
    run.say(e.Stopped(0))
    app = opened("memorization")
    app.text_input(key="secret").set_value(OURS).run()
    app.button(key="forget").click().run()
    assert not app.exception and not app.warning and not run.folder.exists()
    assert app.text_input(key="secret").value == planted_secret.SECRET and "dragon" not in said(app)


def test_every_experiment_shows_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "traced", lambda *asked: traced("Mira lives in Milford. She keeps a <b>raven</b>."))
    app = opened("memorization")
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 2 and "Half of the lines come out" in said(app)
    app.toggle(key="once").set_value(True).run()
    assert (
        not app.exception
        and "gives away most, 0% of the lines come out" in said(app)
        and "pieces of the training text" in said(app)
    )


def test_the_secret_that_comes_with_the_app_shows_what_the_lesson_says_of_it() -> None:
    """Chosen so that, with the letters that the page gives at first, nothing comes for long and then nearly all at once."""
    recorded = recall.planted(planted_secret.SECRET, planted_secret.TOLD)
    curves = planted_secret.shares_of_the_rest(recorded.measured, planted_secret.SECRET)
    assert came([share for _, share in curves[8]]) == "sudden"
    assert all(line[-1][1] == 1.0 for line in curves.values())  # a whole rest is drawn equally high for each beginning


@pytest.mark.parametrize(("right", "pair"), [((0, 1, 0, 1, 2, 8, 8), "4 and 5"), ((0, 1, 0, 6, 7, 8, 8), "2 and 3")])
def test_what_came_at_once_is_said_to_have_come_where_the_curve_leaps(right: tuple[int, ...], pair: str) -> None:
    verdict = appears(*right)(lesson("memorization")).verdict
    assert verdict and verdict.outcome == "sudden" and f"at once, between steps {pair}." in verdict.says


def traced(text: str) -> Asked[dict]:
    """What a worker says of a text, without a worker: the same parts, from a training text of two lines."""
    known = Sources("Mira lives in Milford. She keeps a goat.\nTolo keeps a raven.\n")
    pieces = known.pieces(text)
    answer: Future[dict] = Future()
    answer.set_result({
        "text": text,
        "pieces": [asdict(piece) | {"told": text_provenance.listed(known.told(piece))} for piece in pieces],
        "sentences": [text_provenance.sentence(known, None, text, span, []) for span in sentences(text)],
        "copied": copied(pieces), "model": copied(pieces), "author": copied(pieces),
    })  # fmt: skip
    return Asked("traced", answer)


def said(app: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in app.get("html"))


def test_what_came_out_of_a_secret_is_said() -> None:
    def result(beginning: str, went_on: str, copies: int) -> str:
        found = Continuation(went_on, [0.5] * len(went_on))
        return exhibits.secret(lesson("memorization"), "abc def", beginning, found, copies, drawn()).says

    assert result("a", "bc def", 1).startswith("Told once; one letter given. The model says the rest, all 6 letters,")
    assert "has 4 letters, “bc d”" in result("a", "bc dx", 2) and result("a", "zz", 0).startswith("Never told;")
    assert result("a", "", 2).endswith("Nothing of the secret comes out. The model is 0% sure of a letter on average.")


def test_nothing_is_looked_for_in_a_record_that_says_only_how_far_it_is() -> None:
    """As in the first seconds of each of these trainings."""
    for function in (planted_secret.learn, membership_inference.learn, unlearned_author.learn):
        run = Run.create(Study.of(function, "somebody"))
        run.say(e.Record(1, 9))
        opened: OpenStudy = OpenStudy(Study.of(function, "somebody"), run)
        assert opened.records and not opened.measured and not opened.found and not opened.moments
