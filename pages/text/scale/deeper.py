"""Where is computing best spent, and what does it cost? Three budgets with a valley each; memory, hours, electricity and rent."""

import streamlit as st

from core.data import compute_costs
from core.exhibit import of_run
from core.measure import model_costs
from core.measure.compute import training
from core.measure.model_costs import TrainingMemory
from core.measure.parameter_count import PUBLISHED, Shape, count
from core.studies import iso_flop
from core.studies.iso_flop import Spent
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.text.scale import exhibits

CONTEXTS = (1_024, 8_192, 131_072, 1_048_576)
WIDTHS = (768, 2_048, 4_096, 8_192, 16_384)
LAYERS = (6, 12, 24, 48, 96)
HEAD, OWN_VOCABULARY = 128, 50_257  # of a shape of one's own
BILLIONS = (0.1, 1, 8, 70, 175, 405, 1_000)
TRILLIONS = (0.1, 0.3, 1, 5, 15, 30)

lesson = Lesson("scale_deeper")
lesson.head()
words, value = lesson.controls, compute_costs.value

with lesson.living_picture() as (picture, controls):
    with controls:
        shapes = {one.name: one.shape for one in PUBLISHED}
        model = words.choice("model", (*shapes, "own"), "Llama 3.1 405B")
        if model == "own":
            width = words.stops("width", WIDTHS, 4_096, written=exhibits.whole)
            layers = words.stops("layers", LAYERS, 24)
            shapes["own"] = Shape(OWN_VOCABULARY, width, layers, width // HEAD, 4 * width)
        bytes_each = words.stops("bytes", exhibits.FORMATS[::-1], 2)
        context = words.stops("context", CONTEXTS, 8_192, written=exhibits.whole)
    with picture:
        lesson.show(
            exhibits.kept(lesson.text, model, shapes[model], context, bytes_each, value("memory"), colours()), "kept"
        )


def valley() -> None:
    """Three budgets with six sizes each; then a size of one's own on one of them."""
    recorded = study(iso_flop.learn)
    if not recorded.finished:
        return
    lesson.show(exhibits.valley(lesson.text, recorded.found, colours(), of_run(recorded.run)), "valley")
    with st.container(horizontal=True):
        budget = words.buttons("budget", tuple(iso_flop.BUDGETS), "small")
        wide = words.stops("own_width", iso_flop.OFFERED, 20)

    def draw(yours: OpenStudy[Spent]) -> None:
        exhibit = exhibits.own_point(lesson.text, recorded.found, yours.found, colours(), of_run(yours.run))
        lesson.show(exhibit, "own_point")

    mine = chosen(iso_flop.point, budget=budget, width=wide)
    panel(mine, draw, label=words.label("spend"), key="own_point")


def train() -> None:
    """What training keeps in memory besides the weights, for the model of the picture."""
    way = words.buttons("way", ("mixed", "single"), "mixed")
    mixed = TrainingMemory(value("weights"), value("gradients"), value("copy"), value("moments"))
    weights = count(shapes[model]).total
    lesson.show(exhibits.train(lesson.text, weights, mixed, way, value("memory"), colours()), "train")


def check() -> None:
    """The formula beside published totals."""
    trained = compute_costs.totals()
    which = words.choice("published", tuple(one.name for one in trained), "Llama 3.1 405B")
    lesson.show(exhibits.check(lesson.text, trained, which, value("peak"), value("used"), colours()), "check")


def bill() -> None:
    """Hours, energy, rent and electricity of a training of one's own."""
    left, right = st.columns(2)
    with left:
        billions = words.stops("billions", BILLIONS, 8, written=exhibits.plainly)
        hourly = words.slider("hourly", 1.0, 5.0, value("hourly"), 0.5)
    with right:
        trillions = words.stops("trillions", TRILLIONS, 1, written=exhibits.plainly)
        kilowatt_hour = words.slider("kilowatt_hour", 0.05, 0.50, 0.10, 0.05)
    made = model_costs.bill(
        billions * 1e9, trillions * 1e12, peak=value("peak"), used=value("used"), watts=value("watts"),
        overhead=value("overhead"), hourly=hourly, kilowatt_hour=kilowatt_hour,
    )  # fmt: skip
    used = [compute_costs.coefficients()[key] for key in ("peak", "used", "watts", "overhead", "hourly")]
    lesson.show(exhibits.bill(lesson.text, billions, trillions, made, used, colours()), "bill")


lesson.guess_first(valley, train, check, bill)

lesson.open_the_box(training, model_costs.hours, model_costs.cache_bytes)
lesson.foot()
