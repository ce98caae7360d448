import re
from itertools import islice

from core.data.paragraphs import PARAGRAPHS
from core.data.second_language import LEXICON, both, sentences, text

GREEK = re.compile(r"[\u0370-\u03ff .\n]+")


def test_the_same_seed_gives_the_same_sentences_and_another_seed_others() -> None:
    assert text(2_000, 1) == text(2_000, 1) != text(2_000, 2)


def test_its_letters_are_greek_and_its_words_are_its_own() -> None:
    assert GREEK.fullmatch(text(5_000))
    assert len(set(LEXICON.values())) == len(LEXICON)


def test_the_verb_comes_first_and_its_translation_stands_second_or_third() -> None:
    stems = {word: english for english, word in LEXICON.items()}
    for theirs, english in islice(sentences(3), 200):
        first = theirs.split()[0].lower()
        stem = next(
            first.removesuffix(end) for end in ("ακε", "ε") if first.endswith(end) and first.removesuffix(end) in stems
        )
        assert english.startswith("The ") and english.endswith(".")
        assert stems[stem]


def test_both_tell_the_same_number_of_sentences() -> None:
    theirs, english = both(12, seed=5)
    assert theirs.count(".") == english.count(".") == 12


def test_ten_paragraphs_each_in_its_script_and_all_different() -> None:
    assert len(PARAGRAPHS) == 10 == len(set(PARAGRAPHS.values()))
    scripts = {"Russian": r"[а-яё]", "Greek": r"[α-ω]", "Arabic": r"[\u0621-\u064a]", "Hindi": r"[\u0900-\u097f]",
               "Chinese": r"[\u4e00-\u9fff]", "Japanese": r"[\u3040-\u30ff]", "Korean": r"[\uac00-\ud7a3]"}  # fmt: skip
    for language, letters in scripts.items():
        assert len(re.findall(letters, PARAGRAPHS[language])) > len(PARAGRAPHS[language]) / 3, language
        assert not re.search("[A-Za-z]", PARAGRAPHS[language]), language
