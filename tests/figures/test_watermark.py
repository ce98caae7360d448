"""The pictures of the watermark and of the voice swap: they build from what shipped, and keep their axes."""

from core.figures import marked_text, sound, watermark
from core.figures.palette import DARK, LIGHT
from core.lessons import lesson
from core.studies.voice_swap import VoiceSwapped
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study

FIRST, *REST = (r.values for r in Run(STUDIES / Study("watermark.sweep", {"seed": 0}).key).records())
TEXT = lesson("deepfakes_deeper")
UNMARKED, ROWS = FIRST.unmarked, [found.marked for found in REST]


def test_axes_keep_their_place_and_show_all_points() -> None:
    for colours in (LIGHT, DARK):
        for row in ROWS:
            figure = watermark.by_length(row, UNMARKED, (200, 6.0), colours)
            assert tuple(figure.layout.yaxis.range) == (-3, 13) and figure.layout.xaxis.title.text == "tokens"
            points = next(trace for trace in figure.data if trace.name == "marked text, mean")
            assert max(points.y) < 13
    assert not any(t.name == "your model, just now" for t in watermark.by_length(ROWS[0], UNMARKED, None, LIGHT).data)


def test_the_dotted_line_doubles_where_the_text_is_four_times_as_long() -> None:
    figure = watermark.by_length(ROWS[-1], UNMARKED, None, LIGHT)
    law = next(trace for trace in figure.data if trace.name == "a square root through 100")
    assert abs(law.y[law.x.index(400)] / law.y[law.x.index(100)] - 2) < 1e-12


def test_editing_and_price_have_a_line_each() -> None:
    assert [t.name for t in watermark.edited(ROWS[2:5:2], 0.3, LIGHT).data] == ["δ = 2", "δ = 4"]
    assert [t.name for t in watermark.price(ROWS, DARK).data] == ["perplexity", "grammatical"]


def test_alarms_are_counted_over_all_windows() -> None:
    bars = watermark.alarms(UNMARKED, LIGHT).data[0]
    assert bars.y[2] == 0 and bars.text[2] == "none"
    assert abs(bars.y[0] - sum(row.above["2"] for row in UNMARKED) / len(UNMARKED)) < 1e-12


def test_what_is_not_measured_is_left_out() -> None:
    records = [Record(0, 10, VoiceSwapped(0.1, 1, 0.1, 9, 9, 5, 2, 0)), Record(5, 10)]
    assert list(sound.crossed({"shared encoder": records}, LIGHT).data[0].x) == [0]
    assert sound.whose([], LIGHT).layout.yaxis.title.text == "decibels apart"


def test_odds_are_said_in_words() -> None:
    assert marked_text.odds(TEXT, 4.0) == "once in 32,000 unmarked texts"
    assert marked_text.odds(TEXT, 0.0) == "in 50 of 100 unmarked texts"
    assert marked_text.odds(TEXT, 12.0).startswith("in fewer than one in a billion")
