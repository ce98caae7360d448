"""What /tokens and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.exhibit import Exhibit, Origin, Picture
from core.figures import tokens as figures
from core.figures.cuts import leaves_and_depth
from core.figures.palette import Palette
from core.lessons.parts import Lesson
from core.measure import broken_letters
from core.measure import tokens as measure
from core.measure.tokens import Cut
from core.sentences import together
from core.studies.cost_by_language import INVENTED, Priced
from core.studies.glitch_tokens import Repeats, Suspicion
from core.studies.vocabulary_size import Tried
from core.tables import Rows, head
from core.training.events import Record
from core.training.tokens import Learned
from pages.text.tokens import tokenizers

ASKED = 0.1  # the share of the invented language that the learner is asked about


def cuts(text: Lesson, words: str, made: Mapping[str, Cut]) -> Exhibit:
    """What stands under the text cut in several ways: how many tokens."""
    rows = tokenizers.table(words, made)
    if not words:
        return Exhibit(None, text.say("cuts.empty"), rows)
    tokens, unknown = len(made["bpe"]), made["words"].unknown
    counted = {"letters": len(words), "bytes": len(made["bytes"]), "tokens": tokens}
    said = text.say("cuts", **counted, letters_per_token=measure.letters_per_token(words, tokens))
    return Exhibit(None, together([said, text.say("cuts.unknown", unknown=unknown) if unknown else ""]), rows)


def merging(text: Lesson, words: str, made: Mapping[str, Cut], those: Learned) -> Exhibit:
    """What stands under the tokenizer that learns: what the whole training came to."""
    rows = tokenizers.table(words, made)
    if not those.merges:
        return Exhibit(None, text.say("merging.none"), rows)
    said = text.say(
        "merging", merges=len(those.merges), letters=those.letters, first=those.merges[0][2], last=those.merges[-1][2],
        tokens_at_first=those.left[0], tokens_before_the_last_merge=those.left[-1],
    )  # fmt: skip
    return Exhibit(None, said, rows)


def tree(text: Lesson, found: Mapping[str, Any], kind: str, token: int) -> Picture:
    """How a token came to be, from `core.figures.cuts.tree`."""
    leaves, depth = leaves_and_depth(found)
    title = text.say("tree.title", token=token, tokenizer=tokenizers.called(kind))
    shape = text.say("tree" if depth else "tree.leaf", pieces=leaves, levels=depth)
    return Picture("token_tree", {"tree": dict(found), "title": title, "sentence": shape}, ("visible",))


def letters(text: Lesson, pieces: Sequence[str], ids: Sequence[int], letter: str = "r") -> Exhibit:
    """A word as the model gets it: its tokens, their ids, and how often the letter hides in each."""
    seen = measure.letter_seen(letter, pieces)
    rows: Rows = [
        {"token": piece, "id": id, head("how_many_of", letter=letter): count}
        for (piece, count), id in zip(seen, ids, strict=True)
    ]
    alone = any(piece.strip() == letter for piece, _ in seen)
    said = text.say(
        "letters.alone" if alone else "letters", numbers=len(ids), ids=", ".join(map(str, ids)), letter=letter,
        letters=sum(count for _, count in seen),
    )  # fmt: skip
    return Exhibit(rows, said, rows, verdict=text.came_out("letters", measure.hides_letters(pieces)))


def compression(text: Lesson, found: Sequence[Tried], colours: Palette, origin: Origin) -> Exhibit:
    """Tokens per letter of new text, by the number of merges."""
    none, some, most = found[0], found[2], found[-1]
    said = text.say(
        "compression", without_merges=none.tokens_per_letter["bpe"], after_some=some.tokens_per_letter["bpe"],
        some_merges=some.merges, after_most=most.tokens_per_letter["bpe"], most_merges=most.merges,
    )  # fmt: skip
    left = most.tokens_per_letter["bpe"] / none.tokens_per_letter["bpe"]
    verdict = text.came_out("compression", measure.shrinks_to(left), left=left)
    rows = tokenizers.flat(found)
    return Exhibit(figures.compression(found, colours), said, rows, origin, text.say("compression.alt"), verdict)


def price(
    text: Lesson, counts: Mapping[str, int], colours: Palette, origin: Origin, yours: Mapping[str, int] | None = None
) -> Exhibit:  # fmt: skip
    """The tokens of the same paragraph in several languages, against those of English; `yours` by the learner's tokenizer."""
    premium = measure.premiums(counts, "English")
    dearest = max(premium, key=premium.__getitem__)
    own = measure.premiums(yours, "English") if yours else {}
    fit = {name: tokenizers.WINDOW // counts[name] for name in ("English", dearest)}
    rows = by_language(counts, premium)
    said = together([
        text.say("price", language=dearest, tokens=counts[dearest], tokens_in_english=counts["English"], times=premium[dearest]),
        text.say(
            "price.window", language=dearest, read_at_once=tokenizers.WINDOW, messages_in_english=fit["English"],
            messages=fit[dearest],
        ),
        text.say(
            "price.yours", language=dearest, your_tokens=yours[dearest], your_times=own[dearest],
        ) if yours else "",
    ])  # fmt: skip
    verdict = text.came_out("price", measure.dearest_pays(premium[dearest]))
    rows = [{**row, **({"your_times_english": round(own[row["language"]], 2)} if own else {})} for row in rows]
    return Exhibit(figures.prices(premium, colours, own), said, rows, origin, text.say("price.alt"), verdict)


def by_language(counts: Mapping[str, int], premium: Mapping[str, float]) -> Rows:
    """What the same paragraph costs in each language."""
    return [
        {"language": name, "tokens": count, "times_english": round(premium[name], 2)} for name, count in counts.items()
    ]


# --- deeper


def ways(text: Lesson, found: Mapping[str, Any]) -> Exhibit:
    """Every piece that fits into a word, and the likeliest ways to cut it; `found` comes from `core.figures.cuts.ways`."""
    best, *others = found["ways"]
    pieces = " · ".join(piece.replace(" ", "␣") for piece in best["pieces"])
    said = together([
        text.say("ways", pieces=pieces, most_probable=best["probability"]),
        text.say("ways.next", next_best=others[0]["probability"]) if others else "",
    ])  # fmt: skip
    rows = [{"pieces": " | ".join(way["pieces"]), "probability": way["probability"]} for way in found["ways"]]
    return Exhibit(Picture("lattice", dict(found), ("visible",)), said, rows)


def unknown(text: Lesson, found: Sequence[Tried], colours: Palette, origin: Origin) -> Exhibit:
    """The words of new text that a list of whole words does not hold, by its size."""
    first, last = found[0], found[-1]
    said = text.say(
        "unknown", shortest_list=first.size, misses=first.unknown_words, longest_list=last.size,
        still_misses=last.unknown_words, misses_with_byte_pair_encoding=last.unknown_bpe,
    )  # fmt: skip
    verdict = text.came_out("unknown", measure.missing_from(last.unknown_words))
    rows = tokenizers.flat(found)
    return Exhibit(figures.unknown(found, colours), said, rows, origin, text.say("unknown.alt"), verdict)


def share(text: Lesson, found: Sequence[Priced], here: float, colours: Palette, origin: Origin) -> Exhibit:
    """The price of an invented language, by its share in the tokenizer's text; `here` is the share that was chosen. What
    was asked before is the price at `ASKED`, wherever the learner moves the share."""
    pair, alone = at(found, here).pair, found[0].pair
    said = text.say(
        "share", share=here, times_english=pair[INVENTED] / pair["English"],
        english_against_alone=pair["English"] / alone["English"],
    )  # fmt: skip
    asked, never = (at(found, share).pair for share in (ASKED, 0.0))
    price = asked[INVENTED] / asked["English"]
    verdict = text.came_out(
        "share", measure.price_left(price), asked_share=ASKED, price_at_that_share=price,
        price_without=never[INVENTED] / never["English"],
    )  # fmt: skip
    rows = tokenizers.flat(found)
    return Exhibit(figures.shares(found, here, colours), said, rows, origin, text.say("share.alt"), verdict)


def at(found: Sequence[Priced], share: float) -> Priced:
    """What was counted where the invented language had this share."""
    return next(one for one in found if one.share == share)


def paragraph(text: Lesson, counts: Mapping[str, int], language: str, origin: Origin) -> Exhibit:
    """What one of the paragraphs costs in this language."""
    premium = measure.premiums(counts, "English")
    rows = by_language(counts, premium)
    said = text.say("paragraph", language=language, tokens=counts[language], times_english=premium[language])
    return Exhibit(None, said, rows, origin)


def broken(text: Lesson, words: str, tokens: Sequence[bytes]) -> Exhibit:
    """A text that comes token by token, as three decoders read it: what each has shown after every token."""
    read = list(broken_letters.readings(tokens))
    last = read[-1]
    rows: Rows = [
        {"number": number, "bytes": one.token.hex(" "), "read_alone": one.alone, "waits": one.waits, "drops": one.drops}
        for number, one in enumerate(read, 1)
    ]
    said = text.say(
        "broken", tokens=len(read), characters=len(words), signs=last.alone.count(broken_letters.UNREADABLE),
        shows_nothing_new=broken_letters.silent(read), characters_lost=len(words) - len(last.drops),
    )  # fmt: skip
    return Exhibit(None, said, rows, verdict=text.came_out("broken", broken_letters.read_alone(last)))


def marks(text: Lesson, sentences: Mapping[str, str], asked: str) -> Exhibit:
    """Into how many pieces three rules cut these sentences, by language or whose they are; asked before is about one."""
    cut = {name: (len(words.split()), broken_letters.pieces(words)) for name, words in sentences.items()}
    rows: Rows = [
        {
            "language": name, "words": words, "letters_only": found.letters, "letters_with_marks": found.marked,
            "letter_by_letter": found.graphemes,
        }
        for name, (words, found) in cut.items()
    ]  # fmt: skip
    words, found = cut[asked]
    said = text.say(
        "marks", language=asked, words=words, letters_only=found.letters, letters_with_marks=found.marked,
        letter_by_letter=found.graphemes,
    )  # fmt: skip
    verdict = text.came_out("marks", broken_letters.pieces_of_a_word(found.letters / words))
    return Exhibit(None, said, rows, verdict=verdict)


def glitch(text: Lesson, records: Sequence[Record[Repeats]], colours: Palette, origin: Origin) -> Exhibit:
    """How many words the model repeats rightly over its training: common ones, and planted names.

    What was asked before is answered by a model that never met the names, once it is trained.
    """
    last = records[-1]
    said = text.say(
        "glitch", step=last.step, common_words=last.values.common, planted_names=last.values.planted,
        documents=last.values.exposures,
    )  # fmt: skip
    rows: Rows = [
        {"step": one.step} | {name: getattr(one.values, name) for name in ("loss", "common", "planted")}
        for one in records
    ]
    answers = last.step == last.total and not last.values.exposures
    verdict = text.came_out("glitch", measure.repeats_names(last.values.planted)) if answers else None
    return Exhibit(figures.repeated(records, colours), said, rows, origin, text.say("glitch.alt"), verdict)


def suspicion(text: Lesson, found: Suspicion, colours: Palette, origin: Origin) -> Exhibit:
    """Pieces by their nearness to bytes that never occur; the planted names stand near the front."""
    said = text.say(
        "suspicion", never_met=found.never_met, learned_pieces=found.pieces, precision=found.precision,
        places=", ".join(map(str, found.ranks)),
    )  # fmt: skip
    rows: Rows = [{"planted_name": number, "place": place} for number, place in enumerate(found.ranks, 1)]
    return Exhibit(figures.suspicion(found, colours), said, rows, origin, text.say("suspicion.alt"))
