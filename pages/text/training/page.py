"""How does it learn? The learner trains a transformer and watches it get better."""

from typing import Any

from core.training import Recipe
from core.training.finding import find
from core.training.loop import events as loop_events
from core.training.muon import orthogonalize
from core.training.run import SHIPPED
from core.training.text import TextTask, schedule
from core.training.twins import twins
from pages.kit import learner, run_panel
from pages.kit.exhibit import of_run, of_runs
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, run_at, training_time_slider
from pages.kit.questions import answered, ask_once
from pages.kit.theme import colours
from pages.text.training import exhibits

lesson = Lesson("training")
lesson.head()

run = run_panel.watched()
names = {other.id: name for name, other in learner.my_runs().items() if other.id != run.id}
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
        run_panel.live(run, find(beside) if beside else None)
        steps = list(run.curve().values())
        lesson.show(exhibits.learning(lesson.text, steps, of_run(run)), f"training-{quoted(run.id)}")

opened = open_model()
if not run.active:
    training_time_slider(opened)
    if measured := opened.run.measurements().get(opened.step):
        lesson.says(lesson.text.say("sample", step=opened.step, sample=measured.sample))
    run_panel.slow_motion(opened.run, opened.step)


def first() -> None:
    """Grammar or facts: read off the measurements of the open run."""
    measured = list(opened.run.measurements().values())
    lesson.show(exhibits.first(lesson.text, measured, colours(), of_run(opened.run)), "first")


def twice() -> None:
    """Sixty steps, three times, by a worker: the same seed, the same seed again, one letter changed."""

    def draw(runs: Any) -> None:
        lesson.show(exhibits.twice(lesson.text, runs, colours()), "twins")

    answered(ask_once("twins", twins, Recipe(), 60), lesson.text.say("twice.waiting"), draw)


def optimizer() -> None:
    """Muon against AdamW: two shipped runs with everything else the same."""
    shipped = {"muon": "world", "adamw": "adamw"}
    runs = {lesson.text.say(f"optimizer.{name}"): run_at(str(SHIPPED / run)) for name, run in shipped.items()}
    ends: dict[str, Any] = {name: list(run.measurements().values())[-1] for name, run in runs.items()}
    both = of_runs(runs.values())
    lesson.show(exhibits.optimizer(lesson.text, ends, colours(), both), "optimizer")


with lesson.experiments():
    lesson.experiment("first", first)
    lesson.experiment("twice", twice)
    lesson.experiment("optimizer", optimizer)

lesson.open_the_box(TextTask.update, schedule, loop_events, orthogonalize)
lesson.foot()
