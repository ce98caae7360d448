"""Tokenizers that a worker learns are asked for once, whoever chooses them, and again only after they were forgotten."""

from concurrent.futures import Future

import pytest

from core.opened import tokenizers
from core.opened.tokenizers import KEPT, USUAL, Chosen
from core.training.tokens import Learned


class Line:
    """Instead of the workers: notes down what it was asked."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def ask(self, function: object, text: object, key: str, size: int) -> Future[Learned]:
        self.sizes.append(size)
        return Future()


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    line = Line()
    monkeypatch.setattr(tokenizers.jobs, "start", lambda: line)
    monkeypatch.setattr(tokenizers, "_answers", type(tokenizers._answers)())
    return line


def test_a_choice_is_asked_once_until_it_is_forgotten(line: Line) -> None:
    first = tokenizers.asked(Chosen("world", 300))
    assert tokenizers.asked(Chosen("world", 300)) is first and line.sizes == [300]
    tokenizers.forget(Chosen("world", 300))
    assert tokenizers.asked(Chosen("world", 300)) is not first and line.sizes == [300, 300]


def test_only_so_many_answers_are_kept_and_the_oldest_goes_first(line: Line) -> None:
    for size in range(KEPT + 1):
        tokenizers.asked(Chosen("world", size))
    tokenizers.asked(Chosen("world", KEPT))
    tokenizers.asked(Chosen("world", 0))
    assert line.sizes == [*range(KEPT + 1), 0]


def test_the_usual_size_came_with_the_app() -> None:
    assert Chosen("python", USUAL).shipped and not Chosen("python", USUAL + 1).shipped
    assert (
        tokenizers.shipped("own") is not None and tokenizers.shipped("own").merges == tokenizers.shipped("world").merges
    )
