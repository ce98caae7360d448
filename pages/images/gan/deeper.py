"""GANs, deeper: digits with and without the penalty that calms the fight, and what a collapse needs."""

from core.exhibit import of_run, of_runs
from core.measure.points import hits, jensen_shannon
from core.models.gan import discriminator_loss, r1
from core.studies import digit_gan
from pages.images.gan import digit_game, exhibits, plane_run
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.studies import chosen, panel, study

lesson = Lesson("gan_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        penalty = lesson.controls.stops("r1", (0.0, 0.1, 1.0, 10.0), 0.1)  # the first page shows 1.0
        seed = lesson.controls.slider("seed", 0, 9, 0)
    with picture:
        opened = chosen(digit_gan.learn, penalty=penalty, seed=seed)
        train = lesson.controls.label("train")
        panel(opened, lambda seen: mount(digit_game.game(seen), "digits"), label=train, key="digits")
        if records := opened.measured:
            lesson.show(exhibits.digits(lesson.text, records, of_run(opened.run)), "digits_deeper")


def without() -> None:
    """The same digits GAN without R1, and the sheet of the usual one beside it."""
    bare, usual = study(digit_gan.learn, penalty=0.0), study(digit_gan.learn)
    sheets = digit_game.last_sheet(bare), digit_game.last_sheet(usual)
    picture, origin = digit_game.game(bare), of_runs([bare.run, usual.run])
    lesson.show(exhibits.without(lesson.text, bare.measured, *sheets, origin, picture), "digits_without")


def healthy() -> None:
    """A run that is good already gets the settings that collapse a fresh one."""
    shown = plane_run.switched()
    picture = plane_run.of_the_ring(lesson.text, shown, 4000)
    lesson.show(exhibits.healthy(lesson.text, shown.records, of_run(shown.run), picture), "film_switched")


lesson.guess_first(without, healthy)

lesson.open_the_box(discriminator_loss, r1, hits, jensen_shannon)
lesson.foot()
