"""The frame of a lesson, with a page that fills it in: what is there, in which order, and what a guess unlocks."""

import csv
import io
from collections.abc import Iterator
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from core import language, lessons
from core.tables import Rows, to_csv, to_file, with_heads
from pages.kit import lesson as lesson_module
from pages.kit import open_model
from tests.patience import PATIENCE

TEXT = lessons.lesson("attention")
FIRST, SECOND, *_ = TEXT.experiments


def page() -> None:
    """A lesson that computes next to nothing."""
    from functools import partial

    import streamlit as st

    from core.exhibit import Exhibit, Origin
    from core.lessons.parts import Experiment, Verdict
    from core.models.transformer import attend
    from core.sentences import write
    from pages.kit.experiments import conclude
    from pages.kit.lesson import Lesson

    def result(experiment: Experiment) -> None:
        st.session_state["computed"] = st.session_state.get("computed", 0) + 1
        lesson.says("Not one <b>number</b> changed.")
        conclude(Verdict(lesson.text.name, experiment, next(iter(experiment.outcomes)), write("So it came out.")))

    lesson = Lesson("attention")
    lesson.head()
    with lesson.living_picture() as (picture, controls):
        picture.text("a picture")
        controls.slider("Layer", 1, 2, key="layer")
        with picture:
            origin = Origin("recorded", ("From the run “world”.",))
            lesson.show(Exhibit(None, write("{heads:one head|# heads}", heads=1), [{"head": 1}], origin), "heads")
    with lesson.experiments():
        for experiment in lesson.text.experiments:
            lesson.experiment(experiment.key, partial(result, experiment))
    lesson.open_the_box(attend)
    lesson.foot()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page, without a model to be open and without other pages to link to."""
    monkeypatch.setattr(open_model, "status_line", lambda: None)
    monkeypatch.setattr(lesson_module, "way_on", lambda lesson: None)
    yield AppTest.from_function(page, default_timeout=PATIENCE)


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def words(test: AppTest) -> str:
    return "\n".join(element.value for element in test.markdown)


def keys(test: AppTest) -> list[str]:
    """Keys of containers, in the order of the page."""
    found: list[str] = []

    def walk(block: object) -> None:
        proto = getattr(block, "proto", None)
        if name := getattr(proto, "id", "") or "":
            found.append(str(name))
        for child in getattr(block, "children", {}).values():
            walk(child)

    walk(test.main)
    return found


def button(test: AppTest, key: str):
    return next(one for one in test.button if one.key == key)


def guess(test: AppTest, key: str, option: str) -> AppTest:
    return next(one for one in test.get("button_group") if one.key == f"guess_attention-{key}").select(option).run()


# --- what is there


def test_a_lesson_has_its_parts_in_their_order(opened: AppTest):
    opened.run()
    assert not opened.exception
    order = [key.split("-")[-1] for key in keys(opened)]
    parts = ["living_picture", "experiments", "open_the_box", "simplified", "check_yourself", "sources"]
    assert [key for key in order if key in parts] == parts


def test_there_is_one_h1_and_no_level_is_jumped(opened: AppTest):
    opened.run()
    assert [title.value for title in opened.title] == [TEXT.question]
    assert [header.value for header in opened.header] == [
        "Try it", "Open the box", "What is simplified here", "Check yourself", "Sources"
    ]  # fmt: skip
    assert [subheader.value for subheader in opened.subheader] == [e.title for e in TEXT.experiments]


def test_the_pipeline_marks_the_station_of_the_lesson(opened: AppTest):
    opened.run()
    pipeline = next(element.proto.body for element in opened.get("html") if "gb-pipeline" in element.proto.body)
    assert pipeline.count("<li") == len(lessons.STATIONS)
    assert pipeline.count("aria-current") == pipeline.count("gb-here") == 1
    assert pipeline.index("gb-here") < pipeline.index("blocks<") < pipeline.index("probabilities")


def test_the_quiet_line_says_what_it_takes(opened: AppTest):
    opened.run()
    assert f"{TEXT.minutes} minutes · You will be able to {escape(TEXT.able)}." in html(opened)


def test_a_figure_says_honestly_where_it_comes_from(opened: AppTest):
    opened.run()
    assert "From the run “world”." in words(opened)


def test_sources_are_links(opened: AppTest):
    opened.run()
    for source in TEXT.sources:
        assert f"[{source.text}]({source.link})" in words(opened)


# --- predict, do, explain


def test_nothing_is_computed_or_explained_before_the_guess(opened: AppTest):
    opened.run()
    assert "computed" not in opened.session_state
    assert not any(experiment.explain in words(opened) for experiment in TEXT.experiments)


def test_a_guess_unlocks_its_own_experiment_and_stands_beside_the_answer(opened: AppTest):
    guess(opened.run(), FIRST.key, FIRST.options[0])
    assert opened.session_state["computed"] == 1
    assert f'<p class="gb-guess">{escape(FIRST.options[0])}</p>' in html(opened)
    assert FIRST.explain in words(opened)
    assert SECOND.explain not in words(opened)


def test_one_may_look_without_a_guess(opened: AppTest):
    button(opened.run(), f"skip_attention-{SECOND.key}").click().run()
    assert "I did not guess" in html(opened)
    assert SECOND.explain in words(opened)


def test_a_guess_can_be_taken_back(opened: AppTest):
    guess(opened.run(), FIRST.key, FIRST.options[0])
    button(opened, f"again_attention-{FIRST.key}").click().run()
    assert FIRST.explain not in words(opened)
    guess(opened, FIRST.key, FIRST.options[-1])
    assert f'<p class="gb-guess">{escape(FIRST.options[-1])}</p>' in html(opened)


def test_what_was_done_is_counted(opened: AppTest):
    guess(opened.run(), FIRST.key, FIRST.options[0])
    opened.radio[0].set_value("One").run()
    book = opened.session_state["passing notebook"]
    assert book.get(f"attention/guess {FIRST.key}") == "1" and book.get("attention/answered 1") is True


def test_a_guess_of_before_0_4_whose_words_were_kept_is_found(opened: AppTest):
    opened.run()
    opened.session_state["passing notebook"].put({f"attention/guess {FIRST.key}": FIRST.options[1]})
    assert f'<p class="gb-guess">{escape(FIRST.options[1])}</p>' in html(opened.run())


def test_a_computed_sentence_is_never_markup(opened: AppTest):
    guess(opened.run(), FIRST.key, FIRST.options[0])
    assert "Not one &lt;b&gt;number&lt;/b&gt; changed." in html(opened)


# --- registers


def test_plain_folds_the_mathematics_and_technical_unfolds_it(opened: AppTest):
    box = "The formula and the code"
    opened.run()
    assert not next(e for e in opened.expander if e.label == box).proto.expanded
    opened.session_state["register"] = "technical"
    opened.run()
    assert next(e for e in opened.expander if e.label == box).proto.expanded


def test_the_technical_register_says_more(opened: AppTest):
    guess(opened.run(), FIRST.key, FIRST.options[0])
    assert FIRST.technical not in words(opened)
    opened.session_state["register"] = "technical"
    opened.run()
    assert FIRST.technical in words(opened)


# --- check yourself


@pytest.mark.parametrize("number", range(3))
def test_every_answer_gets_its_own_reason_and_not_by_colour_alone(opened: AppTest, number: int):
    opened.run()
    for option in TEXT.quiz[number].options:
        opened.radio[number].set_value(option.text).run()
        verdict = "✓ Right." if option.right else "✗ Not quite."
        assert f"<b>{verdict}</b> {escape(option.feedback)}" in html(opened)


# --- open the box


def test_the_formula_is_written_in_the_colours_of_the_picture_once_it_is_unfolded(opened: AppTest):
    opened.run()
    assert not opened.latex
    opened.session_state["register"] = "technical"
    opened.run()
    formula = opened.latex[0].value
    assert r"\textcolor{#4a55c4}{Q}" in formula and r"\hue" not in formula


# --- numbers


@pytest.mark.parametrize("start", ["=1+1", "+1+1", "-1-1", "-1%=2", "-1\n=2", "@sum", "\t=1", "\r=1"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(start: str):
    rows = list(csv.reader(io.StringIO(to_csv([{"token": start, start: 1}]), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_numbers_stay_numbers():
    assert to_csv([{"change": -0.5}]).splitlines() == ["change", "-0.5"]
    assert to_csv([{"a": "+48%", "b": "-0.50", "c": "-1"}]).splitlines()[1] == "+48%,-0.50,-1"


def test_a_cell_is_read_by_people():
    (row,) = with_heads(
        [{"a": True, "b": 0.14882369697186235, "c": [1.0, 0.97], "d": 7, "e": None, "f": 6.749902916e-05}]
    )
    assert list(row.values()) == ["yes", 0.148824, "1.0, 0.97", 7, None, 6.7499e-05]


def test_a_spreadsheet_reads_the_letters_and_the_cells_of_the_language(monkeypatch: pytest.MonkeyPatch):
    rows: Rows = [{"word": "früh – “a”, b", "share": 0.25}]
    assert to_file(rows).decode("utf-8-sig") == to_csv(rows) and to_file(rows).startswith(b"\xef\xbb\xbf")
    assert to_file([{"half": "\ud800"}]).decode("utf-8-sig").splitlines()[1] == "?"
    monkeypatch.setattr(language, "spoken", lambda: "de")
    assert to_csv(rows).splitlines() == ["word;share", "früh – “a”, b;0,25"]


def test_an_empty_table_is_an_empty_file():
    assert to_csv([]).strip() == ""
