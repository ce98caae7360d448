"""What core tells is a code, and the words for it are in problems.yaml: all of them, and none besides."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.data.own_text import Refused
from core.lessons import files, parts
from core.opened.tokenizers import Chosen
from core.problems import Problem, Told, from_json, tell, why
from core.sentences import write
from core.training.jobs import TooMany
from core.training.texts import Read
from core.translation import places

CORE = Path(__file__).resolve().parents[1] / "core"
SAID = files.read(parts.Frame, "problems", "en", None, noted=False).says
TELLERS = {"tell", "Problem", "Refused", "TooMany", "NotYours", "Damaged"}
BEGUN = re.compile(r"^(script|encoding)\.")  # of codes whose end is a script or an encoding


def told() -> Iterator[tuple[str, set[str]]]:
    """Every code in core's source, with the names of the facts that come with it."""
    for path in sorted(set(CORE.rglob("*.py")) - {CORE / "ballots.py"}):  # its errors are for its page alone
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in TELLERS and node.args:
                facts = {word.arg for word in node.keywords if word.arg} - {"encoding" if name == "Refused" else ""}
                splat = any(word.arg is None for word in node.keywords)
                for code in ast.walk(node.args[0]):
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        yield code.value, {"..."} if splat else facts


def test_every_code_has_words_with_the_places_that_core_fills() -> None:
    for code, facts in told():
        if code.endswith("."):  # of a script, whose name follows
            assert any(key.startswith(code) for key in SAID)
            continue
        assert code in SAID, code
        if "..." not in facts:
            assert {name for name, _ in places(SAID[code])} <= facts, code


def test_every_word_has_a_user() -> None:
    source = "".join(path.read_text("utf-8") for path in CORE.rglob("*.py"))
    assert not [key for key in SAID if f'"{key}"' not in source and f'"{BEGUN.sub("", key)}"' not in source]


def test_what_was_told_comes_back_from_json_and_from_another_process() -> None:
    one = tell("zip", names=tell("zip.more", names="a, b", more=3))
    assert from_json(one.to_json()) == one and str(one) == "Read from the zip: a, b and 3 more."
    for problem in (Refused("too short", "cp1252", length=1, least=2_000), TooMany("too many", runs=2)):
        again = pickle.loads(pickle.dumps(problem))
        assert str(again) == str(problem) and again.told == problem.told and vars(again) == vars(problem)


def test_a_sentence_without_a_code_is_told_as_it_is() -> None:
    assert str(Told("An old sentence {with} a brace.")) == "An old sentence {with} a brace."
    assert str(why(ValueError("A sentence."))) == "A sentence." and not Told("")


@pytest.mark.parametrize(("length", "said"), [(1, "has 1 character;"), (1999, "has 1,999 characters;")])
def test_numbers_stand_in_the_words(length: int, said: str) -> None:
    assert said in str(Problem("too short", length=length, least=2_000))


def test_english_sentences_end_like_sentences() -> None:
    for key, text in SAID.items():
        if not re.match(r"script\.|encoding\.|zip\.more|described|list\.(line|few|none)", key):
            assert text[0].isupper() or text[0] == "{", key
            assert text.endswith((".", "?", ")")), key
    assert write(SAID["described"], characters=1, words=1) == "1 character, 1 word."


def test_what_is_told_may_be_the_key_of_a_cache() -> None:
    """What was read of an own text holds some of it, and its tokenizers are asked for once."""
    one, same, other = (tell("too short", length=length) for length in (40, 40, 41))
    assert {one: "once"}[same] == "once" and other not in {one}
    assert Chosen("own", 512, Read("key", described=(one,))) in {Chosen("own", 512, Read("key", described=(same,)))}
