"""Can a voice be faked, and could a fake be marked? Two invented instruments, and a watermark on the open model's text."""

import streamlit as st

from core.data.instruments import INSTRUMENTS
from core.figures import sound
from core.measure.watermark import Counted, count, write
from core.studies.voice_swap import badly_heard
from core.studies.watermark import replaced
from pages.kit import kept, visit
from pages.kit.exhibit import PLAIN, of_run
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours
from pages.trust.deepfakes import exhibits, marked_text, voices

EDITED = (2.0, 4.0, 6.0)  # the deltas whose texts are edited in the picture

lesson = Lesson("deepfakes_deeper")
lesson.head()
opened = open_model()
st.html(marked_text.STYLE)
came, apart = voices.opened(), voices.opened(shared=False)

with lesson.living_picture() as (picture, controls):
    with controls:
        tune = st.selectbox(
            "Melody", list(voices.TUNES), key="tune", bind="query-params",
            help="Or press the keys: your own melody takes its place.",
        )  # fmt: skip
        player = st.selectbox(
            "You play", INSTRUMENTS, key="player", bind="query-params",
            help="The model hears this one and sounds it in the other one's voice.",
        )  # fmt: skip
        vowel = st.slider(
            "Vowel, from oo to ee", 0.0, 1.0, 0.3, 0.1, key="vowel", bind="query-params",
            help="How the mouth of the instrument is shaped. Both instruments can do it.",
        )  # fmt: skip
        vibrato = st.slider(
            "Vibrato, semitones", 0.0, 0.3, 0.0, 0.1, key="vibrato", bind="query-params",
            help="How far the pitch swings to each side.",
        )  # fmt: skip
    with picture:
        who = INSTRUMENTS.index(player)
        sounds = voices.heard(came, who, vowel, vibrato)
        facts = voices.measured(sounds)
        payload = voices.payload(sounds, who, tune, f"{came.run.id} {who} {vowel} {vibrato}")
        lesson.show(exhibits.heard(lesson.text, payload, facts, who, of_run(came.run)), "voices")


def crosses() -> None:
    """Pitch and voice over training time; with a shared encoder and without one; and a model of the learner's own."""
    seed = st.slider(
        "Seed of the model",
        0,
        9,
        0,
        key="voice_seed",
        help="0 came with the app. Another one begins with other weights.",
    )
    found = voices.opened(seed)

    def draw(seen: OpenStudy) -> None:
        runs = {"shared encoder": seen.records, "an encoder each": apart.records}
        st.plotly_chart(
            sound.crossed(runs, colours()), key="crossed", config=PLAIN, alt=lesson.text.say("crossed.over_time")
        )
        lesson.show(exhibits.whose(lesson.text, seen, apart, colours(), of_run(seen.run)), "crossed")

    panel(found, draw, label="Train it", key="voice_panel")


def length() -> None:
    """The sweep's line, the open model's own point on it, and its text in both colours."""
    unmarked, rows = marked_text.sweep()
    delta = st.select_slider(
        "δ: added to the green tokens", [row["delta"] for row in rows], 4.0, key="delta",
        help="0: no mark. At 4 a green token becomes e⁴ = 55 times as likely beside one that is not.",
    )  # fmt: skip

    def show(live: object) -> None:
        texts = live if isinstance(live, dict) else None
        point = (texts["marked"]["counted"], texts["marked"]["z"]) if texts else None
        origin = of_run(marked_text.swept().run)
        exhibit = exhibits.by_length(lesson.text, delta, rows, unmarked, point, colours(), origin)
        lesson.show(exhibit, "by_length")
        if texts:
            st.html(f'<p class="gb-quiet">{marked_text.LEGEND} The star and these texts: your model, just now.</p>')
            marked_text.coloured(texts["marked"], f"With the mark, δ = {delta:g}")
            marked_text.coloured(texts["plain"], "Without it")

    marked_text.when(marked_text.written(opened, delta), show)


def edit() -> None:
    """Found or not, over how much was replaced; and the open model's marked text, edited."""
    _, rows = marked_text.sweep()
    share = st.slider(
        "Tokens replaced, %", 0, 100, 30, 5, key="share", help="Chosen at random, by tokens of other text."
    )
    chosen = [row for row in rows if row["delta"] in EDITED]

    def show(live: object) -> None:
        origin = of_run(marked_text.swept().run)
        lesson.show(exhibits.edited(lesson.text, chosen, share / 100, colours(), origin), "edited")
        if isinstance(live, dict):
            st.html(f'<p class="gb-quiet">{marked_text.LEGEND} Bold: replaced.</p>')
            changed = replaced(opened.tokenizer, live["marked"]["ids"], share / 100, live["others"])
            marked_text.coloured(changed, f"Your model's marked text, δ = 4, {share} % replaced")

    marked_text.when(marked_text.written(opened, 4.0), show)


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
            for name, says in (("marked", "Put in marked text"), ("plain", "Put in unmarked text")):
                st.button(says, key=f"put_{quoted(name)}", on_click=put, args=(name,), disabled=not ready)
        text = st.text_area(
            "Text for the detector", key=kept.control("own"), height=160,
            help="Anything: change the model's text by hand, or write your own. It stays on this server.",
        )  # fmt: skip
        said, found = marked_text.verdict(lesson.text, opened, text)
        lesson.says(said)
        if found:
            marked_text.coloured(found, "Your text, as the model reads it")

    marked_text.when(answer, show)
    unmarked, _ = marked_text.sweep()
    lesson.show(exhibits.alarms(lesson.text, unmarked, colours(), of_run(marked_text.swept().run)), "alarms")


with lesson.experiments():
    lesson.experiment("crosses", crosses)
    lesson.experiment("length", length)
    lesson.experiment("edit", edit)
    lesson.experiment("price", price)
    lesson.experiment("own", own)

lesson.open_the_box(write, count, Counted, badly_heard)
lesson.foot()
