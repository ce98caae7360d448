"""Canaries and secrets: planted as often as they say; a secret belongs to one learner; the text holds nothing else of it."""

from collections import Counter
from itertools import islice

import numpy as np
import pytest

from core.studies import canaries, planted_secret, text_provenance
from core.training.events import Record
from core.training.run import SHIPPED, STUDIES, Run
from core.training.study import Study

AWKWARD = [
    "\x00\x01 the red dragon 5", "<b>hi</b> & \"you\" 'x'", "مرحبا بالعالم 12345",
    "\N{SLIGHTLY SMILING FACE}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{WOMAN} secret dragons", "two\nlines\tof a secret",
    "half \ud800 a pair, and more",
]  # fmt: skip


def test_every_line_is_planted_as_often_as_asked() -> None:
    lines = canaries.canaries(0, each=1)
    text = canaries.plant(lines, canaries.COPIES, seed=0, size=5_000)
    counts = Counter(text.documents)
    assert [counts[line] for line in lines] == list(canaries.COPIES)
    assert len(set(canaries.canaries(0))) == 84 and canaries.canaries(0) != canaries.canaries(1)
    rest = [one for one in text.documents if one not in set(lines)]
    assert sorted(rest) == sorted(canaries.background(5_000))


def test_a_summary_counts_what_comes_out() -> None:
    copies = np.array([1, 1, 2, 4, 8, 16, 32, 64])
    found = np.ones((8, 24), dtype=bool)
    found[0, 10] = False
    told = canaries.summary(found, copies, weights=9)
    assert told.extracted["8"]["1"] == 0.5 and told.stretch["8"]["1"] == (2 + 16) / 2
    assert told.extracted["16"]["1"] == 1.0


def test_what_shipped_repeats_the_finding() -> None:
    """The whole of MEM-1 takes half a minute a seed; here the recorded seed."""
    wide, narrow, once = (
        Run(STUDIES / Study("canaries.learn", settings).key).records()[-1].values.extracted["8"]
        for settings in ({}, {"width": canaries.NARROW}, {"once": True})
    )
    assert wide["1"] <= 0.1 and wide["64"] == narrow["64"] == 1.0
    assert all(narrow[n] <= wide[n] for n in wide) and set(once.values()) == {0.0}


@pytest.mark.parametrize("typed", AWKWARD)
def test_any_secret_becomes_one_line_that_can_be_planted(typed: str) -> None:
    secret = planted_secret.a_secret(typed)
    assert secret.isprintable() and planted_secret.LEAST <= len(secret) <= planted_secret.MOST
    secret.encode()
    assert planted_secret.a_secret(secret) == secret
    first = next(planted_secret.learn(secret=secret, copies=1))
    said = first.values.said
    assert set(said) == {str(given) for given in planted_secret.beginnings(secret)}
    assert all(len(one.text) == len(one.chances) <= len(secret) - int(given) for given, one in said.items())


@pytest.mark.parametrize("typed", ["", "   ", "short", "\n\n\n", "x" * 57, "word " * 2_000])
def test_what_cannot_be_planted_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        planted_secret.a_secret(typed)


def test_a_secret_told_never_is_not_in_the_text() -> None:
    text = canaries.plant([planted_secret.SECRET], [0], seed=0, size=5_000)
    assert planted_secret.SECRET not in text.documents


def test_two_learners_with_the_same_secret_have_two_studies() -> None:
    mine, theirs, shared = (
        Study("planted_secret.learn", {"secret": "a dragon's name"}, owner) for owner in ("me", "you", "")
    )
    assert len({mine.id, theirs.id, shared.id}) == 3
    assert mine.private and theirs.private and not shared.private


def test_the_shipped_secret_comes_out_and_its_model_goes_on_with_any_beginning() -> None:
    run = Run(STUDIES / Study("planted_secret.learn").key)
    last = run.records()[-1]
    assert last.values.said["8"].text == planted_secret.SECRET[8:]
    weights = run.arrays(last)
    for beginning in ("The code", "", "x" * 500, "🙂 <b>"):
        found = planted_secret.try_with(weights, last.values.alphabet, beginning)
        assert len(found.text) == len(found.chances) <= planted_secret.MOST
    assert planted_secret.try_with(weights, last.values.alphabet, "The code").text == planted_secret.SECRET[8:]


def test_training_is_repeatable() -> None:
    first, second = ([r for r in islice(planted_secret.learn(copies=2), 3) if r.values] for _ in range(2))
    assert first[0].values == second[0].values and len(first) == len(second)


def test_a_text_of_the_shipped_model_is_traced() -> None:
    run = Run(SHIPPED / "world")
    found = text_provenance.trace(str(run.folder), run.steps[-1], 0, 0.8)
    text = found["text"]
    assert found["pieces"] and found["sentences"]
    for piece in found["pieces"]:
        words = text[piece["start"] : piece["end"]]
        assert all(words in told["sentence"] for told in piece["told"])
    for one in found["sentences"]:
        said = text[one["start"] : one["end"]]
        assert all(told["sentence"] != said for told in (*one["near"], *one["same"]))
    fresh = text_provenance.training_text(str(run.folder))[1]
    assert abs(found["model"]["mean"] - found["author"]["mean"]) < 5 and len(fresh) == text_provenance.TEXTS


def test_what_came_out_is_followed_over_training_by_letters_given() -> None:
    secret = planted_secret.SECRET

    def tried(step: int, letters: int) -> Record[planted_secret.Attempts]:
        said = planted_secret.Attempt("", [], letters)
        return Record(step, 9, planted_secret.Attempts({str(n): said for n in planted_secret.beginnings(secret)}))

    found = [tried(0, 2), tried(9, len(secret) - 8)]
    assert planted_secret.letters_given(secret, 30) == 24 and planted_secret.letters_given("a" * 12, 30) == 8
    assert [(step, one.verbatim) for step, one in planted_secret.over_time(found, 8)] == [(0, 2), (9, len(secret) - 8)]
    shares = planted_secret.shares_of_the_rest(found, secret)
    assert list(shares) == list(planted_secret.SHOWN) and shares[8] == [(0, 2 / (len(secret) - 8)), (9, 1.0)]
    assert planted_secret.share_that_comes_out(found, secret) == 1.0
    assert planted_secret.share_that_comes_out(found[:1], secret) == 2 / (len(secret) - 8)
