"""Learning by heart: the pages that are read again get easier, the others at first too, and then harder."""

from itertools import islice

from core.studies import overfitting


def test_what_is_read_again_is_learned_by_heart() -> None:
    losses = [record.values for record in islice(overfitting.learn(), 24)]
    least = min(one.unseen for one in losses)
    assert losses[0].unseen > least < losses[-1].unseen
    assert losses[-1].learned < losses[-1].unseen and losses[-1].learned < losses[0].learned


def test_a_study_repeats_itself() -> None:
    first, second = ([record.values for record in islice(overfitting.learn(seed=3), 2)] for _ in range(2))
    assert first == second
