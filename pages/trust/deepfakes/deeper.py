"""Can a voice be faked, and could a fake be marked? Two invented instruments, and a watermark on the open model's text."""

import streamlit as st

from core.data.instruments import INSTRUMENTS
from core.figures import sound, watermark
from core.measure.watermark import Counted, count, write
from core.studies.voice_swap import badly_heard
from core.studies.watermark import replaced
from pages.kit import kept
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours
from pages.trust.deepfakes import marked_text, voices

PLAIN = {"displayModeBar": False}
EDITED = (2.0, 4.0, 6.0)  # the deltas whose texts are edited in the picture
VOICES = "the study voice_swap.learn, seed 0"
MARKS = "the study watermark.sweep, seed 0, on the model that came with the app"

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
        voices.voices(voices.payload(sounds, who, tune, f"{came.run.id} {who} {vowel} {vibrato}"), key="voices")
        lesson.says(voices.says(facts, who))
        lesson.tools(badge="recorded", name="voices", numbers=[facts], recorded_from=VOICES)


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
            sound.crossed(runs, colours()), key="crossed", config=PLAIN, alt="Fakes with the right pitch, over training"
        )
        st.plotly_chart(
            sound.whose(seen.records, colours()),
            key="whose",
            config=PLAIN,
            alt="Fakes to truth and source, over training",
        )
        if any(record.values for record in seen.records):
            lesson.says(voices.carried(seen, apart))
        lesson.tools(
            badge="recorded" if seen.shipped else "live", name="crossed", numbers=voices.table([seen, apart]),
            recorded_from=VOICES,
        )  # fmt: skip

    panel(found, draw, label="Train it", key="voice_panel")


def length() -> None:
    """The sweep's line, the open model's own point on it, and its text in both colours."""
    unmarked, rows = marked_text.sweep()
    delta = st.select_slider(
        "δ: added to the green tokens", [row["delta"] for row in rows], 4.0, key="delta",
        help="0: no mark. At 4 a green token becomes e⁴ = 55 times as likely beside one that is not.",
    )  # fmt: skip
    row = next(row for row in rows if row["delta"] == delta)

    def show(live: object) -> None:
        texts = live if isinstance(live, dict) else None
        point = (texts["marked"]["counted"], texts["marked"]["z"]) if texts else None
        st.plotly_chart(
            watermark.by_length(row, unmarked, point, colours()),
            key="by_length",
            config=PLAIN,
            alt=marked_text.by_length(row),
        )
        lesson.says(marked_text.by_length(row))
        lesson.tools(badge="recorded", name="by_length", numbers=marked_text.length_rows(rows), recorded_from=MARKS)
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
        st.plotly_chart(
            watermark.edited(chosen, share / 100, colours()),
            key="edited",
            config=PLAIN,
            alt="Still found, by tokens replaced",
        )
        lesson.says(
            " ".join(
                f"At δ = {row['delta']:g}, {row['by edit'][0]['found']:.0%} of the texts are found untouched, "
                f"{row['by edit'][3]['found']:.0%} with 30 % replaced, {row['by edit'][5]['found']:.0%} with half."
                for row in chosen
            )
        )
        lesson.tools(badge="recorded", name="edited", numbers=marked_text.edit_rows(chosen), recorded_from=MARKS)
        if isinstance(live, dict):
            st.html(f'<p class="gb-quiet">{marked_text.LEGEND} Bold: replaced.</p>')
            changed = replaced(opened.tokenizer, live["marked"]["ids"], share / 100, live["others"])
            marked_text.coloured(changed, f"Your model's marked text, δ = 4, {share} % replaced")

    marked_text.when(marked_text.written(opened, 4.0), show)


def price() -> None:
    """Perplexity and grammar over delta."""
    _, rows = marked_text.sweep()
    st.plotly_chart(watermark.price(rows, colours()), key="price", config=PLAIN, alt=marked_text.price(rows))
    lesson.says(marked_text.price(rows))
    numbers = [{name: row[name] for name in ("delta", "perplexity", "grammatical")} for row in rows]
    lesson.tools(badge="recorded", name="price", numbers=numbers, recorded_from=MARKS)


def own() -> None:
    """Any text in the detector, and how often it is wrong about text that nobody marked."""
    answer = marked_text.written(opened, 4.0)

    def put(name: str) -> None:
        st.session_state["own"] = answer.result[name]["whole"] if answer.result else ""

    def show(live: object) -> None:
        ready = isinstance(live, dict)
        with st.container(horizontal=True):
            for name, says in (("marked", "Put in marked text"), ("plain", "Put in unmarked text")):
                st.button(says, key=f"put_{quoted(name)}", on_click=put, args=(name,), disabled=not ready)
        text = st.text_area(
            "Text for the detector", key=kept.control("own"), height=160,
            help="Anything: change the model's text by hand, or write your own. It stays on this server.",
        )  # fmt: skip
        said, found = marked_text.verdict(opened, text)
        lesson.says(said)
        if found:
            marked_text.coloured(found, "Your text, as the model reads it")

    marked_text.when(answer, show)
    unmarked, _ = marked_text.sweep()
    st.plotly_chart(watermark.alarms(unmarked, colours()), key="alarms", config=PLAIN, alt=marked_text.alarms(unmarked))
    lesson.says(marked_text.alarms(unmarked))
    lesson.tools(badge="recorded", name="alarms", numbers=unmarked, recorded_from=MARKS)


with lesson.experiments():
    lesson.experiment("crosses", crosses)
    lesson.experiment("length", length)
    lesson.experiment("edit", edit)
    lesson.experiment("price", price)
    lesson.experiment("own", own)

lesson.open_the_box(write, count, Counted, badly_heard)
lesson.foot()
