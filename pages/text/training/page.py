"""How does it learn? The learner trains a transformer and watches it get better."""

from typing import Any

from core.exhibit import of_run, of_runs
from core.training import Recipe
from core.training.finding import find, reader
from core.training.loop import events as loop_events
from core.training.muon import orthogonalize
from core.training.run import SHIPPED
from core.training.text import TextTask, schedule
from core.training.twins import twins
from pages.kit import learner, run_panel, ways_out
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.questions import answered, ask_once
from pages.kit.theme import colours
from pages.text.training import exhibits

lesson = Lesson("training")
lesson.head()

run, opened = run_panel.watched(), open_model()
names = {id: name for id, name in learner.me().names().items() if id != run.id}
names |= {
    folder.name: lesson.text.say("beside.shipped", name=folder.name)
    for folder in sorted(SHIPPED.glob("*"))
    if folder.name != run.id
}

with lesson.living_picture() as (picture, controls):
    with controls:
        run_panel.choose_and_train()
        nothing = lesson.text.say("beside.nothing")
        beside = lesson.controls.choice("beside", ["", *names], "", written=lambda id: names.get(id, nothing))
    with picture:
        run_panel.live(run, find(beside) if beside else None, opened.step)
        steps = list(run.curve().values())
        lesson.show(exhibits.learning(lesson.text, steps, of_run(run)), f"training-{quoted(run.id)}")

if not run.active:
    training_time_slider(opened, strip=True)
    run_panel.slow_motion(opened.run, opened.step)


def first() -> None:
    """Grammar or facts: read off the measurements of the open run."""
    if not opened.world:
        ways_out.cannot(lesson.text.say("first.unknown"), "first")
        return
    measured = list(opened.run.measurements().values())
    lesson.show(exhibits.first(lesson.text, measured, colours(), of_run(opened.run)), "first")


def twice() -> None:
    """Sixty steps, three times, by a worker: the same seed, the same seed again, one letter changed."""

    def draw(runs: Any) -> None:
        lesson.show(exhibits.twice(lesson.text, runs, colours()), "twins")

    answered(ask_once("twins", twins, Recipe(), 60), lesson.text.say("twice.waiting"), draw)


def optimizer() -> None:
    """Muon against AdamW: two shipped runs with everything else the same."""
    runs = {"muon": reader(SHIPPED / "world"), "adamw": reader(SHIPPED / "adamw")}
    measured = {name: list(run.measurements().values()) for name, run in runs.items()}
    lesson.show(exhibits.optimizer(lesson.text, measured, colours(), of_runs(runs.values())), "optimizer")


with lesson.experiments():
    lesson.experiment("first", first)
    lesson.experiment("twice", twice)
    lesson.experiment("optimizer", optimizer)

lesson.open_the_box(TextTask.update, schedule, loop_events, orthogonalize)
lesson.foot()
