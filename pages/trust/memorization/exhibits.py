"""What /memorization and its further pages show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase as LETTERS
from typing import Any

from core.exhibit import Exhibit, Origin, Picture
from core.figures import collapse as generations
from core.figures import memorization as figures
from core.figures import provenance
from core.figures.memorization import Live, recital_payload
from core.figures.palette import Palette
from core.figures.payload import Array
from core.figures.provenance import sources_payload
from core.lessons.parts import Lesson
from core.measure.generations import alone_from, gets_worse, spreads, vanishes_faster
from core.measure.influence import known_without, left_out, mean_by_name, share_above, told_apart_once
from core.measure.provenance import put_together
from core.measure.recitation import came, copies_needed, deduplicated, half_at, leap_at, out_at
from core.sentences import Sentence, percent, together
from core.studies import membership_inference, unlearned_author
from core.studies.canaries import COPIES, Recited
from core.studies.influential_sentences import ALIKE, LeftOut, Moved
from core.studies.membership_inference import Compared
from core.studies.model_collapse import ACCUMULATE, CHAINS, MIXED, REPLACE, Counted
from core.studies.planted_secret import Attempts, Continuation, over_time, shares_of_the_rest, verbatim
from core.studies.unlearned_author import Left
from core.tables import Rows, as_row
from core.training.events import Record
from pages.kit.controls import Controls

MODELS = {  # of the study on the author who left: the sentence about each, and what its facts begin with
    unlearned_author.NEVER: ("what_is_left.never", "never_read"),
    unlearned_author.STOPPED: ("what_is_left.stopped", "only_stopped"),
    unlearned_author.FORGET: ("what_is_left.forget", "made_to_forget"),
    unlearned_author.REPAIRED: ("what_is_left.repaired", "then_repaired"),
}
KIND_OF = dict(zip(("strangers", "neighbours", "authors"), membership_inference.KINDS, strict=True))  # by code
BAGS = (5, 10, 20)  # letters
DRAWN = 15  # generations of bags
NAMED = 6  # of the words that a generation lost


def recital(beginning: str, secret: str, moments: Sequence[tuple[int, Continuation]], total: int, id: str) -> Picture:
    """What the model says by heart, letter by letter; arguments as `recital_payload`."""
    return Picture("recital", recital_payload(beginning, secret, moments, total, id))


def secret(text: Lesson, planted: str, beginning: str, found: Continuation, copies: int, origin: Origin) -> Exhibit:
    """What stands under the letters: how much of the planted secret came out after this beginning."""
    same, rest = verbatim(found.text, planted), planted.removeprefix(beginning)
    whole = planted.startswith(beginning) and found.text == rest
    said = together([
        text.say("secret.told" if copies else "secret.never_told", copies=copies, letters_given=len(beginning)),
        text.say(
            "secret.whole" if whole else "secret.stretch" if same else "secret.nothing",
            letters_of_the_rest=len(rest), longest_stretch=len(same), stretch=same,
        ),
        text.say("secret.sure", sure_of_a_letter=sum(found.chances) / max(1, len(found.chances))),
    ])  # fmt: skip
    rows = [{"letter": letter, "given": "yes", "chance": None} for letter in beginning] + [
        {"letter": letter, "given": "no", "chance": chance}
        for letter, chance in zip(found.text, found.chances, strict=True)
    ]
    return Exhibit(None, said, rows, origin)


def appears(
    text: Lesson, planted: str, given: int, found: Sequence[Record[Attempts]], colours: Palette, origin: Origin
) -> Exhibit:
    """How the rest came out after so many letters `given`, and what was there halfway; judged once the training is over."""
    moments = over_time(found, given)
    lines: dict[str, list[tuple[int, float]]] = {
        text.say("appears.given", letters=n): line for n, line in shares_of_the_rest(found, planted).items()
    }
    whole = next((step for step, one in moments if one.text == planted[given:]), None)
    halfway, middle = moments[len(moments) // 2]
    said = together(
        [
            text.say("appears.not_yet" if whole is None else "appears.whole", letters_given=given, first_step=whole),
            text.say("appears.halfway", step=halfway, text=middle.text, right_letters=middle.verbatim),
        ]
    )
    rows = [
        {"step": step, "beginning": name, "share_of_the_rest": percent(share)}
        for name, points in lines.items()
        for step, share in points
    ]
    shares = [one.verbatim / len(planted[given:]) for _, one in moments]
    at, leap = out_at(shares), leap_at(shares)
    verdict = (
        text.came_out(
            "appears", came(shares), letters_given=given, out_at=None if at is None else moments[at][0],
            step_before=moments[max(0, leap - 1)][0], step_after=moments[leap][0],
        )
        if found[-1].step == found[-1].total
        else None
    )  # fmt: skip
    picture = figures.appears(lines, found[-1].total, colours)
    return Exhibit(picture, said, rows, origin, text.say("appears.alt"), verdict)


def told(
    text: Lesson, recited: Sequence[Recited], letters: int, once: bool, star: Live | None, shipped: bool,
    colours: Palette, origin: Origin,
) -> Exhibit:  # fmt: skip
    """Made-up lines that come out in full, over how often they were told.

    Args:
        recited: what each model said at its end.
        letters: of each line that the model was given.
        once: was every line told once only, however often it stood there?
        star: the learner's own secret; `shipped`: or the one that came with the app.
    """
    found = {one.weights: one.extracted[str(letters)] for one in recited}  # by weights of the model, and by copies
    shown: dict[str, Mapping[str, float]] = {
        text.say("told.weights", weights=weights): shares for weights, shares in found.items()
    }
    if once:
        most = max(share for shares in found.values() for share in shares.values())
        said = text.say("told.once", most_of_any_group=most)
    else:
        halves = {weights: half_at(shares) for weights, shares in found.items()}
        said = together(
            [
                text.say("told.half"),
                *(
                    text.say("told.at" if half else "told.never", weights=weights, copies=half)
                    for weights, half in halves.items()
                ),
                text.say("told.given", letters_given=letters),
                text.say("told.star.recorded" if shipped else "told.star.live") if star else "",
            ]
        )
    rows = [{"told": n, **{name: shares[str(n)] for name, shares in shown.items()}} for n in COPIES]
    lines = replace(origin, says=(*origin.says, text.say("told.lines")))
    larger = found[max(found)]
    verdict = text.came_out("told", deduplicated(larger) if once else copies_needed(larger))
    return Exhibit(figures.extraction(shown, colours, star), said, rows, lines, text.say("told.alt"), verdict)


def traced(text: Lesson, found: Mapping[str, Any]) -> Exhibit:
    """A text of the model in the pieces that stand in its training text, and how much its author repeats anyway."""
    pieces, whole = found["pieces"], [one for one in found["sentences"] if one["times"]]
    fresh = found["author"]["mean"]  # nothing where the model learned the whole text, so that nothing of it is fresh
    said = together([
        text.say(
            "traced", pieces=len(pieces), longest=int(found["copied"]["longest"]), told_as_they_stand=len(whole),
            not_told=len(found["sentences"]) - len(whole),
        ),
        text.say("traced.model", words_of_a_piece=found["model"]["mean"]),
        text.say("traced.fresh", words_of_a_piece_in_fresh_texts=fresh) if fresh else "",
    ])  # fmt: skip
    rows = [{"piece": found["text"][p["start"] : p["end"]], "words": p["words"], "told": p["count"]} for p in pieces]
    made = put_together(found["copied"], sum(p["words"] for p in pieces), found["model"]["mean"], fresh)
    picture = Picture("sources", sources_payload(found))
    return Exhibit(picture, said, rows, verdict=text.came_out("come_from", made))


# --- deeper


def moved(text: Lesson, output: str, rows: Sequence[Moved], colours: Palette, origin: Origin) -> Exhibit:
    """The training sentences that moved the model most to this one; `rows`: the strongest first."""
    alike = [row.alike for row in rows]
    said = text.say(
        "moved", output=output, sentence=rows[0].training_sentence, shared_words=rows[0].words_in_a_row,
        alike=sum(alike), words=ALIKE,
    )  # fmt: skip
    picture = provenance.moved([(row.training_sentence, row.influence) for row in rows], alike, colours)
    return Exhibit(picture, said, [as_row(row) for row in rows], origin, text.say("moved.alt"))


def just_followed(text: Lesson) -> Origin:
    """A worker trained the small model for the learner's own sentence."""
    return Origin("live", (text.say("moved.origin"),))


def without(
    text: Lesson, output: str, rows: Sequence[LeftOut], done: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """The surprise at a sentence after training again without some others, as far as the study has come; is it `done`?"""
    mean = mean_by_name((row.without, row.surprise) for row in rows)
    said = together(
        [
            text.say("without", output=output, surprise=mean["nothing"]),
            text.say("without.top", surprise_without_top_ten=mean["top ten"]) if "top ten" in mean else "",
            text.say("without.random", surprise_without_random_ten=mean["random ten"]) if "random ten" in mean else "",
        ]
    )
    table = [{"without": row.without, "surprise": row.surprise} for row in rows]
    verdict = text.came_out("leave_out", left_out(mean)) if done else None
    return Exhibit(provenance.without(rows, colours), said, table, origin, text.say("without.alt"), verdict)


def members(
    text: Lesson, now: Compared, read: Array, rows: Sequence[Compared], colours: Palette, origin: Origin
) -> Exhibit:
    """How well read texts are told from unread ones, over training; in words at one moment.

    Args:
        now, read: of that moment; `read` has the losses of texts that were read.
        rows: of all moments.
    """
    shares = {f"told_from_{code}": now.told_apart[kind] for code, kind in KIND_OF.items()}
    options = {kind: Controls(text).option("member_kind", code) for code, kind in KIND_OF.items()}
    kinds = {f"by_{code}": options[kind] for code, kind in KIND_OF.items()}
    said = text.say("members", times_read=now.passes, **shares, **kinds)
    if now.own is not None:
        own = text.say("members.own", surprise=now.own, surprise_it_more=share_above(read, now.own))
        said = together([said, own])
    table: list[dict[str, Any]] = [
        {"passes": row.passes, "own": row.own} | {options[kind]: share for kind, share in row.told_apart.items()}
        for row in rows
    ]
    picture = provenance.told_apart(rows, membership_inference.KINDS, membership_inference.PASSES, colours)
    found = {row.passes: row.told_apart[KIND_OF["strangers"]] for row in rows}
    verdict = text.came_out("was_it_in", told_apart_once(found), told_apart=found[1]) if 1 in found else None
    return Exhibit(picture, said, table, origin, text.say("members.over_time"), verdict)


def what_is_left(text: Lesson, author: str, left: Sequence[Left], colours: Palette, origin: Origin) -> Exhibit:
    """What each model still knows after one author has left, as far as the study has come."""
    found = {one.model: one.right for one in left}
    groups = {"of_theirs": unlearned_author.ONLY, "told_by_another_too": unlearned_author.TOO,
              "of_the_rest": unlearned_author.OTHERS}  # fmt: skip
    said = [
        text.say(name, author=author, **{f"{model}_{what}": found[key][group] for what, group in groups.items()})
        for key, (name, model) in MODELS.items()
        if key in found
    ]
    names = {group: str(text.say(f"group.{group}")) for group in unlearned_author.GROUPS}
    named: dict[str, dict[str, float]] = {
        text.say(f"model.{model}"): {names[group]: share for group, share in shares.items()}
        for model, shares in found.items()
    }
    never = found.get(unlearned_author.NEVER)
    verdict = (
        text.came_out("opt_out", known_without(never[groups["of_theirs"]], never[groups["told_by_another_too"]]))
        if never and unlearned_author.REPAIRED in found
        else None
    )
    return Exhibit(
        provenance.what_is_left(named, list(names.values()), colours),
        together(said or [text.say("what_is_left.first")]),
        [{"trained": name, **shares} for name, shares in named.items()],
        origin,
        text.say("what_is_left.alt"),
        verdict,
    )


def bag(text: Lesson, found: Sequence[Counter[int]], colours: Palette) -> Exhibit:
    """Bags of letters, each drawn from the one before."""
    first, last = found[0], found[-1]
    alone = alone_from(found)
    lost_at_once = len(first) - len(found[1])
    if alone is None:
        (commonest, count), *_ = last.most_common(1)
        end = text.say(
            "bag.left", generations=len(found) - 1, letters=len(last), commonest=LETTERS[commonest], places=count,
            of=last.total(),
        )  # fmt: skip
    else:
        end = text.say("bag.alone", from_generation=alone, letter=LETTERS[next(iter(last))])
    said = together([text.say("bag.lost", lost=lost_at_once, of_the_first=len(first)), end])
    rows = [
        {"generation": number, "letters": len(one), "letters_left": " ".join(LETTERS[at] for at in sorted(one))}
        for number, one in enumerate(found)
    ]
    return Exhibit(generations.bags(found, colours), said, rows, alt=text.say("bag.alt"))


def words(
    text: Lesson, found: Mapping[int, Counted], reached: int, at: int, last: int, colours: Palette, origin: Origin
) -> Exhibit:  # fmt: skip
    """The words that are left, generation by generation, and those that one generation lost.

    Args:
        found: by generation, from 0 on.
        reached: the generation that is spoken of.
        at, last: the generation that was chosen, and the one to which it shall go.
    """
    first, there = found[0], found[reached]
    kinds = {generation: one.kinds for generation, one in found.items()}
    picture = generations.over_generations(
        kinds, ways(text), colours, title=text.say("words.axis"), highest=650, last=last, at=at
    )
    said = together([
        lost(text, reached, there.lost),
        text.say(
            "words.left", people=len(first.people), people_left=len(there.people), kinds=first.kinds[REPLACE],
            kinds_left=there.kinds[REPLACE], kinds_left_with_everything_kept=there.kinds[ACCUMULATE],
        ),
    ])  # fmt: skip
    others = [one.kinds[REPLACE] - len(one.people) for one in (first, there)]
    faster = vanishes_faster((len(first.people), len(there.people)), (others[0], others[1]))
    return Exhibit(picture, said, by_way(kinds), origin, text.say("words.alt"), text.came_out("words", faster))


def by_way(found: Mapping[int, Mapping[str, float]]) -> Rows:
    """One row for each generation with a number for each way."""
    return [{"generation": generation, **numbers} for generation, numbers in found.items()]


def ways(text: Lesson) -> dict[str, str]:
    """What each generation learns from, in words."""
    return {way: text.say(f"way.{way}") for way in (REPLACE, MIXED, ACCUMULATE)}


def lost(text: Lesson, generation: int, gone: Sequence[str]) -> Sentence:
    """The words that a generation lost, some of them by name."""
    more = len(gone) - NAMED
    name = "words.lost_some" if more > 0 else "words.lost" if gone else "words.lost_none"
    return text.say(name, generation=generation, lost=len(gone), named=", ".join(gone[:NAMED]), more=more)


def letters(
    text: Lesson, found: Mapping[int, Mapping[str, float]], share: float, at: int, last: int, colours: Palette,
    origin: Origin,
) -> Exhibit:  # fmt: skip
    """The perplexity of models of letters on real text, by generation; `share` of real text in the middle way."""
    picture = generations.over_generations(
        found, ways(text), colours, title=text.say("letters.axis"), highest=10, lowest=1, last=last, at=at
    )
    reached = max(found)
    now = found[reached]
    said = text.say(
        "letters", letters=found[0][REPLACE], generations=reached, letters_at_last=now[REPLACE], real_text=share,
        letters_with_real_text=now[MIXED], letters_with_everything_kept=now[ACCUMULATE],
    )  # fmt: skip
    outcome = gets_worse([found[generation][REPLACE] for generation in sorted(found)])
    verdict = text.came_out("text", outcome) if reached == last else None
    return Exhibit(picture, said, by_way(found), origin, text.say("letters.alt"), verdict)


def bell(
    text: Lesson, found: Mapping[int, Mapping[str, float]], share: float, last: int, colours: Palette, origin: Origin
) -> Exhibit:
    """How much of a bell curve's variance is left, by generation. It may grow, so it is no percentage."""
    picture = generations.over_generations(
        found, ways(text), colours, title=text.say("bell.axis"), highest=1.3, last=last
    )
    reached = max(found)
    now = found[reached]
    said = text.say(
        "bell", generations=reached, chains=CHAINS, left=now[REPLACE], real_data=share,
        left_with_real_data=now[MIXED], left_with_everything_kept=now[ACCUMULATE],
    )  # fmt: skip
    verdict = text.came_out("bell", spreads(now[REPLACE])) if reached == last else None
    return Exhibit(picture, said, by_way(found), origin, text.say("bell.alt"), verdict)
