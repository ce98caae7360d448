"""What /embeddings and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit, Origin
from core.figures import embeddings as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure import embeddings as measure
from core.measure.embeddings import Analogies, Pair, Placed
from core.opened.words import Met
from core.sentences import together
from core.studies import misread_maps, superposition
from core.studies.misread_maps import Misread
from core.studies.nudged_maps import Nudged
from core.studies.pairs_by_counting import Counted
from core.studies.superposition import Stored
from core.studies.synonyms_split import Parted
from core.studies.vector_lengths import Lengths
from core.tables import Rows
from core.training.events import Record

Near = tuple[str, Sequence[tuple[str, float]]]  # a word, and its nearest with their cosines

LEAD = "order"  # the nudge that is shown first, for it moves the map of the model that came with the app


def near(text: Lesson, found: Near | None, rows: Rows) -> Exhibit:
    """What stands under the map: the nearest two of the word that was pinned last, and all words' nearest."""
    if found is None:
        return Exhibit(None, text.say("near.none"), rows)
    word, ((first, nearest), (second, next_nearest), *_) = found
    said = text.say("near", word=word, first=first, nearest=nearest, second=second, next_nearest=next_nearest)
    return Exhibit(None, said, rows)


def hot(
    text: Lesson,
    word: str,
    found: Sequence[tuple[float, Placed]],
    opposite: str,
    alike: str,
    rank: int,
    words: int,
    learned: bool,
) -> Exhibit:
    """How near some words are to one, nearest first, its opposite and one that is alike among them.

    Args:
        rank: of the opposite among all words, 0 where it has none.
        learned: False before the model's first step.
    """
    rows: Rows = [
        {"word": spot.text,
         "tokens": " | ".join(piece.strip() for piece in spot.pieces),
         "cosine": number(value, ".2f")}
        for value, spot in found
    ]  # fmt: skip
    cosine, best = found[0]
    said = text.say("hot", word=word, best=best.text, cosine=cosine)
    ranked = text.say("hot.rank", words=words, other=opposite, rank=rank) if rank else ""
    spots = {spot.text: (value, spot.whole) for value, spot in found}
    nearer = measure.nearer_to(spots[opposite][0], *spots[alike], learned)
    return Exhibit(rows, together([said, ranked]), rows, verdict=text.came_out("hot", nearer))


def pairs(
    text: Lesson, ranked: Sequence[Pair], ranks: Mapping[str, Sequence[float]], steps: Sequence[int], words: int,
    colours: Palette,
) -> Exhibit:  # fmt: skip
    """The planted pairs among so many words, ranked at the end, and how soon in training they found each other.

    Args:
        ranks: mean reciprocal rank at every step, as `core.opened.words.found_by` has it.
    """
    planted = ranks["planted"]
    rows: Rows = [
        {"pair": f"{p.a}, {p.b}", "cosine": round(p.cosine, 3),
         "rank_there": p.rank, "rank_back": p.back}
        for p in ranked
    ]  # fmt: skip
    said = text.say(
        "pairs", first_in_both_lists=sum(pair.rank == 1 and pair.back == 1 for pair in ranked), pairs=len(ranked),
        words_in_a_list=words - 1, mean_reciprocal_rank=planted[-1], by_chance=measure.by_chance(words - 1),
        nearly_there_at_step=measure.nearly_there(steps, planted), last_step=steps[-1],
    )  # fmt: skip
    named: dict[str, Sequence[float]] = {text.say(f"found.{name}"): line for name, line in ranks.items()}
    verdict = text.came_out("pairs", measure.when_found(steps, planted))
    return Exhibit(figures.found(steps, named, colours), said, rows, alt=text.say("pairs.alt"), verdict=verdict)


def apart(
    text: Lesson, records: Sequence[Record[Parted]], pair: tuple[str, str], together_has: float | None, colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """The cosine of a pair that is told apart, while its model trains; `together_has` it in the open model."""
    last, (first, second), verdict = records[-1], pair, None
    seen = {record.step: record.values.cosine for record in records if record.values.cosine is not None}
    if last.step in seen:
        here = last.values
        said = together([
            text.say("apart.alike", told_alike=together_has) if together_has is not None else "",
            text.say(
                "apart", step=last.step, told_apart=here.cosine, first=first, second=second, rank=here.rank,
                rank_back=here.back, mean_reciprocal_rank_of_all_others=here.mrr,
            ),
        ])  # fmt: skip
        if last.step == last.total and here.rank and here.back:
            verdict = text.came_out("apart", measure.parted(here.rank, here.back, here.mrr))
    else:
        said = text.say("apart.gone", first=first, second=second)
    rows: Rows = [{"step": step, "cosine": cosine} for step, cosine in seen.items()]
    figure = figures.apart(list(seen), list(seen.values()), last.total, together_has, colours)
    return Exhibit(figure, said, rows, origin, text.say("apart.alt"), verdict)


# --- deeper


def two_sentences(text: Lesson, met: Met, colours: Palette) -> Exhibit:
    """How alike one word is in two sentences, from the table of embeddings up through the layers."""
    layers = (text.say("two_sentences.layer", layer=layer) for layer in range(1, met.layers + 1))
    places = [text.say("two_sentences.table"), text.say("two_sentences.position"), *layers][: len(met.cosines)]
    rows: Rows = [{"where": place, "cosine": round(value, 3)} for place, value in zip(places, met.cosines, strict=True)]
    if met.cosines:
        said = text.say(
            "two_sentences", word=met.word, in_the_table=met.cosines[0], layers=met.layers, at_the_end=met.cosines[-1]
        )
    else:
        said = text.say("two_sentences.missing", word=met.word, sentence=met.without[:60])
    return Exhibit(figures.layers(places, met.cosines, colours), said, rows, alt=text.say("two_sentences.alt"))


def analogies(text: Lesson, found: Mapping[str, Analogies]) -> Exhibit:
    """Relations by the offset, each beside its controls."""
    say = text.say
    rows: Rows = [
        {
            "relation": say(f"relation.{name}"), "questions": it.asked,
            "right_by_offset": percent(it.right), "right_by_the_nearest": percent(it.without_offset),
            "right_with_shuffled_partners": percent(it.shuffled),
            "a_miss": say("analogies.miss", **dict(zip("abcde", it.misses[0], strict=True)))
            if it.misses else say("analogies.no miss"),
        }
        for name, it in found.items()
    ]  # fmt: skip
    asked = {name: it for name, it in found.items() if it.asked}
    if not asked:
        return Exhibit(rows, text.say("analogies.none"), rows)
    said = [
        text.say(
            "analogies.last" if name == list(asked)[-1] else "analogies.one", relation=text.say(f"relation.{name}"), right=it.right,
            without_the_offset=it.without_offset,
        )
        for name, it in asked.items()
    ]  # fmt: skip
    verdict = text.came_out(
        "analogies", measure.how_many_carried(list(asked.values())), relations=len(asked),
        carried=sum(map(measure.carries, asked.values())),
    )  # fmt: skip
    return Exhibit(rows, together([text.say("analogies"), *said]), rows, verdict=verdict)


def count(text: Lesson, records: Sequence[Record[Counted]], origin: Origin) -> Exhibit:
    """The same pairs from a table of counts, for several windows, as told and told apart."""
    say = text.say
    rows: Rows = [
        {
            "text": say("count.apart" if one.apart else "count.alike"), "window": one.window,
            "mean_reciprocal_rank": number(one.mrr, ".2f"), "cosine_of_the_pair": number(one.cosine, ".2f"),
            "ranks": say("count.ranks", rank=one.rank, back=one.back),
        }
        for one in (record.values for record in records)
    ]  # fmt: skip
    best = max((record.values for record in records if not record.values.apart), key=lambda one: one.mrr)
    said, verdict = [say("count", mean_reciprocal_rank=best.mrr, window=best.window)], None
    if records[-1].step == records[-1].total:
        narrow, *_, wide = (record.values for record in records if record.values.apart)
        said.append(say("count.parted", narrow=narrow.window, rank=narrow.rank, wide=wide.window, rank_there=wide.rank))
        verdict = text.came_out("count", measure.found_by_counting(best.mrr))
    return Exhibit(rows, together(said), rows, origin, verdict=verdict)


def misread(
    text: Lesson, pictures: tuple[Array, Array, Array, float], records: Sequence[Record[Misread]], data: str, perplexity: int,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """Points as they are beside a map of them: what is true, and what the map shows. Asked before is about sizes.

    Args:
        pictures: the true places, the map, the groups and the reach of the axes, from `misread_maps.beside`.
        records: of all perplexities that are drawn.
    """
    by_perplexity = {record.values.perplexity: record.values for record in records}
    here = by_perplexity[perplexity]
    said = text.say(f"map_of.{data}", in_truth=here.true, on_the_map=here.shown, numbers=misread_maps.WIDTH)
    rows: Rows = [
        {"perplexity_of_the_map": at, "in_truth": one.true, "on_the_map": one.shown}
        for at, one in by_perplexity.items()
    ]  # fmt: skip
    figure = figures.beside(*pictures, colours, text.say("map_of.title", perplexity=perplexity))
    verdict = text.came_out("map_of", measure.looks_as_wide(here.shown)) if data == "sizes" else None
    return Exhibit(figure, said, rows, origin, text.say("map_of.alt"), verdict)


def nudged(
    text: Lesson, records: Sequence[Record[Nudged]], maps: Sequence[Array], nudge: str, colours: Palette, origin: Origin
) -> Exhibit:
    """The map of the open model's words beside the same map after a nudge: of what was near, the share that stays near.

    Args:
        maps: (N, 2) of each record; the first one is the map as it is.
    """
    options = text.control("nudge").options
    rows: Rows = [
        {"nudge": options[one.nudge], "stays_near_on_the_map": percent(one.map), "stays_near": percent(one.vectors)}
        for one in (record.values for record in records[1:])
    ]
    place, found = next((place, one.values) for place, one in enumerate(records) if one.values.nudge == nudge)
    said = text.say("nudged", stays_near_on_the_map=found.map, stays_near=found.vectors)
    figure = figures.beside(*measure.side_by_side(maps[0], maps[place]), colours, options[nudge])
    return Exhibit(figure, said, rows, origin, text.say("nudged.alt"))


def length(text: Lesson, last: Record[Lengths], colours: Palette, origin: Origin) -> Exhibit:
    """The length of a vector against how often its word stands in the text: false names of one word."""
    found = last.values
    counts, lengths = found.counts, found.lengths
    names = [f"1/{2**i}" for i in range(1, len(counts) + 1)]
    rows: Rows = [
        {"share_of_the_places": name, "places": places, "length_of_the_vector": round(size, 3)}
        for name, places, size in zip(names, counts, lengths, strict=True)
    ]
    said = text.say(
        "length", most_places=counts[0], its_length=lengths[0], fewest_places=counts[-1], its_length_there=lengths[-1],
        correlation=found.r,
    )  # fmt: skip
    done = last.step == last.total
    verdict = text.came_out("length", measure.longest(lengths, found.r)) if done else None
    return Exhibit(figures.norms(counts, lengths, names, colours), said, rows, origin, text.say("length.alt"), verdict)


def squeeze(text: Lesson, features: Array, last: Record[Stored], colours: Palette, origin: Origin) -> Exhibit:
    """(S, 2, n) features as arrows in two numbers, and how many get one of their own, for each sparsity."""
    sparsities, stored = superposition.SPARSITIES, last.values.stored
    rows: Rows = [
        {"absent": percent(share), "with_an_arrow_of_their_own": n} for share, n in zip(sparsities, stored, strict=True)
    ]
    said = text.say(
        "squeeze", never_absent=stored[0], features=superposition.FEATURES, absent=sparsities[5], then=stored[5]
    )
    figure = figures.arrows(features.astype(float), sparsities, colours)
    outcome = measure.stored_by_sparsity(stored, superposition.NUMBERS, superposition.FEATURES)
    verdict = text.came_out("squeeze", outcome) if last.step == last.total else None
    return Exhibit(figure, said, rows, origin, text.say("squeeze.alt"), verdict)
