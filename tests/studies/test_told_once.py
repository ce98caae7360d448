"""The counting model, and what can be known of it beforehand: HAL-1, over three seeds."""

import numpy as np
import pytest

from benchmarks.findings import hal_1
from core.studies.told_once import Chain, invented, tell


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_was_told_once_foretells_what_is_invented(seed: int) -> None:
    assert hal_1.holds(hal_1.measured(seed))


def test_a_chain_that_read_one_sentence_repeats_it() -> None:
    sentence = np.array([[1, 2, 3, 4]])
    written = Chain(np.repeat(sentence, 3, axis=0)).write(5, np.random.default_rng(0))
    assert (written == sentence).all() and invented(written, sentence) == 0


def test_a_chain_crosses_two_sentences_that_share_their_middle() -> None:
    facts = np.array([[1, 2, 3, 4], [5, 2, 3, 6]])
    written = Chain(facts).write(4_000, np.random.default_rng(0))
    assert abs(invented(written, facts) - 0.5) < 0.03  # after (2, 3) either end is as likely


def test_told_once_counts_what_it_says() -> None:
    told = tell(2.0, 0)
    counts: dict[int, int] = {}
    for fact in told.draws.tolist():
        counts[fact] = counts.get(fact, 0) + 1
    once = sum(1 for count in counts.values() if count == 1)
    assert told.told_once == once / len(told.draws)
    assert abs(told.untold - sum(c for i, c in enumerate(told.chances) if i not in counts)) < 1e-9
