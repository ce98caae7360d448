"""TOK-1: tokens per letter fall with the vocabulary; byte pair encoding knows every word, a word list does not."""

from core.studies import vocabulary_size

CRITERION = (
    "Tokens per letter of held-out text fall strictly over 0, 100, 300, 1,000 and 2,000 merges; byte pair encoding leaves "
    "nothing unknown; a word list of equal size misses more than 2 % of the words at every size."
)


def measured(seed: int) -> dict:
    found = list(vocabulary_size.sizes_tried("python", seed, rivals=()))
    return {
        "merges": [one.merges for one in found],
        "tokens_per_letter": [round(one.tokens_per_letter["bpe"], 4) for one in found],
        "unknown_bpe": [one.unknown_bpe for one in found],
        "unknown_words": [round(one.unknown_words, 4) for one in found],
    }


def holds(measured: dict) -> bool:
    rates = measured["tokens_per_letter"]
    falls = all(after < before for before, after in zip(rates, rates[1:], strict=False))
    return falls and not any(measured["unknown_bpe"]) and min(measured["unknown_words"]) > 0.02
