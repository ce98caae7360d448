from core.training.line import Line


def turns(line: Line, count: int, length: dict[str, int]) -> list[str]:
    """Hand out `count` turns; a run leaves after as many turns as `length` says, else goes to the end of the line."""
    given = []
    for _ in range(count):
        if not (turn := line.next()):
            break
        owner, run = turn
        given.append(run)
        length[run] -= 1
        if length[run]:
            line.join(owner, run)
    return given


def test_learners_take_turns() -> None:
    line = Line()
    for owner in "abc":
        line.join(owner, f"{owner}1")
    assert turns(line, 6, dict.fromkeys(["a1", "b1", "c1"], 9)) == ["a1", "b1", "c1"] * 2


def test_two_runs_of_one_learner_do_not_get_two_shares() -> None:
    line = Line()
    for owner, run in [("a", "a1"), ("a", "a2"), ("b", "b1")]:
        line.join(owner, run)
    given = turns(line, 40, dict.fromkeys(["a1", "a2", "b1"], 99))
    assert abs(given.count("b1") - given.count("a1") - given.count("a2")) <= 1
    assert abs(given.count("a1") - given.count("a2")) <= 1


def test_the_order_shown_is_the_order_of_turns() -> None:
    line = Line()
    for owner, run in [("a", "a1"), ("a", "a2"), ("b", "b1"), ("c", "c1")]:
        line.join(owner, run)
    shown = line.order()
    assert turns(line, 4, dict.fromkeys(shown, 1)) == shown


def test_leaving_and_joining_twice() -> None:
    line = Line()
    line.join("a", "a1")
    line.join("a", "a1")
    assert line.order() == ["a1"]
    line.leave("a1")
    line.leave("never there")
    assert line.order() == [] and line.next() is None
