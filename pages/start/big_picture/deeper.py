"""How did one model come to do so much? Ideas by their years, and one model that a few examples turn to three tasks."""

import streamlit as st

from core.data.milestones import milestones
from core.data.three_tasks import TASKS, task
from core.exhibit import Exhibit, of_run
from core.lessons import lesson as lesson_of
from core.measure import few_examples
from core.measure.few_examples import EXAMPLES, Tried
from core.studies import foundation
from core.studies.foundation import SHIPPED, adapt
from core.tables import with_heads
from pages.kit import ways_out
from pages.kit.lesson import Lesson, page_of
from pages.kit.open_model import called, open_model
from pages.kit.studies import OpenStudy, study
from pages.kit.theme import colours
from pages.start.big_picture import exhibits

lesson = Lesson("big_picture_deeper")
lesson.head()
words, say = lesson.controls, lesson.text.say
opened = open_model()

with lesson.living_picture() as (picture, controls):
    ideas = {one.key: one for one in milestones()}
    with controls:
        chosen = ideas[words.choice("idea", list(ideas), "transformer", written=lambda key: say(f"idea.{key}.name"))]
        st.markdown(f"[{chosen.source}]({chosen.link})")
        taken = lesson_of(chosen.lesson)
        st.page_link(page_of(taken), label=taken.question)
    with picture:
        lesson.show(exhibits.timeline(lesson.text, milestones(), chosen, colours()), "timeline")

recorded = study(foundation.learn, **SHIPPED[0])


def one_for_three() -> None:
    """Three tasks after so many examples: as recorded, and with the open model or another draw of examples."""
    if not recorded.records:
        lesson.says(say("one_for_three.begun"))
    examples = words.stops("examples", EXAMPLES, 64)
    lesson.show(
        exhibits.one_for_three(lesson.text, recorded.found, examples, colours(), of_run(recorded.run)), "adapted"
    )
    name = words.pills("task", TASKS, "answer")
    st.table(with_heads(exhibits.cases(lesson.text, recorded.found, name, examples)))
    st.markdown(f"**{words.label('own')}**")
    own(examples)


def own(examples: int) -> None:
    """The open model adapted, or the app's own with other examples."""
    if not opened.world:
        ways_out.cannot(say("own.unknown"), "own_tasks")
        return
    seed = words.number("draw", 1, 99, 1)
    asked = study(foundation.learn, run=opened.run.id, step=opened.step, seed=seed)

    def found(one: OpenStudy[Tried]) -> Exhibit:
        return exhibits.one_for_three(lesson.text, one.found, examples, colours(), of_run(one.run), asks=False)

    lesson.says(say("own.which", name=called(opened)))
    lesson.study(asked, found, "own_tasks", label="adapt")


def catch_up() -> None:
    """The share that is right over the number of examples, task by task."""
    if not few_examples.whole(recorded.found):
        lesson.says(say("one_for_three.begun"))
        return
    name = words.pills("line", TASKS, "answer", words="task")
    lesson.show(exhibits.catch_up(lesson.text, recorded.found, name, colours(), of_run(recorded.run)), "catch_up")


lesson.guess_first(one_for_three, catch_up)

lesson.open_the_box(adapt, task)
lesson.foot()
