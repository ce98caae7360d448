"""What thirty pupils ask for at the same moment is computed once, and nobody gets another one's answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from core.caches import shared


def test_what_many_ask_for_at_once_is_computed_once() -> None:
    begun, go_on, asked, there = Event(), Event(), list[int](), Barrier(9)

    @shared(4)
    def squared(number: int) -> int:
        asked.append(number)
        begun.set()
        assert go_on.wait(60)
        return number * number

    def ask(number: int) -> int:
        there.wait(60)
        return squared(number)

    with ThreadPoolExecutor(9) as threads:
        answers = [threads.submit(ask, number) for number in (3, 3, 3, 3, 3, 5, 5, 5, 5)]
        assert begun.wait(60)
        go_on.set()
        assert [answer.result(60) for answer in answers] == [9] * 5 + [25] * 4
    assert sorted(asked) == [3, 5]
    squared.cache_clear()
    assert squared(3) == 9 and sorted(asked) == [3, 3, 5]


def test_an_error_is_nobodys_answer() -> None:
    tried: list[int] = []

    @shared(4)
    def refuses(number: int) -> int:
        tried.append(number)
        if len(tried) == 1:
            raise ValueError("not yet")
        return number

    for _ in range(2):
        try:
            assert refuses(7) == 7
        except ValueError:
            continue
    assert tried == [7, 7]
