"""The page on size: shapes of one's own, and a start of one's own while it learns."""

from collections.abc import Sequence

import pytest

from core import lessons
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.figures.scale import many, memory
from core.measure.parameter_count import PUBLISHED, Count, Shape, count
from core.studies.scaling_law import STEPS, WIDTHS, Sized, points
from pages.text.scale import exhibits
from tests.pages.test_pages import home, opened

__all__ = ["home"]
SIZES = (1_568, 3_504, 6_208, 13_920, 24_704)


def under_way(done: int, learning: bool) -> list[Sized]:
    """So many models have learned, and the next one is half through."""
    found = [Sized(w, n, STEPS, 3.0, 9 * n**-0.07) for w, n in zip(WIDTHS[:done], SIZES[:done], strict=True)]
    return found + [Sized(WIDTHS[done], SIZES[done], STEPS // 2, 4.0)] * learning


@pytest.mark.parametrize("model", [one.name for one in PUBLISHED])
def test_every_published_model_is_counted_on_the_page(model: str) -> None:
    app = opened("scale", model=model)
    said = " ".join(html.proto.body for html in app.get("html"))
    total = count(next(one.shape for one in PUBLISHED if one.name == model)).total
    assert not app.exception and f"{many(total)} parameters" in said and memory(total, 2) in said


def test_a_shape_of_ones_own_has_knobs_and_is_counted() -> None:
    app = opened("scale", model="own", width="64", layers="1", vocabulary="256")
    said = " ".join(html.proto.body for html in app.get("html"))
    assert not app.exception and many(count(Shape(256, 64, 1, 1, 256)).total) in said


@pytest.mark.parametrize(
    ("total", "said"), [(9_000_000, "30 times as many as your open model"), (310_000, "and your open model"),
                        (60_000, "your open model has 5 times as many")],
)  # fmt: skip
def test_a_model_may_be_larger_or_smaller_than_ones_own_or_alike(total: int, said: str) -> None:
    mine, chosen = (
        Count(tokens=0, positions=0, attention=0, mlp=all, norms=0, logits=0, active=all) for all in (300_000, total)
    )
    shown = exhibits.where(lessons.lesson("scale"), {"GPT-3": chosen}, mine, "GPT-3", 2, LIGHT)
    assert said in shown.says and f"{many(total)} parameters" in shown.says


@pytest.mark.parametrize(
    ("found", "foretold"),
    [
        (under_way(0, True), []),
        (under_way(2, True), []),
        (under_way(3, False), []),
        (under_way(3, True), [SIZES[3]]),
        (under_way(4, False), [SIZES[3]]),
        (under_way(4, True), [SIZES[3], SIZES[4]]),
    ],
)
def test_each_model_is_foretold_before_it_has_learned(found: Sequence[Sized], foretold: Sequence[int]) -> None:
    exhibit = exhibits.next_one(lessons.lesson("scale"), found, 3, False, LIGHT, drawn())
    assert [row["parameters"] for row in exhibit.numbers] == list(foretold)
    assert (exhibit.picture is not None) is (len(points(found)) >= 2)
    if foretold and found[-1].held_out is None:
        assert "is predicted" in exhibit.says
