"""Can a voice be faked, and could a fake be marked? Two invented instruments, and a watermark on the open model's text."""

import streamlit as st

from core.data.instruments import INSTRUMENTS, TUNES
from core.exhibit import of_run
from core.figures import sound
from core.figures.marked_text import coloured, verdict
from core.measure.watermark import Counted, count, write
from core.studies.voice_swap import VoiceSwapped, badly_heard
from core.studies.watermark import replaced
from pages.kit import visit
from pages.kit.exhibit import chart
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours
from pages.trust.deepfakes import exhibits, marked_text, voices

EDITED = (2.0, 4.0, 6.0)  # the deltas whose texts are edited in the picture

lesson = Lesson("deepfakes_deeper")
lesson.head()
words, say = lesson.controls, lesson.text.say
opened = open_model()
st.html(marked_text.STYLE)
came, apart = voices.opened(), voices.opened(shared=False)

with lesson.living_picture() as (picture, controls):
    with controls:
        tune = words.choice("tune", TUNES, "ode")
        player = words.choice("player", INSTRUMENTS, INSTRUMENTS[0])
        vowel = words.slider("vowel", 0.0, 1.0, 0.3, 0.1)
        vibrato = words.slider("vibrato", 0.0, 0.3, 0.0, 0.1)
    with picture:
        who = INSTRUMENTS.index(player)
        sounds, facts = voices.heard(came, who, vowel, vibrato)
        named, id = (tune, words.option("tune", tune)), f"{came.run.id} {who} {vowel} {vibrato}"
        lesson.show(exhibits.heard(lesson.text, sounds, facts, who, named, id, of_run(came.run)), "voices")


def crosses() -> None:
    """Pitch and voice over training time; with a shared encoder and without one; and a model of the learner's own."""
    seed = words.slider("voice_seed", 0, 9, 0)
    found = voices.opened(seed)

    def draw(seen: OpenStudy[VoiceSwapped]) -> None:
        runs = {str(say("crossed.shared")): seen.records, str(say("crossed.each")): apart.records}
        chart(sound.crossed(runs, colours()), key="crossed", alt=lesson.text.say("crossed.over_time"))
        lesson.show(exhibits.whose(lesson.text, seen.measured, apart.measured, colours(), of_run(seen.run)), "crossed")

    panel(found, draw, label=words.label("train"), key="voice_panel")


def length() -> None:
    """The sweep's line, the open model's own point on it, and its text in both colours."""
    unmarked, rows = marked_text.sweep()
    delta = words.stops("delta", [row.delta for row in rows], 4.0)

    def show(live: object) -> None:
        texts = live if isinstance(live, dict) else None
        point = (texts["marked"]["counted"], texts["marked"]["z"]) if texts else None
        origin = of_run(marked_text.swept().run)
        exhibit = exhibits.by_length(lesson.text, delta, rows, unmarked, point, colours(), origin)
        lesson.show(exhibit, "by_length")
        if texts:
            st.html(f'<p class="gb-quiet">{say("legend")} {say("length.live")}</p>')
            st.html(coloured(lesson.text, texts["marked"], say("length.marked", delta=delta)))
            st.html(coloured(lesson.text, texts["plain"], say("length.plain")))

    marked_text.when(lesson.text, marked_text.written(opened, delta), show)


def edit() -> None:
    """Found or not, over how much was replaced; and the open model's marked text, edited."""
    _, rows = marked_text.sweep()
    share = words.slider("share", 0, 100, 50, 5)
    chosen = [row for row in rows if row.delta in EDITED]

    def show(live: object) -> None:
        origin = of_run(marked_text.swept().run)
        lesson.show(exhibits.edited(lesson.text, chosen, share / 100, colours(), origin), "edited")
        if isinstance(live, dict):
            st.html(f'<p class="gb-quiet">{say("legend")} {say("edited.live")}</p>')
            changed = replaced(opened.tokenizer, live["marked"]["ids"], share / 100, live["others"])
            st.html(coloured(lesson.text, changed, say("edited.marked", replaced=share)))

    marked_text.when(lesson.text, marked_text.written(opened, 4.0), show)


def price() -> None:
    """Perplexity and grammar over delta."""
    _, rows = marked_text.sweep()
    lesson.show(exhibits.price(lesson.text, rows, colours(), of_run(marked_text.swept().run)), "price")


def own() -> None:
    """Any text in the detector, and how often it is wrong about text that nobody marked."""
    answer = marked_text.written(opened, 4.0)

    def put(name: str) -> None:
        visit.put("own", answer.result[name]["whole"] if answer.result else "")

    def show(live: object) -> None:
        ready = isinstance(live, dict)
        with st.container(horizontal=True):
            for name in ("marked", "plain"):
                words.button(f"put_{quoted(name)}", on_click=put, args=(name,), disabled=not ready)
        text = words.box("own", "", most=None, height=160, linked=False)
        said, found = verdict(lesson.text, opened.tokenizer, text)
        lesson.says(said)
        if found:
            st.html(coloured(lesson.text, found, say("own.read")))

    marked_text.when(lesson.text, answer, show)
    unmarked, _ = marked_text.sweep()
    lesson.show(exhibits.alarms(lesson.text, unmarked, colours(), of_run(marked_text.swept().run)), "alarms")


lesson.guess_first(crosses, length, edit, price, own)

lesson.open_the_box(write, count, Counted, badly_heard)
lesson.foot()
