"""What /scale shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.data.real_models import RealModel
from core.exhibit import Exhibit, Origin
from core.figures import scale as figures
from core.figures.palette import Palette
from core.figures.scale import many, memory
from core.language import number
from core.lessons.parts import Lesson
from core.measure import scaling, size_and_score
from core.measure.parameter_count import Count
from core.measure.scaling import Point
from core.measure.size_and_facts import learned_once
from core.sentences import together
from core.studies.scaling_law import Sized, points
from core.studies.size_and_facts import Knows
from core.tables import Rows

OURS, OWN = "ours", "own"


def whole(value: float) -> str:
    """A whole number with marks between thousands."""
    return number(value, ",.0f")


def where(
    text: Lesson, counts: Mapping[str, Count], mine: Count, chosen: str, bytes_each: float, colours: Palette
) -> Exhibit:
    """Where the parameters of models sit, from the learner's own to the largest whose shape is public."""
    names = {name: text.say("where.own") if name == OWN else name for name in counts}
    every = {text.say("where.ours"): mine, **{names[name]: found for name, found in counts.items()}}
    it, parts = counts[chosen], figures.shares(counts[chosen])
    said = together([
        text.say(
            "where", model=names[chosen], parameters=many(it.total), your_parameters=many(mine.total),
            times=it.total / mine.total, in_its_mlps=parts["mlp"], in_attention=parts["attention"], in_tables=parts["tables"],
        ),
        text.say("where.memory", bytes_for_each=bytes_each, memory=memory(it.total, bytes_each)),
        text.say("where.experts", met_by_a_token=it.active / it.total) if it.active < it.total else "",
    ])  # fmt: skip
    rows: Rows = [
        {
            "named_model": name, "parameters": found.total, "tables": found.tables,
            "attention": found.attention, "mlp": found.mlp, "norms": found.norms, "met_by_a_token": found.active,
        }
        for name, found in every.items()
    ]  # fmt: skip
    return Exhibit(figures.where(every, names[chosen], colours), said, rows, alt=text.say("where.alt"))


def law(text: Lesson, starts: Mapping[str, Sequence[Point]], colours: Palette, origin: Origin) -> Exhibit:
    """The line through all sizes but the largest, of all recorded starts, and what came of the largest."""
    every = [point for one in starts.values() for point in one]
    smaller, largest = scaling.without_largest(every)
    line = scaling.fit(smaller)
    size, miss = largest[0][0], scaling.missed(line, largest)
    found = line.at(size) * (1 + miss)
    said = text.say(
        "law", models=len({size for size, _ in smaller}), left_with_ten_times=line.tenfold, exponent=line.exponent,
        explained=line.explained, foretold=line.at(size), found=found,
    )  # fmt: skip
    verdict = text.came_out("law", scaling.came_true(miss), off=abs(miss))
    named = {str(text.say("law.start", start=name)): found for name, found in starts.items()}
    rows: Rows = [
        {"start": name, "parameters": int(size), "loss": loss, "foretold": round(line.at(size), 4)}
        for name, found in starts.items()
        for size, loss in found
    ]
    return Exhibit(figures.law(named, line, size, colours), said, rows, origin, text.say("law.alt"), verdict)


def next_one(
    text: Lesson, found: Sequence[Sized], seed: int, finished: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """A start of the learner's own, while it comes: each model foretold from the ones before."""
    done = points(found)
    coming = None if finished or not found or found[-1].held_out is not None else float(found[-1].parameters)
    foretold = scaling.one_by_one(done, coming)
    rows: Rows = [
        {"parameters": int(one.parameters), "foretold": round(one.foretold, 4), "loss": one.found, "off": one.missed}
        for one in foretold
    ]  # fmt: skip
    if len(done) < 2:
        return Exhibit(None, text.say("next.first", now_learning=int(found[-1].parameters)), rows, origin)
    came = [one for one in foretold if one.found is not None]
    said = together([
        text.say("next.done", models=len(done)),
        text.say(
            "next.came", parameters=many(came[-1].parameters), foretold=came[-1].foretold, found=came[-1].found or 0.0
        ) if came else "",
        text.say(
            "next.coming", parameters=many(foretold[-1].parameters), foretold=foretold[-1].foretold
        ) if foretold and foretold[-1].found is None else "",
    ])  # fmt: skip
    name = str(text.say("law.start", start=str(seed)))
    figure = figures.law(
        {name: done}, scaling.fit(done[:-1] if len(done) > scaling.FEWEST else done), done[-1][0], colours, name
    )
    return Exhibit(figure, said, rows, origin, text.say("law.alt"))


def facts(text: Lesson, found: Sequence[Knows], colours: Palette, origin: Origin) -> Exhibit:
    """The share of facts that each size recalls, by how often its text told them."""
    done = [one for one in found if one.recall]
    small, large = done[0], done[-1]
    assert small.recall and large.recall
    told = {"32+": "often", "4–7": "some", "once": "once"}
    lines = {
        str(text.say(f"facts.{key}")): [(float(one.parameters), one.recall[group]) for one in done if one.recall]
        for group, key in reversed(told.items())
    }
    said = text.say(
        "facts", smallest=many(small.parameters), largest=many(large.parameters), often_small=small.recall["32+"],
        often_large=large.recall["32+"], once_small=small.recall["once"], once_large=large.recall["once"],
    )  # fmt: skip
    rows: Rows = [
        {"parameters": one.parameters, "grammatical": one.grammatical, **{key: one.recall[group] for group, key in RECALL}}
        for one in done
        if one.recall
    ]  # fmt: skip
    verdict = text.came_out("facts", learned_once(large.recall["once"]), once=large.recall["once"])
    return Exhibit(figures.by_size(lines, colours), said, rows, origin, text.say("facts.alt"), verdict)


RECALL = (("32+", "told_often"), ("4–7", "told_some"), ("once", "told_once"), ("never", "told_never"))


def real(text: Lesson, models: Sequence[RealModel], colours: Palette) -> Exhibit:
    """What sizes and years go with, in a table of published models; whose size was never told is left out."""
    reference = [model for model in models if model.reference]
    alone, both = size_and_score.fit(reference), size_and_score.fit(reference, with_year=True)
    giant, small = size_and_score.smallest_better(models)
    hidden = [model for model in models if model.parameters is None]
    times = (giant.parameters or 0) / (small.parameters or 1)
    said = together([
        text.say(
            "real", models=len(reference), explained_by_size=alone.explained, points_for_ten_times=alone.tenfold,
            explained_with_year=both.explained, points_a_year=both.yearly,
        ),
        text.say("real.hidden", left_out=", ".join(model.name for model in hidden)) if hidden else "",
    ])  # fmt: skip
    verdict = text.came_out(
        "real", size_and_score.how_small(times), model=small.name, year=small.released, score=small.score, times=times
    )
    rows: Rows = [
        {
            "named_model": model.name, "released": model.released, "billions_of_parameters": model.parameters,
            "billions_met_by_a_token": model.active, "percent_right": model.score, "source": model.source,
        }
        for model in models
    ]  # fmt: skip
    shown = [model for model in models if model.parameters is not None]
    return Exhibit(figures.real(shown, alone, both, colours), said, rows, alt=text.say("real.alt"), verdict=verdict)
