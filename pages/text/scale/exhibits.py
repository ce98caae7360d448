"""What /scale shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.data.compute_costs import Coefficient, Total
from core.data.real_models import RealModel
from core.exhibit import Exhibit, Origin
from core.figures import compute as compute_figures
from core.figures import scale as figures
from core.figures.palette import Palette
from core.figures.scale import many, memory
from core.language import number
from core.lessons.parts import Lesson
from core.measure import compute, model_costs, scaling, size_and_score
from core.measure.model_costs import Bill, TrainingMemory
from core.measure.parameter_count import Count, Shape, count
from core.measure.scaling import Point
from core.measure.size_and_facts import learned_once
from core.sentences import together
from core.studies.iso_flop import Spent, done
from core.studies.scaling_law import Sized, points
from core.studies.size_and_facts import Knows
from core.tables import Rows

OURS, OWN = "ours", "own"


def plainly(value: float) -> str:
    """A number with no more digits than it needs."""
    return number(value, "g")


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
    times = it.total / mine.total
    said = together([
        text.say(
            "where" if times >= 2 else "where.fewer" if times <= 1 / 2 else "where.alike",
            model=names[chosen], parameters=many(it.total), your_parameters=many(mine.total), times=times, fewer=1 / times,
            in_its_mlps=parts["mlp"], in_attention=parts["attention"], in_tables=parts["tables"],
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


# --- the second page


def kept(
    text: Lesson, name: str, shape: Shape, context: int, bytes_each: float, each_chip: float, colours: Palette
) -> Exhibit:
    """What a model fills where it is used: its weights and the keys and values of one text, in four formats."""
    weights = count(shape).total
    shown = text.say("kept.own") if name == OWN else name
    formats = {each: str(text.say("kept.bytes", bytes_each=each)) for each in FORMATS}
    filled = {each: (weights * each, model_costs.cache_bytes(shape, context, each)) for each in FORMATS}
    parts = [str(text.say(f"kept.{part}")) for part in ("weights", "cache")]
    own, cache = filled[bytes_each]
    chips = model_costs.chips(own + cache, each_chip)
    said = together([
        text.say("kept", model=shown, parameters=many(weights), bytes_each=bytes_each, fill=memory(own, 1)),
        text.say("kept.with_text", tokens=context, more=memory(cache, 1), chips=chips, of=memory(each_chip, 1)),
    ])  # fmt: skip
    figure = compute_figures.stacked(
        {formats[each]: {part: size / 1e9 for part, size in zip(parts, sizes, strict=True)} for each, sizes in filled.items()},
        str(text.say("kept.axis")), colours, formats[bytes_each], (str(text.say("kept.chip")), each_chip / 1e9),
    )  # fmt: skip
    rows: Rows = [
        {
            "bytes_each": each, "weights_gb": sizes[0] / 1e9, "cache_gb": sizes[1] / 1e9,
            "chips": model_costs.chips(sum(sizes), each_chip),
        }
        for each, sizes in filled.items()
    ]  # fmt: skip
    return Exhibit(figure, said, rows, alt=text.say("kept.alt"))


FORMATS = (4, 2, 1, 0.5)  # bytes for a weight


def _named(text: Lesson, found: Sequence[Spent]) -> dict[str, list[Point]]:
    """The points of each budget that has some, under its name."""
    budgets = dict.fromkeys(one.budget for one in found)
    return {
        str(text.say(f"valley.{budget}")): [
            (one.parameters, one.held_out or 0.0) for one in found if one.budget == budget
        ]
        for budget in budgets
    }


def _spent(found: Sequence[Spent]) -> Rows:
    return [
        {"budget": one.budget, "weights": one.parameters, "tokens": one.tokens, "loss": one.held_out} for one in found
    ]


def valley(text: Lesson, found: Sequence[Spent], colours: Palette, origin: Origin) -> Exhibit:
    """Six sizes for each of three budgets, and where the lowest loss of each lies."""
    ended = done(found)
    lines = _named(text, ended)
    lowest = {budget: compute.valley(points) for budget, points in lines.items()}
    said = together([
        text.say("valley.lowest", budget=budget, weights=int(one.weights), loss=one.loss) for budget, one in lowest.items()
    ])  # fmt: skip
    sizes = [int(one.weights) for one in lowest.values()]
    verdict = text.came_out("valley", compute.how_it_lies(lowest), first=sizes[0], last=sizes[-1])
    return Exhibit(
        compute_figures.valleys(lines, colours), said, _spent(ended), origin, text.say("valley.alt"), verdict
    )  # fmt: skip


def own_point(
    text: Lesson, found: Sequence[Spent], yours: Sequence[Spent], colours: Palette, origin: Origin
) -> Exhibit:
    """A size of the learner's choice on a budget, while it spends it, among those that came with the app."""
    ended, here = done(found), yours[-1]
    lowest = compute.valley([(one.parameters, one.held_out or 0.0) for one in ended if one.budget == here.budget])
    facts = {"weights": here.parameters, "tokens": here.tokens}
    if here.held_out is None:
        said = text.say("own.learning", read=here.read, loss=here.loss, **facts)
        return Exhibit(None, said, _spent(yours[-1:]), origin)
    which = "own.lower" if here.held_out < lowest.loss else "own.higher"
    said = together([
        text.say("own", loss=here.held_out, **facts), text.say(which, lowest=lowest.loss, at=int(lowest.weights))
    ])  # fmt: skip
    figure = compute_figures.valleys(
        _named(text, ended), colours, (here.parameters, here.held_out), str(text.say("own.name"))
    )
    return Exhibit(figure, said, [*_spent(ended), *_spent([here])], origin, text.say("valley.alt"))


def train(
    text: Lesson, weights: float, mixed: TrainingMemory, chosen: str, each_chip: float, colours: Palette
) -> Exhibit:
    """What fills memory while a model is trained, in two number formats, beside what its weights alone fill."""
    ways = {"mixed": mixed, "single": model_costs.SINGLE}
    way = ways[chosen]
    parts = ("weights", "gradients", "copy", "moments")
    named = {part: str(text.say(f"train.{part}")) for part in parts}
    bars: dict[str, dict[str, float]] = {
        str(text.say("train.use")): {
            named[part]: way.weights * weights / 1e9 if part == "weights" else 0.0 for part in parts
        }
    }
    for name, one in ways.items():
        bars[str(text.say(f"train.{name}"))] = {named[part]: getattr(one, part) * weights / 1e9 for part in parts}
    said = text.say(
        "train", parameters=many(weights), alone=memory(weights, way.weights), training=memory(weights, way.total),
        chips=model_costs.chips(weights * way.total, each_chip),
    )  # fmt: skip
    rows: Rows = [
        {"way": name, **{f"{part}_gb": getattr(one, part) * weights / 1e9 for part in parts}}
        for name, one in ways.items()
    ]
    figure = compute_figures.stacked(bars, str(text.say("kept.axis")), colours, str(text.say(f"train.{chosen}")))
    verdict = text.came_out("train", model_costs.how_much_more(way.times), times=way.times)
    return Exhibit(figure, said, rows, alt=text.say("train.alt"), verdict=verdict)


def check(text: Lesson, trained: Sequence[Total], chosen: str, peak: float, used: float, colours: Palette) -> Exhibit:
    """The formula beside what the makers published, for every training of the table."""
    computed = {}
    for one in trained:
        operations = compute.training(one.billions * 1e9, one.tokens * 1e9)
        computed[one.name] = operations if one.unit == "operations" else model_costs.hours(operations, peak, used)
    it = next(one for one in trained if one.name == chosen)
    ours = computed[chosen]
    said = text.say(
        f"check.{it.unit}", model=it.name, billions=it.billions, billion_tokens=it.tokens, used=used,
        computed=_units(ours, it), published=_units(it.published, it),
    )  # fmt: skip
    rows: Rows = [
        {
            "named_model": one.name, "billions_met_by_a_token": one.billions, "billion_tokens": one.tokens, "unit": one.unit,
            "computed": computed[one.name], "published": one.published, "source": f"{one.source}, {one.link}",
            "looked_up": one.checked_on,
        }
        for one in trained
    ]  # fmt: skip
    figure = compute_figures.beside({one.name: computed[one.name] / one.published for one in trained}, chosen, colours)
    verdict = text.came_out("check", model_costs.how_near(ours, it.published), share=ours / it.published)
    return Exhibit(figure, said, rows, alt=text.say("check.alt"), verdict=verdict)


def _units(amount: float, total: Total) -> float:
    """In units that a sentence can say: millions of hours, or 10²³ operations."""
    return amount / (1e23 if total.unit == "operations" else 1e6)


def bill(
    text: Lesson, billions: float, trillions: float, made: Bill, coefficients: Sequence[Coefficient], colours: Palette
) -> Exhibit:
    """What one training costs: hours, energy, rent, and which part of the rent the electricity would be."""
    named = [str(text.say(f"bill.{part}")) for part in ("electricity", "rest")]
    bars = {
        str(text.say("bill.rent")): {
            named[0]: made.electricity / 1e6, named[1]: max(0.0, made.rent - made.electricity) / 1e6
        }
    }  # fmt: skip
    said = together([
        text.say(
            "bill", billion_weights=billions, trillion_tokens=trillions, hours=made.hours, megawatt_hours=made.energy / 1e3
        ),
        text.say("bill.dollars", rent=made.rent, electricity=made.electricity),
    ])  # fmt: skip
    rows: Rows = [
        {
            "value": one.value, "unit": one.unit, "source": f"{one.source}, {one.link}",
            "looked_up": one.checked_on,
        }
        for one in coefficients
    ]  # fmt: skip
    verdict = text.came_out("bill", model_costs.how_much_of_it(made.share), share=made.share)
    figure = compute_figures.stacked(bars, str(text.say("bill.axis")), colours)
    return Exhibit(figure, said, rows, alt=text.say("bill.alt"), verdict=verdict)
