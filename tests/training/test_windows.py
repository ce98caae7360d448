import numpy as np

from core.tokenizers import END, START
from core.training.windows import Windows

DOCUMENTS = [list(range(10, 10 + length)) for length in (5, 40, 200, 63, 1, 64)]


def test_every_token_of_every_document_is_seen_in_an_epoch() -> None:
    windows = Windows(DOCUMENTS, context=32)
    seen = np.zeros(len(windows.line), dtype=bool)
    for start in windows.starts:
        seen[start : start + 33] = True
    assert seen[: sum(len(d) + 2 for d in DOCUMENTS)].all()


def test_every_document_begins_a_window() -> None:
    windows = Windows(DOCUMENTS, context=32)
    assert (windows.line[windows.starts] == START).sum() == len(DOCUMENTS)


def test_an_epoch_holds_each_window_once_and_the_next_one_in_another_order() -> None:
    windows = Windows(DOCUMENTS * 10, context=16, seed=3)
    count = len(windows)
    first = [tuple(windows.batch(i, 1)[0]) for i in range(count)]
    second = [tuple(windows.batch(i, 1)[0]) for i in range(count, 2 * count)]
    assert sorted(first) == sorted(second) and first != second


def test_a_batch_depends_on_nothing_but_seed_and_number() -> None:
    forward, anew = Windows(DOCUMENTS, 16, seed=1), Windows(DOCUMENTS, 16, seed=1)
    batches = [forward.batch(n, 4) for n in range(30)]
    assert (anew.batch(17, 4) == batches[17]).all() and (anew.batch(3, 4) == batches[3]).all()


def test_a_text_shorter_than_the_context_still_fills_a_window() -> None:
    windows = Windows([[7]], context=16)
    assert windows.batch(0, 2).shape == (2, 17)
    assert set(windows.batch(0, 1)[0]) == {START, 7, END}


def test_a_batch_tells_which_document_it_begins_with() -> None:
    windows = Windows(DOCUMENTS, 64, seed=2)
    for number in range(len(windows)):
        document = windows.document(number, 1)
        tokens = set(windows.batch(number, 1)[0].tolist())
        assert tokens & set(DOCUMENTS[document])
