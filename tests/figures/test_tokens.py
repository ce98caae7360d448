from core.figures import tokens as figures
from core.figures.palette import DARK, LIGHT
from core.studies.cost_by_language import Priced
from core.studies.glitch_tokens import Repeats, Suspicion
from core.studies.vocabulary_size import Tried
from core.training.events import Record

SIZES = [
    Tried(259 + merges, merges, dict.fromkeys(figures.KINDS, rate), unknown_bpe=0.0, unknown_words=0.3)
    for merges, rate in ((0, 1.0), (100, 0.6))
]
SHARES = [Priced(share, 2048, {}, {"invented": 40, "English": 10}) for share in (0.0, 0.5)]
REPEATS = Repeats(2.0, 0, planted=0.0, planted_said=[], common=0.5, common_said=[])
SUSPICION = Suspicion(1, [1], 2, precision=1.0, nearness=[0.1, 0.9], met=[True, False], planted_nearness=[0.9])


def test_every_figure_builds_in_both_schemes_with_titles_on_its_axes() -> None:
    for colours in (LIGHT, DARK):
        for figure in (
            figures.compression(SIZES, colours),
            figures.unknown(SIZES, colours),
            figures.shares(SHARES, 0.0, colours),
            figures.repeated([Record(25, 500, REPEATS)], colours),
            figures.suspicion(SUSPICION, colours),
        ):
            assert figure.layout.xaxis.title.text and figure.layout.yaxis.title.text


def test_axes_stay_where_they_are_while_the_share_moves() -> None:
    one, other = (figures.shares(SHARES, here, LIGHT).layout for here in (0.0, 0.5))
    assert one.yaxis.range == other.yaxis.range and one.xaxis.range == other.xaxis.range


def test_the_dearest_language_stands_on_top() -> None:
    figure = figures.prices({"English": 1.0, "Hindi": 8.1, "Greek": 5.0}, LIGHT)
    assert figure.data[0].y[-1] == "Hindi" and figure.data[0].text[-1] == "8.1 ×"
