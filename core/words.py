r"""What is a word? One rule for tokenizers, sources, maps and counts.

A word is a row of letters and numbers together with the marks that belong to them: the vowel signs of Hindi, an accent
that is written on its own, the joiners inside Persian and Malayalam words. All else is a sign by itself, an apostrophe
too: "don't" is don, ' and t.

Chinese, Japanese, Thai, Lao, Khmer and Burmese put no spaces between words, and where one ends there only a dictionary
knows. Here each of their letters, with its marks, counts as a word. That is coarse, but it never depends on what stands
beside it: a name is found wherever it stands. (Unicode's own rule without a dictionary does the same, UAX #29.)

Knows nothing about tokenizers or models.
"""

from collections.abc import Iterator

import regex

LETTER = r"\p{L}\p{N}_"
MARK = r"\p{M}\u200c\u200d"  # what goes on with a letter; the last two are the joiners
SPACE = r"\s\x1c-\x1f"
# the Unicode standard calls the last group "complex context": Thai, Lao, Khmer, Burmese and their relatives
UNSPACED = r"\p{Script=Han}\p{Script=Hiragana}\p{Line_Break=Complex_Context}"
ALONE = rf"(?=[[{LETTER}]&&[{UNSPACED}]])\X"  # \X is a letter with all its marks
RUN = rf"[[{LETTER}]--[{UNSPACED}]][[{LETTER}{MARK}]--[[{LETTER}]&&[{UNSPACED}]]]"
LONGEST = 40  # letters of a stretch that a tokenizer looks at

WORD = regex.compile(rf"(?V1){ALONE}|{RUN}*")
PART = regex.compile(rf"(?V1){ALONE}|{RUN}*|[^{LETTER}{SPACE}]|\n")
SPELLED_LETTER = r"\p{L}\p{Nl}\p{No}"  # no digits
SPELLED = regex.compile(
    rf"(?V1){ALONE}|[[{SPELLED_LETTER}]--[{UNSPACED}]][[{SPELLED_LETTER}{MARK}]--[[{LETTER}]&&[{UNSPACED}]]]*"
)
SIGNS = rf" ?[^{LETTER}{SPACE}]{{1,{LONGEST}}}|[{SPACE}]"
CHUNK = regex.compile(rf"(?V1) ?[{LETTER}][{LETTER}{MARK}]{{0,{LONGEST - 1}}}|{SIGNS}")
LISTED = regex.compile(rf"(?V1) ?(?:{ALONE}|{RUN}{{0,{LONGEST - 1}}})|{SIGNS}")
UNSPACED_WORD = regex.compile(rf"(?V1)(?:{ALONE})+")


def words(text: str) -> list[str]:
    """The words of a text.

    >>> words("Don't go, Zoë_7!"), words("दिल्ली में"), words("小红帽 ok")
    (['Don', 't', 'go', 'Zoë_7'], ['दिल्ली', 'में'], ['小', '红', '帽', 'ok'])
    """
    return WORD.findall(text)


def parts(text: str) -> "Iterator[regex.Match[str]]":
    """Words, signs one by one, and line ends, each with its place in the text. Other spaces are passed over."""
    return PART.finditer(text)


def spelled(text: str) -> list[str]:
    """The words as far as they are spelled with letters: what a map of words shows.

    >>> spelled("Room 12b is free.")
    ['Room', 'b', 'is', 'free']
    """
    return SPELLED.findall(text)


def chunks(text: str) -> list[str]:
    """A text cut for byte pair encoding, which joins nothing across these cuts: a word or a run of signs, each with the
    space before it, or a single white space; joined, they are the text. No stretch is longer than 40 letters.

    Letters of scripts without spaces stay together here, for a tokenizer may well learn which of them belong together.

    >>> chunks("Go on,  小红帽!")
    ['Go', ' on', ',', ' ', ' 小红帽', '!']
    """
    return CHUNK.findall(text)


def listed(text: str) -> list[str]:
    """The same for a list of whole words: here, too, each letter of a script without spaces is a word.

    >>> listed("Go, 小红帽!")
    ['Go', ',', ' 小', '红', '帽', '!']
    """
    return LISTED.findall(text)


def unspaced(text: str) -> bool:
    """Is this text nothing but letters of scripts that put no spaces between words?"""
    return UNSPACED_WORD.fullmatch(text) is not None
