"""A learner's text on its way: handed in by a page, read by a worker, learned by a run; short ones as a whole."""

import dataclasses
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.files import read_json, write_json
from core.training import Recipe, texts
from core.training.corpus import SHORT, corpus, own_choice, what_is_learned
from core.training.events import Measured
from core.training.recipe import BEFORE, OptimizerChoice, TextChoice, TokenizerChoice
from core.training.run import Run
from core.training.slices import train_here
from core.training.tidying import forget_unused
from tests.data import own_files as files

LONG = "".join(f"{files.LINE} {number}\n\n" for number in range(600))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return tmp_path


def test_a_file_is_handed_in_read_and_found_again() -> None:
    key = texts.hand_in(files.word())
    read = texts.read(key, "a.docx")
    assert not read.refused and read.begins.startswith(files.LINE) and texts.found(key) == read
    assert texts.text(key).count(files.LINE) == 80
    assert read.choice == own_choice(texts.text(key))
    texts.forget(key)
    assert texts.found(key) is None and texts.text(key) == ""
    assert "Choose it again" in str(texts.read(key, "a.docx").refused)


def test_what_an_older_version_said_of_a_text_is_shown_as_it_was(home: Path) -> None:
    key = texts.hand_in(files.STORY)
    read = texts.read(key)
    path = home / "texts" / key / "read.json"
    old = read_json(path) | {
        "refused": "", "described": "13 characters.", "learned": "All of it.", "notes": ["1 byte went."]
    }  # fmt: skip
    write_json(path, old)
    found = texts.found(key)
    assert found and not found.refused and found.begins == read.begins
    assert [str(one) for one in (*found.described, found.learned, *found.notes)] == [
        "13 characters.", "All of it.", "1 byte went.",
    ]  # fmt: skip


def test_a_pasted_text_stays_what_it_is() -> None:
    pasted = "“süß” ﬁ 中 \U0001f642 " * 200
    key = texts.hand_in(pasted)
    read = texts.read(key)
    assert texts.text(key) == pasted.strip() and read.notes == () and read.encoding == ""


def test_a_refused_text_can_still_be_read_in_another_encoding() -> None:
    key = texts.hand_in(files.long("Russian").encode("utf-16-le"))
    wrong = texts.read(key, "a.txt", "cp1251")
    assert wrong.refused and wrong.encoding == "cp1251"
    assert texts.read(key, "a.txt", "utf-16-le").begins.startswith(files.STORIES["Russian"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_nobody_else_on_the_machine_can_read_it(home: Path) -> None:
    key = texts.hand_in(files.STORY)
    texts.read(key)
    assert {oct(path.stat().st_mode & 0o777) for path in home.glob("texts/*/*")} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (home / "texts", home / "texts" / key)} == {"0o700"}


@pytest.mark.parametrize("key", ["", "..", "a" * 31, "../" * 10 + "ab", "A" * 32])
def test_a_key_is_never_a_path(key: str) -> None:
    assert texts.text(key) == "" and texts.found(key) is None
    with pytest.raises(ValueError, match="no key"):
        texts.forget(key)


def test_what_nobody_took_up_is_forgotten(home: Path) -> None:
    old, new = texts.hand_in(files.STORY), texts.hand_in(files.STORY)
    os.utime(home / "texts" / old, (0, 0))
    forget_unused(30)
    assert [path.name for path in (home / "texts").glob("*")] == [new]


def test_a_text_whose_learner_comes_again_is_kept(home: Path) -> None:
    key = texts.hand_in(files.STORY)
    read = texts.read(key)
    os.utime(home / "texts" / key, (0, 0))
    assert texts.found(key) == read
    forget_unused(30)
    assert texts.found(key) == read


def test_a_short_text_is_learned_whole_and_the_page_says_so() -> None:
    choice = own_choice(files.STORY)
    found = corpus(choice, files.STORY)
    assert choice.whole and found.text.replace("\n", "") == files.STORY.replace("\n", "") and found.unseen == ()
    assert str(what_is_learned(files.STORY)).startswith("Your model learns all of it.")


def test_of_a_long_text_a_part_is_held_out_and_the_page_says_which() -> None:
    choice = own_choice(LONG)
    found = corpus(choice, LONG)
    assert len(LONG) > SHORT and not choice.whole and not set(found.unseen) & set(found.documents)
    some = sum(map(len, found.held_out))
    assert 0.03 < some / len(LONG) < 0.07 and f"{some:,} of the text's characters" in str(what_is_learned(LONG))


@pytest.mark.parametrize(
    ("paragraphs", "which"), [(19, "the last tenth"), (20, "every twentieth paragraph"), (40, "every twentieth")]
)
def test_what_is_held_out_is_named_however_many_paragraphs_there_are(paragraphs: int, which: str) -> None:
    text = "\n\n".join(f"{number}. " + "A heron waits by the mill. " * 200 for number in range(paragraphs))
    assert len(text) > SHORT and which in str(what_is_learned(text))


def test_recipes_that_were_there_before_keep_their_names() -> None:
    """Runs that came with the app and runs of learners are found by them."""
    before = dataclasses.asdict(BEFORE)
    del before["text"]["whole"], before["model"]["value_embeddings"], before["optimizer"]["embeddings"]
    assert Recipe.from_json(before) == BEFORE and BEFORE.id == "a4aaccad72aa0a30" != Recipe().id
    assert replace(Recipe(), text=TextChoice("own", whole=True)).id != replace(Recipe(), text=TextChoice("own")).id


def test_a_run_on_a_short_text_is_measured_on_what_it_learned() -> None:
    recipe = Recipe(
        own_choice(files.STORY), TokenizerChoice("characters", 100), replace(Recipe().model, width=16, heads=1, layers=1),
        OptimizerChoice("adamw", 0.01), steps=30,
    )  # fmt: skip
    run = Run.create(recipe, files.STORY)
    train_here(run)
    assert run.status == "finished" and run.recipe.text.whole
    looks = [event for event in run.events() if isinstance(event, Measured)]
    assert looks[-1].validation < looks[0].validation
