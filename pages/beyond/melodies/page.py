"""Can it make music? Tunes as texts: a small model goes on with a beginning, and what it makes is measured and heard."""

import streamlit as st

from core.data.melody_files import MOST_BYTES, OwnMelody, abc, midi, sound
from core.exhibit import now, of_run
from core.measure.melodies import Library, shuffled, structure
from core.measure.melody_writing import Composer
from core.models.transformer import attend
from core.studies import melodies as study_of
from core.studies.melodies import Learned
from pages.beyond.melodies import exhibits, tunes
from pages.kit.held import Held, Spelling, presses
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel
from pages.kit.theme import colours

lesson = Lesson("melodies")
lesson.head()
words, say = lesson.controls, lesson.text.say


def came(source: str) -> OpenStudy[Learned]:
    """The training on these tunes that came with the app."""
    return chosen(study_of.learn, source=source)


with lesson.living_picture() as (picture, controls):
    with controls:
        source = words.choice("source", tunes.sources(), tunes.sources()[0])
        begins = words.choice("begins", tunes.BEGINNINGS, "nothing")
        temperature = words.slider("temperature", 0.0, 2.0, 0.8, 0.1)
        throw = presses(words, "again", "throw", type="primary")
    keys: Held[list[list[int]]] = Held(
        "begin", [], Spelling(tunes.write_tapped, tunes.read_tapped), tunes.tapped, key="tune"
    )
    opened, title, note = came(source), str(say("title")), ""
    begun: tuple[str, ...] = ()
    with picture:
        if begins == "keys":
            begun = tunes.by_keys(opened, source, keys.value)
        elif begins == "tune":
            given = tunes.example(source, words.number("example", 1, 999, 1))
            begun = tunes.by_tune(opened, given)
            note = say("from tune", title=given.title, collection=say(f"collection.{given.collection}"))
        elif begins == "file":
            upload = st.file_uploader(
                words.label("midi"),
                type=["mid", "midi"],
                key="own_midi",
                help=say("midi help", most=MOST_BYTES // 1000),
            )
            own = tunes.own_melody(upload.getvalue()) if upload else None
            if isinstance(own, OwnMelody):
                begun = tunes.by_file(opened, source, own)
                note = say("from file", notes=min(len(own.notes), tunes.GIVEN), moved=own.moved)
            elif own:
                st.warning(str(own.told))
        if note:
            lesson.says(note)
        made = tunes.continued(opened, begun, temperature, throw)
        id = f"{opened.run.id} {begins} {begun} {temperature} {throw}"
        seen = lesson.show(
            exhibits.tune(lesson.text, made, id, begins == "keys", keys.first, title, of_run(opened.run)), keys.key
        )
        before = keys.value
        if keys.now(seen.begin) != before:
            st.rerun()
        with st.container(horizontal=True, key="files"):
            for kind, mime, file in (
                ("mid", "audio/midi", lambda: midi(made.tokens, title)),
                ("wav", "audio/wav", lambda: sound(made.tokens)),
                ("abc", "text/plain", lambda: abc(made.tokens, title)),
            ):
                st.download_button(
                    words.label(f"save_{kind}"), data=file, file_name=f"tune.{quoted(kind)}", mime=mime,
                    key=f"save_{quoted(kind)}", on_click="ignore", type="tertiary",
                )  # fmt: skip
        if not tunes.folk_there():
            lesson.says(say("no folk"))


def built_like() -> None:
    """How tunes are built, by whom they were written; a training of the learner's own."""
    learned = words.buttons("learned", tunes.sources(), tunes.sources()[0])
    seed = words.number("seed", 0, 999, 0)
    asked = chosen(study_of.learn, source=learned, seed=seed)

    def draw(found: OpenStudy[Learned]) -> None:
        last, origin = found.records[-1], of_run(found.run)
        if last.values.ended:
            lesson.show(exhibits.built_like(lesson.text, last.values.ended, colours(), origin), "built_like")
            samples = last.values.ended.samples
            kind = words.pills("kind", list(samples), "gpt")
            lesson.show(
                exhibits.heard(lesson.text, samples[kind].split(), kind, f"{found.run.id} {kind}", origin),
                "listen_kind",
            )
        else:
            lesson.show(
                exhibits.learning(lesson.text, found.records, f"{found.run.id} {last.step}", origin), "listen_learning"
            )

    panel(asked, draw, label=words.label("train"), key="built_like")


def copies() -> None:
    """The longest run in common with what was learned, in any key."""
    many = words.buttons("many", tunes.sources(), tunes.sources()[0])
    found = came(many)
    origin = of_run(found.run)
    lesson.show(exhibits.copied_tune(lesson.text, tunes.end(found), found.run.id, origin), "listen_copied")
    lesson.show(exhibits.copies(lesson.text, tunes.end(found), colours(), origin), "copies")


def heat() -> None:
    """Temperature, heard and measured."""
    warm = words.slider("warm", 0.2, 2.0, 2.0, 0.1)
    found = came(tunes.sources()[0])
    made = tunes.continued(found, (), warm, 0)
    lesson.show(exhibits.heard(lesson.text, made.tokens, "gpt", f"heat {warm}", now()), "listen_heat")
    lesson.show(exhibits.heat(lesson.text, tunes.end(found), colours(), of_run(found.run)), "heat")


lesson.guess_first(built_like, copies, heat)

lesson.open_the_box(Composer.goes_on, Library, structure, shuffled, attend)
lesson.foot()
