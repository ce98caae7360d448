from collections import Counter
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tokenizers.bpe import (
    BPE,
    LATER,
    Merge,
    Node,
    Pair,
    Pieces,
    bytewise,
    contests,
    join,
    merges,
    merges_of_words,
    visible,
)
from core.words import chunks


def published(dictionary: dict[str, int]) -> dict[Pieces, int]:
    """A dictionary as Sennrich et al. (2016, figure 1) print it: letters with spaces between -> how often."""
    return {tuple(letter.encode() for letter in word.split()): often for word, often in dictionary.items()}


def plainly(words: dict[Pieces, int]) -> list[Merge]:
    """The algorithm as it is published: count every pair anew, join the most frequent; of equals the first."""
    found: list[Merge] = []
    while True:
        counts: Counter[Pair] = Counter()
        for pieces, often in words.items():
            for pair in pairwise(pieces):
                counts[pair] += often
        if not counts or max(counts.values()) < 2:
            return found
        pair = max(counts, key=counts.__getitem__)
        found.append(Merge(pair, counts[pair]))
        words = {join(pieces, pair): often for pieces, often in words.items()}


def test_the_dictionary_of_sennrich_haddow_and_birch_gives_their_merges() -> None:
    """arXiv:1508.07909v5, algorithm 1, with the output of the code printed there."""
    words = published(
        {"l o w </w>": 5, "l o w e r </w>": 2, "n e w e s t </w>": 6, "w i d e s t </w>": 3},
    )
    pairs = [(left.decode(), right.decode()) for left, right in (merge.pair for merge in merges_of_words(words))]
    assert pairs[:10] == [
        ("e", "s"),
        ("es", "t"),
        ("est", "</w>"),
        ("l", "o"),
        ("lo", "w"),
        ("n", "e"),
        ("ne", "w"),
        ("new", "est</w>"),
        ("low", "</w>"),
        ("w", "i"),
    ]


def test_the_example_of_wikipedia_ends_where_wikipedia_ends() -> None:
    """en.wikipedia.org/wiki/Byte-pair_encoding: aaabdaaabac becomes XdXac, X standing for aaab."""
    pieces = bytewise("aaabdaaabac")
    found = list(merges("aaabdaaabac"))
    for merge in found:
        pieces = join(pieces, merge.pair)
    assert pieces == (b"aaab", b"d", b"aaab", b"a", b"c")
    assert found[0] == Merge((b"a", b"a"), 4) and len(found) == 3


@given(st.dictionaries(st.text("abc", min_size=1, max_size=8).map(bytewise), st.integers(1, 9), max_size=8))
def test_counting_only_what_changed_equals_counting_all_anew(words: dict[Pieces, int]) -> None:
    # joined words may become equal in the plain version's dict, so it is given words that differ to the end
    assert list(merges_of_words(words)) == plainly(words)


@given(st.text())
def test_cutting_into_words_loses_nothing(text: str) -> None:
    assert "".join(chunks(text)) == text


@given(st.lists(st.sampled_from([b"a", b"b", b"ab"])).map(tuple), st.sampled_from([(b"a", b"b"), (b"a", b"a")]))
def test_joining_never_changes_the_text(pieces: Pieces, pair: Pair) -> None:
    joined = join(pieces, pair)
    assert b"".join(joined) == b"".join(pieces)
    assert pair not in pairwise(joined)


@pytest.mark.parametrize("text", ["", "a", "ab", "abc d"])
def test_a_text_in_which_no_pair_repeats_has_no_merges(text: str) -> None:
    assert list(merges(text)) == []


def test_merges_come_by_falling_count_until_none_repeats() -> None:
    text = "the cat and the hat and the bat sat there and then the end"
    found = list(merges(text))
    counts = [merge.count for merge in found]
    assert counts == sorted(counts, reverse=True) and counts[-1] >= 2
    words = [bytewise(word) for word in chunks(text)]
    for merge in found:
        words = [join(word, merge.pair) for word in words]
    left = Counter(pair for word in words for pair in pairwise(word))
    assert max(left.values()) == 1


def test_of_equally_frequent_pairs_the_one_that_stands_first_is_joined() -> None:
    assert [merge.piece for merge in islice(merges("ba ba ab ab"), 1)] == [b"ba"]
    assert [merge.piece for merge in islice(merges("ab ab ba ba"), 1)] == [b"ab"]


def test_the_vocabulary_is_the_bytes_and_then_the_merges_in_order() -> None:
    text = "low low low low low lower lower newest newest newest newest newest newest widest widest widest"
    tokenizer = BPE.train(text, 3 + 256 + 4)
    assert [visible(piece) for piece in tokenizer.pieces[256:]] == [
        merge.piece.decode() for merge in islice(merges(text), 4)
    ]
    assert tokenizer.size == 263


def test_encoding_joins_what_was_learned_first_first() -> None:
    tokenizer = BPE([(b"b", b"c"), (b"a", b"b"), (b"a", b"bc")])
    assert tokenizer.spell(tokenizer.encode("abc")) == ["abc"]
    assert tokenizer.spell(tokenizer.encode("ab")) == ["ab"]
    assert tokenizer.spell(tokenizer.encode("abab")) == ["ab", "ab"]


def test_two_ways_to_the_same_piece_are_one_token() -> None:
    tokenizer = BPE([(b"a", b"b"), (b"b", b"c"), (b"ab", b"c"), (b"a", b"bc")])
    assert tokenizer.size == 3 + 256 + 3
    assert len(set(tokenizer.pieces)) == len(tokenizer.pieces)


@given(st.text())
def test_every_text_in_unicode_comes_back(text: str) -> None:
    tokenizer = BPE.train("Mira lives in Tarn. " * 9 + "日本語 " * 9, 290)
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_a_part_of_a_character_is_spelled_as_its_bytes() -> None:
    tokenizer = BPE([])
    assert tokenizer.spell(tokenizer.encode("a€")) == ["a", r"\xe2", r"\x82", r"\xac"]
    assert tokenizer.decode(tokenizer.encode("€")[:2]) == "\N{REPLACEMENT CHARACTER}"


TOLD = "low lower lowest newest widest 今日は 今日も now now new " * 3


def test_a_contest_is_won_by_the_pair_that_is_merged_and_its_count_is_the_largest() -> None:
    held = list(contests(TOLD, top=5))
    assert [contest.merge for contest in held] == list(merges(TOLD))
    for contest in held:
        assert contest.top[0] == contest.merge
        counts = [rival.count for rival in contest.top]
        assert counts == sorted(counts, reverse=True)
    assert held[0].pieces == len(TOLD.encode())


def test_the_gaps_that_are_closed_at_the_end_are_those_inside_tokens() -> None:
    tokenizer = BPE.train(TOLD, 290)
    for word in chunks("lowest 今日 unseen 🙂"):
        ends = [place for place, rank in enumerate(tokenizer.closing(word), 1) if rank == LATER]
        lengths = [len(tokenizer.pieces[i - 3]) for i in tokenizer.encode(word)]
        assert [*ends, len(word.encode())] == [sum(lengths[: n + 1]) for n in range(len(lengths))]


def test_at_every_moment_the_closed_gaps_show_what_the_smaller_tokenizer_does() -> None:
    tokenizer = BPE.train(TOLD, 290)
    for merged in (0, 3, 10, 25):
        small = tokenizer.smaller(259 + merged)
        open_gaps = [place for place, rank in enumerate(tokenizer.closing(" lowest"), 1) if rank >= merged]
        lengths = [len(small.pieces[i - 3]) for i in small.encode(" lowest")]
        assert open_gaps == [sum(lengths[: n + 1]) for n in range(len(lengths) - 1)]


def test_a_smaller_tokenizer_is_the_one_that_the_text_gives() -> None:
    assert list(BPE.train(TOLD, 290).smaller(270).ranks) == list(BPE.train(TOLD, 270).ranks)


def test_a_tree_joins_its_leaves_to_the_token_and_every_part_was_learned_before() -> None:
    def check(node: Node) -> bytes:
        if not node.parts:
            assert len(node.piece) == 1
            return node.piece
        assert all(part.rank < node.rank for part in node.parts)
        return b"".join(check(part) for part in node.parts)

    tokenizer = BPE.train(TOLD, 300)
    for token in range(3, tokenizer.size):
        assert check(tokenizer.tree(token)) == tokenizer.pieces[token - 3]
