"""TOK-2: the same message has another price in another language, and the tokenizer's training text sets it."""

from core.measure.tokens import premiums
from core.studies import cost_by_language

CRITERION = (
    "Byte pair encoding that learned from English alone needs at least 4 times as many tokens for the dearest of the ten "
    "paragraphs as for the cheapest; with 30 % of the invented language in its text that language's price against English "
    "falls by at least 40 %, while English needs less than 15 % more tokens."
)


def measured(seed: int) -> dict:
    alone, shared = (cost_by_language.priced(share, seed=seed) for share in (0.0, 0.3))
    costs = alone.paragraphs.values()
    before, after = (premiums(one.pair, "English")[cost_by_language.INVENTED] for one in (alone, shared))
    return {
        "dearest_to_cheapest": round(max(costs) / min(costs), 2),
        "price_before": round(before, 3),
        "price_at_30_percent": round(after, 3),
        "fall": round(1 - after / before, 3),
        "english_grows": round(shared.pair["English"] / alone.pair["English"] - 1, 3),
        "english_paragraph_grows": round(shared.paragraphs["English"] / alone.paragraphs["English"] - 1, 3),
    }


def holds(measured: dict) -> bool:
    return (
        measured["dearest_to_cheapest"] >= 4
        and measured["fall"] >= 0.4
        and measured["english_grows"] < 0.15
        and measured["english_paragraph_grows"] < 0.15
    )
