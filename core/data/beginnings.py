"""Words to begin with out of any text: what a model that learned it can go on from. Knows nothing of models or pages."""

import re
from collections.abc import Callable, Iterator

LOOKED_AT = 20_000  # letters at the start of a text; a beginning is found there or nowhere
LONGEST_WORD = 30  # letters; what is longer comes from a script that sets no spaces
A_WORD = 2  # letters that count as a word there
TRIES = 50
SENTENCE = re.compile(r"[^.!?。！？।\n]+[.!?。！？।]*")
MARKS = ".,;:!?。！？，、；：।\"'“”‘’«»()[]"


def first_words(text: str, count: int, reads: Callable[[str], bool] = lambda words: True) -> str:
    """So many words from the start of a paragraph, the first that `reads` says yes to; "" for a text without a letter.

    >>> first_words("The gate was open. It rained.", 3)
    'The gate was'
    >>> first_words("早上好！我的奶奶住在河边的一座小房子里。她每天烤面包，和邻居们一起喝茶。", 4)
    '早上好！我的奶奶'
    """
    found = [_cut(line, count) for line in text[:LOOKED_AT].splitlines() if line.strip()][:TRIES]
    return next(filter(reads, found), found[0] if found else "")


def _cut(line: str, count: int) -> str:
    words = line.split()[:count]
    if max(map(len, words)) > LONGEST_WORD:
        return line.strip()[: count * A_WORD]
    return " ".join(words)


def same_word_twice(text: str, reads: Callable[[str], bool] = lambda words: True) -> tuple[str, str, str] | None:
    """Two different sentences and a word that stands in both; None where the text has no such thing.

    >>> same_word_twice("The gate was open. She closed the gate again.")
    ('The gate was open.', 'She closed the gate again.', 'gate')
    """
    sentences = [one for one in map(str.strip, SENTENCE.findall(text[:LOOKED_AT])) if reads(one)]
    for fewest in (4, 2):  # letters: a long word says more, but some scripts have hardly any
        seen: dict[str, str] = {}
        for sentence in sentences:
            for word in _words(sentence, fewest):
                if word in seen and seen[word] != sentence:
                    return seen[word], sentence, word
            seen |= {word: sentence for word in _words(sentence, fewest)}
    return None


def _words(sentence: str, fewest: int) -> Iterator[str]:
    """The words of so many letters or more; where no spaces are set, every two letters."""
    words = [word.strip(MARKS) for word in sentence.split()]
    if max(map(len, words), default=0) > LONGEST_WORD or len(words) == 1:
        whole = re.sub(f"[{re.escape(MARKS)}\\s]", " ", sentence)
        yield from (pair for i in range(len(whole) - 1) if " " not in (pair := whole[i : i + A_WORD]))
    else:
        yield from (word for word in words if len(word) >= fewest)
