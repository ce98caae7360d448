"""Why are they so big? Where parameters sit, a law of one's own that foretells the next size, and what size did for real ones."""

from core.data.real_models import real_models
from core.exhibit import of_run, of_runs
from core.measure.parameter_count import PUBLISHED, Shape, count, shape_of
from core.measure.scaling import fit
from core.studies import scaling_law, size_and_facts
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.text.scale import exhibits

WIDTHS = (64, 256, 768, 2_048, 4_096, 8_192, 16_384)
LAYERS = (1, 2, 6, 12, 24, 48, 96, 128)
VOCABULARIES = (256, 1_024, 8_192, 50_257, 128_256, 256_000)
BYTES = (0.5, 1, 2, 4)
HEAD = 64  # numbers of a head, in a shape of one's own

lesson = Lesson("scale")
lesson.head()
words = lesson.controls
opened = open_model()

with lesson.living_picture() as (picture, controls):
    with controls:
        shapes = {one.name: one.shape for one in PUBLISHED}
        chosen = words.choice("model", (*shapes, "own"), "GPT-3")
        if chosen == "own":
            width = words.stops("width", WIDTHS, 768, written=exhibits.whole)
            layers = words.stops("layers", LAYERS, 12)
            vocabulary = words.stops("vocabulary", VOCABULARIES, 50_257, written=exhibits.whole)
            shapes["own"] = Shape(vocabulary, width, layers, max(1, width // HEAD), 4 * width)
        bytes_each = words.stops("bytes", BYTES, 2)
    with picture:
        counts = {name: count(shape) for name, shape in shapes.items()}
        mine = count(shape_of(opened.config))
        lesson.show(exhibits.where(lesson.text, counts, mine, chosen, bytes_each, colours()), "where")


def law() -> None:
    """The line through seven sizes, and the eighth; then another start, foretold model by model."""
    recorded = [study(scaling_law.learn), *(study(scaling_law.learn, **kept) for kept in scaling_law.SHIPPED[1:])]
    starts = {str(number): scaling_law.points(one.found) for number, one in enumerate(recorded)}
    lesson.show(exhibits.law(lesson.text, starts, colours(), of_runs(one.run for one in recorded)), "law")
    seed = words.number("law_seed", len(recorded), 999, len(recorded))

    def draw(yours: OpenStudy[scaling_law.Sized]) -> None:
        exhibit = exhibits.next_one(lesson.text, yours.found, seed, yours.finished, colours(), of_run(yours.run))
        lesson.show(exhibit, "next_one")

    panel(study(scaling_law.learn, seed=seed), draw, label=words.label("train"), key="law_yours")


def facts() -> None:
    """What models of four sizes recall, by how often a fact was told."""
    sizes = study(size_and_facts.learn)
    lesson.show(exhibits.facts(lesson.text, sizes.found, colours(), of_run(sizes.run)), "facts")


def real() -> None:
    """Real models' sizes and years against the share of a test's questions that they answer."""
    lesson.show(exhibits.real(lesson.text, real_models(), colours()), "real")


lesson.guess_first(law, facts, real)

lesson.open_the_box(fit, count)
lesson.foot()
