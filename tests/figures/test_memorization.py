"""The pictures of the lesson on memorization: they build, have their axes, and show what they were given."""

from core.figures.memorization import Live, appears, extraction, recital_payload
from core.figures.palette import DARK, LIGHT
from core.studies.planted_secret import Continuation


def test_the_curves_keep_their_axes_and_their_points() -> None:
    points = {"1 letter given": [(0, 0.1), (512, 1.0)], "8 letters given": [(0, 0.0), (512, 1.0)]}
    figure = appears(points, 512, LIGHT)
    assert list(figure.data[0].y) == [0.1, 1.0] and figure.layout.yaxis.range[1] > 1
    assert (
        appears({name: some[:1] for name, some in points.items()}, 512, LIGHT).layout.xaxis.range
        == figure.layout.xaxis.range
    )
    assert len({trace.line.dash for trace in figure.data}) == 2


def test_the_live_point_is_a_star_of_its_own() -> None:
    curves = {"106,368 weights": {"1": 0.0, "64": 1.0}, "16,848 weights": {"1": 0.0, "64": 0.5}}
    figure = extraction(curves, DARK, Live(16, 0.75, "the secret above"))
    assert [trace.name for trace in figure.data] == [*curves, "the secret above"]
    assert list(figure.data[-1].x) == [16] and figure.data[-1].marker.symbol == "star"
    assert len(extraction(curves, DARK).data) == 2


def test_what_is_the_secret_is_marked_in_what_was_said() -> None:
    secret = "The dragon sleeps under stone 5319 by the lake."
    said = Continuation("xx stone 5319", [0.5] * 13)
    payload = recital_payload("The dragon", secret, [(3, said)], 9, "id")
    (moment,) = payload["moments"]
    assert moment["text"][moment["from"] : moment["from"] + moment["length"]] == " stone 5319"
    assert payload["rest"].startswith(" sleeps") and payload["longest"] == 10 + 13
    assert recital_payload("The", secret, [], 0, "id")["moments"] == []
