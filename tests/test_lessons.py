"""The teaching texts: every file is whole, and a file that is not says where and why."""

import re
from pathlib import Path

import pytest
import yaml

from core import lessons
from core.figures.palette import LIGHT
from core.language import FOLDER
from core.lessons import parts
from core.lessons.parts import Lesson, LessonError

PAGES = Path(__file__).resolve().parents[1] / "pages"
HAVE_PAGES = lessons.page_files(PAGES)
NAMES = sorted(path.stem for path in (FOLDER / "en").glob("*.yaml") if path.stem in HAVE_PAGES)
LESSONS = [name for name in NAMES if name != "welcome"]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one whole lesson, to be broken."""
    (tmp_path / "en").mkdir()
    for suffix in (".yaml", ".teacher.md"):
        (tmp_path / "en" / f"generation{suffix}").write_text((FOLDER / "en" / f"generation{suffix}").read_text("utf-8"))
    return tmp_path


def test_a_second_page_needs_a_note_and_no_quiz(texts: Path):
    content = (texts / "en" / "generation.yaml").read_text("utf-8")
    quiz = content[content.index("\nquiz:") : content.index("\nsources:")]
    (texts / "en" / "generation_deeper.yaml").write_text(content.replace(quiz, ""), "utf-8")
    with pytest.raises(LessonError, match="generation_deeper.teacher.md"):
        lessons.lesson("generation_deeper", folder=texts)
    (texts / "en" / "generation_deeper.teacher.md").write_text("### Goal", "utf-8")
    deeper = lessons.lesson("generation_deeper", folder=texts)
    assert deeper.deeper and deeper.quiz == () and deeper.teacher == "### Goal"
    assert not lessons.lesson("generation", folder=texts).deeper


def change(texts: Path, old: str, new: str) -> None:
    path = texts / "en" / "generation.yaml"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


# --- all files


def all_strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in all_strings(part)]


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_is_whole(name: str):
    found = lessons.lesson(name)
    assert found.minutes > 0
    if not found.deeper:
        assert 2 <= len(found.experiments) <= 3 and found.teacher and len(found.quiz) == 3


def test_next_walks_the_whole_course_from_further_pages_too():
    course = [one for section in lessons.course(PAGES).values() for one in section]
    assert [lessons.following(one, PAGES) for one in course] == [*course[1:], None]
    assert course[0].name == "big_picture" and course[-1].name == "society"
    for name, those in lessons.further_pages(PAGES).items():
        assert all(lessons.following(one, PAGES) == lessons.following(lessons.lesson(name), PAGES) for one in those)


def test_a_tab_of_the_browser_names_its_page_as_no_other_does():
    further = [one.title for those in lessons.further_pages(PAGES).values() for one in those]
    assert further and not [title for title in further if title.endswith(("deeper", "depth"))]  # the menu says that
    names = [one.title for section in lessons.course(PAGES).values() for one in section]
    names += [lessons.frame().say("second page", title=title) for title in further]
    assert len(set(names)) == len(names)


def test_the_parts_of_the_transformer_come_in_the_order_in_which_a_text_passes_them():
    names = [one.name for one in lessons.course(PAGES)["text"]]
    parts = ["tokens", "embeddings", "attention", "transformer"]
    assert [name for name in names if name in parts] == parts
    assert names.index("training") not in range(names.index("tokens"), names.index("transformer"))


def test_the_first_page_is_whole():
    assert lessons.welcome().catch.key == "catch"


@pytest.mark.parametrize("name", NAMES)
def test_every_experiment_leaves_the_guess_open(name: str):
    """No text before the guess may tell the answer, so an experiment asks, and its options differ."""
    text = lessons.welcome() if name == "welcome" else lessons.lesson(name)
    for experiment in (text.catch,) if isinstance(text, parts.Welcome) else text.experiments:
        assert experiment.ask.endswith("?")
        assert len(set(experiment.options)) == len(experiment.options)


@pytest.mark.parametrize("name", LESSONS)
def test_every_wrong_answer_has_an_explanation_of_its_own(name: str):
    for question in lessons.lesson(name).quiz:
        said = [option.feedback for option in question.options]
        assert len(set(said)) == len(said)


def test_the_right_answers_do_not_all_stand_in_the_same_place():
    places = [[o.right for o in q.options].index(True) for name in LESSONS for q in lessons.lesson(name).quiz]
    assert max(map(places.count, set(places))) <= len(places) / 2


@pytest.mark.parametrize("name", LESSONS)
def test_formula_and_symbols_use_hues_of_the_palette(name: str):
    box = lessons.lesson(name).box
    hues = set(re.findall(r"\\hue\{(\w+)\}", box.formula))
    assert hues and hues <= set(LIGHT.__dataclass_fields__)
    assert {symbol.hue for symbol in box.symbols} == hues  # what is coloured is explained, and the other way round


@pytest.mark.parametrize("name", LESSONS)
def test_a_name_in_the_code_belongs_to_one_symbol(name: str):
    names = [code for symbol in lessons.lesson(name).box.symbols for code in symbol.code]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", LESSONS)
def test_what_is_cited_is_among_the_sources(name: str):
    found = lessons.lesson(name)
    cited = {f"{who.split()[0]} {year}" for text in found.simplified for who, year in CITED.findall(text)}
    listed = {
        f"{who} {year}" for source in found.sources for who, year in re.findall(r"^(\w+).*?\((\d{4})\)", source.text)
    }
    assert cited <= listed
    assert all(source.link.startswith("https://") for source in found.sources)


CITED = re.compile(r"([A-Z]\w+(?: et al\.| and [A-Z]\w+)?) (?:\()?(\d{4})")


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_short_and_free_of_emoji(name: str):
    content = (FOLDER / "en" / f"{name}.yaml").read_text("utf-8")
    assert not re.search("[\U0001f300-\U0001faff]", content)
    for text in all_strings(yaml.safe_load(content)):
        plain = re.sub(r"\$[^$]*\$", "x", text)
        for sentence in re.split(r"(?<=[.?!:;])\s", plain):
            assert len(sentence.split()) <= 36, sentence


NOTES = sorted(path.name.removesuffix(".teacher.md") for path in (FOLDER / "en").glob("*.teacher.md"))


@pytest.mark.parametrize("name", NOTES)
def test_a_teachers_note_has_its_parts_as_headings_of_one_level(name: str):
    note = (FOLDER / "en" / f"{name}.teacher.md").read_text("utf-8")
    headings = re.findall(r"^#+ .*$", note, re.MULTILINE)
    assert all(heading.startswith("### ") for heading in headings)  # they stand under an h2 of the page
    told = " ".join(headings)
    for part in ("Goal", "Run of show", "Questions to ask", "believe", "Answers"):
        assert part in told


# --- files that are not whole


def test_a_missing_part_is_named(texts: Path):
    change(texts, "minutes: 8\n", "")
    with pytest.raises(LessonError, match=r"generation.yaml needs the part 'minutes'"):
        lessons.lesson("generation", folder=texts)


def test_an_empty_part_is_named(texts: Path):
    change(texts, "title: Temperature zero", 'title: " "')
    with pytest.raises(LessonError, match="experiments 1, title is empty"):
        lessons.lesson("generation", folder=texts)


def test_a_misspelt_part_is_named(texts: Path):
    change(texts, "answer:", "anwser:")
    with pytest.raises(LessonError, match="'anwser' that nobody reads"):
        lessons.lesson("generation", folder=texts)


def test_a_name_that_yaml_reads_as_yes_or_no_is_refused(texts: Path):
    change(texts, "says:\n", "says:\n  on: a processor\n")
    with pytest.raises(LessonError, match="says has the name True"):
        lessons.lesson("generation", folder=texts)


def test_an_answer_without_feedback_is_refused(texts: Path):
    path = texts / "en" / "generation.yaml"
    lines = path.read_text("utf-8").splitlines()
    del lines[next(i for i, line in enumerate(lines) if "feedback:" in line)]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(LessonError, match="quiz 1, options 1 needs the part 'feedback'"):
        lessons.lesson("generation", folder=texts)


def test_a_question_needs_exactly_one_right_answer(texts: Path):
    change(texts, "        right: true\n", "")
    with pytest.raises(LessonError, match="question 1 needs exactly one right option"):
        lessons.lesson("generation", folder=texts)


def test_a_number_where_words_belong_is_refused(texts: Path):
    change(texts, "options: [One,", "options: [1,")
    with pytest.raises(LessonError, match="experiments 1, options 1 must be str; it is 1"):
        lessons.lesson("generation", folder=texts)


def test_broken_yaml_is_said_in_words(texts: Path):
    change(texts, "section: text", "section: [text")
    with pytest.raises(LessonError, match="generation.yaml is not valid YAML"):
        lessons.lesson("generation", folder=texts)


def test_an_unknown_station_is_refused(texts: Path):
    change(texts, "[probabilities,", "[chances,")
    with pytest.raises(LessonError, match="station 'chances'"):
        lessons.lesson("generation", folder=texts)


def test_a_lesson_without_a_teachers_note_is_refused(texts: Path):
    (texts / "en" / "generation.teacher.md").unlink()
    with pytest.raises(LessonError, match="generation.teacher.md"):
        lessons.lesson("generation", folder=texts)


def test_an_experiment_that_does_not_exist_is_said_with_those_that_do():
    with pytest.raises(LessonError, match="'hot'; it has .*'zero', 'wild', 'rare'"):
        lessons.lesson("generation").experiment("hot")


# --- languages and corrections


def test_a_language_that_lacks_a_lesson_falls_back_to_english(texts: Path):
    assert lessons.lesson("generation", "de", texts).question == lessons.lesson("generation", "en", texts).question


@pytest.mark.parametrize("language", ["../en", "", "english", "e/n"])
def test_a_language_is_never_a_path(texts: Path, language: str):
    assert lessons.lesson("generation", language, texts).name == "generation"


def test_a_translated_lesson_is_read(texts: Path):
    (texts / "de").mkdir()
    for path in list((texts / "en").iterdir()):
        (texts / "de" / path.name).write_text(path.read_text("utf-8").replace("title: Generation", "title: Schreiben"))
    assert lessons.lesson("generation", "de", texts).title == "Schreiben"


def test_a_corrected_sentence_shows_at_once(texts: Path):
    before = lessons.lesson("generation", folder=texts)
    change(texts, "question: How does it choose the next word?", "question: How does it pick a word that comes next?")
    assert (
        before.question
        != lessons.lesson("generation", folder=texts).question
        == "How does it pick a word that comes next?"
    )


# --- the course


def test_only_lessons_with_a_page_stand_in_the_course(tmp_path: Path):
    assert lessons.course(tmp_path) == {}
    for name in ("attention", "generation"):
        (tmp_path / "text" / name).mkdir(parents=True)
        (tmp_path / "text" / name / "page.py").touch()
    assert [lesson.name for lesson in lessons.course(tmp_path)["text"]] == ["generation", "attention"]


def test_two_lessons_never_claim_one_place(texts: Path, tmp_path: Path):
    for suffix in (".yaml", ".teacher.md"):
        (texts / "en" / f"tokens{suffix}").write_text((FOLDER / "en" / f"tokens{suffix}").read_text("utf-8"))
    place = lessons.lesson("tokens", folder=texts).place
    for name in ("generation", "tokens"):
        (tmp_path / "pages" / "text" / name).mkdir(parents=True)
        (tmp_path / "pages" / "text" / name / "page.py").touch()
    assert len(lessons.course(tmp_path / "pages", folder=texts)["text"]) == 2
    change(texts, f"place: {lessons.lesson('generation', folder=texts).place}\n", f"place: {place}\n")
    with pytest.raises(
        LessonError, match=f"tokens.yaml and generation.yaml both claim place {place} in section 'text'"
    ):
        lessons.course(tmp_path / "pages", folder=texts)


def test_every_page_of_a_lesson_has_its_text():
    for name in HAVE_PAGES.keys() - {"welcome"}:
        assert isinstance(lessons.lesson(name), Lesson)


def test_an_apostrophe_is_written_in_one_way():
    curled = {path.name for path in (FOLDER / "en").rglob("*") if path.is_file() and "’" in path.read_text("utf-8")}
    assert curled == set()
