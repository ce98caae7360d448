"""What /society and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Collection, Mapping, Sequence

from core.ballots import EVERYBODY, Ballot
from core.cards import MILLI, Figure, Society, Statement
from core.data.world import Fact
from core.exhibit import Exhibit
from core.figures import society as figures
from core.figures import trust
from core.figures.palette import Palette
from core.figures.society import watt_hours
from core.language import number
from core.lessons.parts import Lesson
from core.measure import electricity, votes
from core.measure.represented import Share, preference, turned_down
from core.sentences import Sentence, together
from core.studies.who_is_spoken_of import TEMPERATURES, TEXTS, Spoken
from core.tables import Rows, as_row

ASKED = (0.4, 0.15)  # before the guess on time saved: the part that is touched, and how much faster it gets
MANY = 99.5  # from here on an amount is written as a whole number


def costs(text: Lesson, chosen: Figure, society: Society, answers: int, people: int, colours: Palette) -> Exhibit:
    """A day's electricity by every published figure, the chosen one marked, beside well-known things."""
    published = {one.name: one for one in society.answers}
    energies = society.a_day(answers, people)
    things = society.known_things(text.say("costs.kettle"))
    energy = energies[chosen.name]
    return Exhibit(
        figures.costs(energies, chosen.name, things, colours),
        together([
            text.say(
                "costs", answers=answers, people=people, watt_hours_of_one=chosen.amount * MILLI,
                energy=watt_hours(energy),
            ),
            text.say("costs.that_is"),
            *in_things(text, energy, things),
            text.say("costs.spread", factor=electricity.spread([one.amount for one in society.answers])),
        ]),
        [
            {"figure": name, "watt_hours_a_day": each, "source": published[name].source, "date": published[name].date}
            for name, each in energies.items()
        ],
        alt=text.say("costs.alt"),
        verdict=text.came_out("energy", electricity.how_far_apart([one.amount for one in society.answers])),
    )  # fmt: skip


def in_things(text: Lesson, energy: float, things: Mapping[str, float]) -> list[Sentence]:
    """The same energy in words, as so many of each thing."""
    each = electricity.how_many(energy, things)
    return [
        text.say(
            f"costs.{'last' if place == len(each) else 'or'}.{'few' if times < MANY else 'many'}",
            times=times,
            thing=thing,
        )
        for place, (thing, times) in enumerate(each.items(), 1)
    ]


def voices(
    text: Lesson, rows: Sequence[Share], untold: Collection[Fact], facts: int, claimed: Mapping[Fact, int] | None,
    colours: Palette,
) -> Exhibit:  # fmt: skip
    """Shares of the world, of its text and of what the model says, by group; and what no sentence told.

    Args:
        rows: the group that is told of most first.
        untold: the true facts that no sentence tells, of so many `facts`.
        claimed: what the model says; None while it is still writing.
    """
    lucky = sum(fact in claimed for fact in untold) if claimed is not None else 0
    return Exhibit(
        figures.represented(rows, colours),
        together([
            *(
                text.say(
                    "voices.group" if row.model is None else "voices.modelled",
                    group=row.group, share_of_world=row.world, share_of_text=row.text, share_of_model=row.model,
                )
                for row in (rows[0], rows[-1])
            ),
            text.say(
                "voices.untold" if claimed is None else "voices.lucky",
                untold_facts=len(untold), all_facts=facts, said_by_luck=lucky, texts=TEXTS,
            ),
        ]),
        [{"group": row.group, "world": row.world, "text": row.text, "model": row.model} for row in rows],
        alt=text.say("voices.alt"),
        verdict=None if claimed is None else text.came_out("voices", preference(rows)),
    )  # fmt: skip


def saved(text: Lesson, society: Society, part: int, faster: int, colours: Palette) -> Exhibit:
    """Work time saved over the part that a tool touches, as others measured it and as the learner assumes (in percent)."""
    assumed = text.say("saved.assumed")
    lines = society.work_saved(assumed, faster / 100)
    share = electricity.work_saved(part / 100, faster / 100)
    said = text.say(
        "saved.faster" if faster >= 0 else "saved.slower",
        percent_touched=part, percent_faster=faster, percent_slower=-faster, minutes=round(abs(share) * 8 * 60), share=abs(share),
    )  # fmt: skip
    rows = [
        {"study": name, "part": touched, "time_saved": saved}
        for name, points in lines.items()
        for touched, saved in points[::10]
    ]
    verdict = text.came_out("work", "less", saved_in_the_question=electricity.work_saved(*ASKED))
    picture = figures.saved(lines, part / 100, assumed, colours)
    return Exhibit(picture, said, rows, alt=text.say("saved.alt"), verdict=verdict)


def fallen(text: Lesson, now: Ballot, statements: Sequence[Statement], shown: Statement, colours: Palette) -> Exhibit:
    """How all votes with a code fell on one statement, before and after reading."""
    counts = {when: now.counts(shown.key, when) for when in votes.WHEN}
    scale = [str(text.say(f"scale.{step}")) for step in range(len(votes.SCALE))]
    series: dict[str, dict[str, float]] = {
        text.say(f"votes.{when}", votes=sum(row)): dict(zip(scale, votes.shares(row), strict=True))
        for when, row in counts.items()
    }
    return Exhibit(
        trust.by_group(series, colours, "", text.say("votes.axis")),
        together([
            shift(text, counts),
            text.say("votes.everybody" if now.code == EVERYBODY else "votes.code", code=now.code),
        ]),
        [
            {"statement": one.text, "when": when, **dict(zip(scale, now.counts(one.key, when), strict=True))}
            for one in statements
            for when in votes.WHEN
        ],
        alt=text.say("votes.alt", statement=shown.text),
    )  # fmt: skip


def shift(text: Lesson, counts: Mapping[str, Sequence[int]]) -> Sentence:
    """How the class's mean moved, in words."""
    before, after = votes.mean(counts["before"]), votes.mean(counts["after"])
    if before is None and after is None:
        return text.say("votes.nobody")
    if before is None or after is None:
        there, name = (before, "before") if after is None else (after, "after")
        return text.say(f"votes.only.{name}", mean=there)
    return text.say("votes.both", mean_before=before, mean_after=after)


# --- deeper


def mine(
    text: Lesson, society: Society, counted: electricity.Counted, timed: electricity.Timed, watts: int, colours: Palette
) -> Exhibit:
    """One answer of the open model, counted and timed, among published figures."""
    energies = society.beside_published(text.say("mine.name"), timed.energy(watts))
    said = text.say(
        "mine", tokens=counted.tokens, weights=counted.parameters, operations=counted.operations,
        milliseconds=timed.seconds * 1000, watts=watts, energy=watt_hours(timed.energy(watts)),
    )  # fmt: skip
    return Exhibit(
        figures.costs(energies, text.say("mine.name"), {}, colours, lowest=-6, title=text.say("mine.axis")),
        said,
        [{"answer": name, "watt_hours": energy} for name, energy in energies.items()],
        alt=text.say("mine.alt"),
    )


def bigger(
    text: Lesson, counted: electricity.Counted, timed: electricity.Timed, watts: int, billions: int, tokens: int,
    sizes: Sequence[int],
) -> Exhibit:  # fmt: skip
    """What a large model's answer would take on this machine, if it did as many operations a watt-hour as it just did."""
    large = electricity.operations_of(billions * 10**9, tokens)
    times = large / counted.operations
    found = {size: electricity.operations_of(size * 10**9, tokens) for size in sizes}
    rows: Rows = [
        {"billion_weights": size, "operations": operations, "times_our_answer": round(operations / counted.operations)}
        for size, operations in found.items()
    ]
    said = text.say(
        "bigger", tokens=tokens, billion_weights=billions, billion_operations=large // 10**9, times_our_answer=times,
        energy=watt_hours(timed.energy(watts) * times), hours=timed.seconds * times / 3600,
    )  # fmt: skip
    table = [{name: number(value, ",") for name, value in row.items()} for row in rows]
    return Exhibit(table, said, rows, verdict=text.came_out("bigger", "million"))


def quiet(text: Lesson, rows: Sequence[Spoken], colours: Palette) -> Exhibit:
    """Of whom the model still speaks, over temperature: the lowest first, as far as they are measured."""
    ends = (rows[0], rows[-1]) if len(rows) > 1 else rows
    last = {row.temperature: row.last_tenth for row in rows}
    outcome = turned_down(last[1.0], last[min(TEMPERATURES)]) if last.keys() >= set(TEMPERATURES) else None
    return Exhibit(
        figures.quiet(rows, colours),
        together([
            text.say("quiet", share_of_text=rows[0].text),
            *(
                text.say(
                    "quiet.at", temperature=row.temperature, share=row.first_tenth, people=row.people, of=row.of
                )
                for row in ends
            ),
        ]),
        [as_row(row, text="first_tenth_of_text") for row in rows],
        alt=text.say("quiet.alt"),
        verdict=text.came_out("quiet", outcome) if outcome else None,
    )  # fmt: skip
