"""What /big_picture and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.data.digits import HELD_OUT
from core.data.milestones import FAMILIES, Milestone, Use
from core.data.three_tasks import TASKS
from core.exhibit import Exhibit, Origin, Picture, drawn
from core.figures import big_picture as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.figures.rows import Row
from core.language import percent
from core.lessons.parts import Lesson
from core.measure import backwards, digit_rules, few_examples
from core.measure.digit_rules import NAMES, RULES, Numbers
from core.measure.few_examples import ADAPTED, FROM_NOTHING, STARTS, Tried
from core.sentences import Sentence, together
from core.tables import Rows


def rules(text: Lesson, numbers: Numbers) -> list[str]:
    """The rules in words, with their numbers."""
    facts = {"narrow": numbers.narrow, "upper": numbers.upper, "lower": numbers.lower}
    return [text.say(f"rule.{rule}", digit=name, **facts) for rule, name in zip(RULES, NAMES, strict=True)]


def three(text: Lesson, given: Array, numbers: Numbers, chances: Sequence[float], made: Array) -> Exhibit:
    """The same pixels to rules, classifier and generator."""
    by_rules, rule = digit_rules.of_one(given, numbers)
    wanted = max(range(len(chances)), key=chances.__getitem__)
    shown = [{"says": says, "decides": place == rule} for place, says in enumerate(rules(text, numbers))]
    payload = figures.nested_payload(given, shown, by_rules, chances, wanted, made)
    told = text.say("three", by_rules=by_rules, by_classifier=wanted, sure=chances[wanted], pictures=len(made))
    rows: Rows = [{"digit": digit, "chance": percent(chance)} for digit, chance in enumerate(chances)]
    return Exhibit(Picture("nested", payload, helpers=("networks",)), told, rows)


def written(text: Lesson, by_rules: float, by_classifier: float, colours: Palette) -> Exhibit:
    """How many unseen digits the rules and the classifier name rightly."""
    shares: dict[str, float] = {text.say("name.rules"): by_rules, text.say("name.classifier"): by_classifier}
    said = text.say("written", unseen=HELD_OUT, by_rules=by_rules, by_classifier=by_classifier)
    rows: Rows = [
        {"named_by": name, "right": percent(share), "of_unseen_digits": HELD_OUT} for name, share in shares.items()
    ]
    verdict = text.came_out("written", digit_rules.came_out(by_rules, by_classifier))
    return Exhibit(figures.named_right(shares, colours), said, rows, alt=text.say("written.alt"), verdict=verdict)


def both_ways_rows(text: Lesson) -> list[Row]:
    """What each row of pictures shows."""
    return [Row(text.say(f"backwards.{name}"), hue, text.say(f"backwards.{name}.alt"))
            for name, hue in (("classifier", "latent"), ("generator", "made"))]  # fmt: skip


def both_ways(text: Lesson, said: Mapping[str, tuple[float, float]], origin: Origin) -> Exhibit:
    """Is the classifier sure of each, and does it look like handwriting?"""
    rows: Rows = [
        {"drawn_by": text.say(f"name.{name}"), "classifier_is_sure": percent(sure), "like_handwriting": percent(like)}
        for name, (sure, like) in said.items()
    ]
    (sure, like), (also_sure, made_like) = said["classifier"], said["generator"]
    told = text.say("backwards", sure=sure, like=like, also_sure=also_sure, made_like=made_like)
    return Exhibit(None, told, rows, origin, verdict=text.came_out("backwards", backwards.came_out(sure, like)))


def used(text: Lesson, uses: Sequence[Use], family: str) -> str:
    """Who uses a family today, as a list with links."""
    makes = text.control("makes").options
    return "\n".join(
        f"- {makes[one.makes]}: [{one.name}]({one.link}) ({one.year})" for one in uses if one.family == family
    )


def families(text: Lesson, uses: Sequence[Use]) -> Exhibit:
    """All of them as a table, with their sources."""
    makes, names = text.control("makes").options, {name: text.say(f"family.{name}.name") for name in FAMILIES}
    rows: Rows = [
        {"family": names[one.family], "makes": makes[one.makes], "system": one.name, "year": one.year,
         "source": one.source, "looked_at": one.checked_on}
        for one in uses
    ]  # fmt: skip
    said = text.say("families", systems=len(uses), families=len(names))
    return Exhibit(None, said, rows, drawn())


# --- deeper


def timeline(text: Lesson, ideas: Sequence[Milestone], chosen: Milestone, colours: Palette) -> Exhibit:
    """Ideas by their years, with what the chosen one was."""
    names = {one.key: text.say(f"idea.{one.key}.name") for one in ideas}
    figure = figures.timeline({names[one.key]: one.year for one in ideas}, names[chosen.key], colours)
    said = together([text.say("idea.year", year=str(chosen.year)), text.say(f"idea.{chosen.key}")])
    rows: Rows = [{"idea": names[one.key], "year": one.year, "source": one.source} for one in ideas]
    return Exhibit(figure, said, rows, drawn(), text.say("timeline.alt"))


def one_for_three(
    text: Lesson, found: Sequence[Tried], examples: int, colours: Palette, origin: Origin, asks: bool = True
) -> Exhibit:
    """With so many examples: how many new cases the adapted model and those from nothing get right, task by task."""
    tasks = text.control("task").options
    right = few_examples.right(found, examples)
    there = [task for task in TASKS if all((start, task) in right for start in STARTS)]
    if not there:
        return Exhibit(None, text.say("one_for_three.begun"), [], origin)
    shares: dict[str, dict[str, float]] = {
        text.say(f"start.{start}"): {tasks[task]: right[start, task] for task in there} for start in STARTS
    }  # fmt: skip
    rows: Rows = [
        {"task": tasks[task], "examples": examples, "adapted": percent(right[ADAPTED, task]),
         "from_nothing": percent(right[FROM_NOTHING, task])}
        for task in there
    ]  # fmt: skip
    said = [text.say("one_for_three", examples=examples)]
    said += [
        text.say(f"one_for_three.{task}", adapted=right[ADAPTED, task], from_nothing=right[FROM_NOTHING, task])
        for task in there
    ]
    facts: dict[str, str] = {
        f"{task} {name}".strip(): fact
        for task, one in zip(("", *there), said, strict=True)
        for name, fact in one.facts.items()
    }
    verdict = None
    if asks and len(there) == len(TASKS):
        verdict = text.came_out("one_for_three", few_examples.leads(right))
    alt = text.say("one_for_three.alt")
    return Exhibit(
        figures.adapted(shares, colours), Sentence(" ".join(said), facts), rows, origin, alt, verdict
    )  # fmt: skip


def cases(text: Lesson, found: Sequence[Tried], task: str, examples: int) -> Rows:
    """New cases of a task, with what each of the models said."""
    said = {one.start: one.shown for one in found if (one.task, one.examples) == (task, examples)}
    return [
        {"given": a.given, "wanted": a.wanted, "adapted_says": a.said, "from_nothing_says": b.said}
        for a, b in zip(said.get(ADAPTED, ()), said.get(FROM_NOTHING, ()), strict=False)
    ]


def catch_up(text: Lesson, found: Sequence[Tried], task: str, colours: Palette, origin: Origin) -> Exhibit:
    """Does the model from nothing come to what the adapted one knew with 16 examples, if it gets more of them?"""
    lines: dict[str, dict[int, float]] = {
        text.say(f"start.{start}"): few_examples.line(found, start, task) for start in STARTS
    }
    rows: Rows = [
        {"examples": count, **{start: percent(few_examples.line(found, start, task)[count]) for start in STARTS}}
        for count in few_examples.line(found, FROM_NOTHING, task)
    ]  # fmt: skip
    mark, most, end = few_examples.far(found, task)
    said = text.say(
        "catch_up", task=text.control("task").options[task], few=few_examples.FEW, mark=mark, most=most, end=end
    )
    verdict = text.came_out("catch_up", few_examples.caught_up(found))
    return Exhibit(figures.over_examples(lines, colours), said, rows, origin, text.say("catch_up.alt"), verdict)
