"""The pictures of the lesson on safeguards: they build, keep their axes, and show what they were given."""

from core.figures import conversation
from core.figures import safeguards as figures
from core.figures.palette import DARK, LIGHT
from core.lessons import lesson
from core.studies.chat import Examined

SHARES = {"allowed": Examined(0.0, 1.0, 10), "forbidden": Examined(0.9, 0.1, 10)}


def test_every_bar_says_its_share() -> None:
    figure = figures.by_step({"1": SHARES, "2": SHARES}, LIGHT)
    assert [list(trace.text) for trace in figure.data] == [["100%"] * 2, ["10%"] * 2, ["90%"] * 2]
    bars = figures.before_and_after({"before": SHARES, "after": SHARES}, "forbidden", DARK)
    assert [list(trace.x) for trace in bars.data] == [[0.9, 0.9], [0.1, 0.1]]


def test_the_chances_of_a_first_word_fill_the_bar() -> None:
    chances = {"1": {"answer": 0.2, "sorry": 0.7, "another word": 0.1}}
    figure = figures.first_words(chances, LIGHT)
    assert [trace.x[0] for trace in figure.data] == [0.2, 0.7, 0.1] and figure.layout.barmode == "stack"


def test_axes_keep_their_place_and_nothing_falls_off_them() -> None:
    near = figures.along({"allowed": [0.0, 0.1], "forbidden": [1.0]}, LIGHT)
    far = figures.along({"allowed": [-9.0, 0.1], "forbidden": [7.0]}, LIGHT)
    assert near.layout.xaxis.range == far.layout.xaxis.range == figures.REACH
    assert all(figures.REACH[0] < x < figures.REACH[1] for trace in far.data for x in trace.x)


def test_strengths_mark_the_chosen_one() -> None:
    figure = figures.by_strength({"0.0": SHARES, "1.0": SHARES}, 1.0, LIGHT)
    assert figure.layout.shapes[0].x0 == 1.0 and list(figure.data[0].x) == [0.0, 1.0]


def test_role_tokens_are_there_for_those_who_want_them() -> None:
    text, said = lesson("safeguards"), [conversation.Said("2. dialogues", "hello <b>")]
    assert "&lt;assistant&gt;" in conversation.conversation(text, "<i>", said, roles=True)
    plain = conversation.conversation(text, "<i>", said, roles=False)
    assert "assistant" not in plain and "<b>" not in plain and "<i>" not in plain
