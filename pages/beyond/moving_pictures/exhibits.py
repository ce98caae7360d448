"""What /moving_pictures shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Iterable, Mapping, Sequence

from core.data.films import FRAMES, SIDE, ball_speed
from core.exhibit import Exhibit, Origin, Picture, now
from core.figures import moving_pictures as figures
from core.figures.palette import Palette
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure import moving_pictures as measure
from core.sentences import Sentence, together
from core.studies.moving_pictures import CODE, GIVEN, GRAVITIES, SPEEDS, Learned, Measured, Shown, over_scenes
from core.tables import Rows

WAYS = ("alone", "two", "whole")
MEMORIES = ("last", "eight", "whole")


def listed(parts: Mapping[str, Sentence]) -> Sentence:
    """A list with semicolons and a full stop; each number in it is a fact of its part's name."""
    facts = {name: written for name, part in parts.items() for written in part.facts.values()}
    return Sentence("; ".join(parts.values()) + ".", facts)


def named(text: Lesson, names: Iterable[str]) -> dict[str, Sentence]:
    """What each maker of films is called."""
    return {name: text.say(f"name.{name}") for name in names}


def players(text: Lesson, shown: Shown, *, plays: bool = True) -> Picture:
    """The films side by side, the true one first."""
    names = [(text.say(f"name.{name}"), text.say(f"tell.{name}")) for name in ("true", *shown.made)]
    return Picture("moving_pictures", figures.films_payload(shown, names, plays=plays), helpers=("off_curve",))


def at_the_end(text: Lesson, shown: Shown) -> Sentence:
    """How far off each film is in its last picture."""
    names = named(text, shown.made)
    parts: dict[str, Sentence] = {}
    for name, off in shown.off.items():
        gone = off[-1] >= measure.LOST
        say = text.say("lost", name=names[name]) if gone else text.say("film", name=names[name], off=float(off[-1]))
        parts[text.say("fact.film", name=names[name])] = say
    return listed(parts)


def pictures_table(text: Lesson, shown: Shown) -> Rows:
    """How far off each film is, picture by picture."""
    names = named(text, shown.made)
    return [
        {"picture": at + 1, **{names[name]: number(float(off[at]), ".1f") for name, off in shown.off.items()}}
        for at in range(GIVEN, FRAMES)
    ]  # fmt: skip


def living(text: Lesson, shown: Shown) -> Exhibit:
    """The true film, and what three models make of its beginning, computed just now."""
    said = together([text.say("living", side=SIDE), at_the_end(text, shown)])
    return Exhibit(players(text, shown), said, pictures_table(text, shown), now())


def training(text: Lesson, shown: Shown, step: int, total: int, origin: Origin) -> Exhibit:
    """A film of a training that goes on, or has ended."""
    said = together([text.say("training", step=step, total=total), at_the_end(text, shown)])
    return Exhibit(players(text, shown, plays=False), said, pictures_table(text, shown), origin)


def drift(text: Lesson, found: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """How far off the films of the three ways are, picture by picture, over three scenes; and how much they change."""
    makers = {name: found.makers[name] for name in WAYS}
    names = named(text, WAYS)
    far = {name: over_scenes(one.distance) for name, one in makers.items()}
    change = {
        name: over_scenes({scene: [one] for scene, one in made.flicker.items()})[0] for name, made in makers.items()
    }
    rows: Rows = [
        {"film_by": names[name], "change_against_the_truth": number(change[name], ".2f"),
         "first_picture_off": number(far[name][0], ".2f"), "last_picture_off": number(far[name][-1], ".2f"),
         "weights": number(one.weights, ","), "updates": number(one.updates, ","), "seconds": number(one.seconds, ".1f"),
         "network_calls": number(one.evaluations, ",")}
        for name, one in makers.items()
    ]  # fmt: skip
    said = [
        text.say("drift"),
        listed({
            text.say("fact.film", name=names[name]): text.say("film", name=names[name], off=one[-1])
            for name, one in far.items()
        }),
        text.say("drift.change"),
        listed({
            text.say("fact.change", name=names[name]): text.say("drift.times", name=names[name], change=one)
            for name, one in change.items()
        }),
        text.say(
            "drift.cost", updates=makers["two"].updates, **sizes(makers.values()),
            calls=makers["two"].evaluations, at_once=makers["whole"].evaluations, numbers=CODE * (FRAMES - GIVEN), code=CODE,
        ),
    ]  # fmt: skip
    figure = figures.drift({names[name]: one for name, one in far.items()}, colours)
    verdict = text.came_out("drift", measure.holds_best({name: one[-1] for name, one in far.items()}))
    return Exhibit(figure, together(said), rows, origin, text.say("drift.alt"), verdict)


def sizes(makers: Iterable[Measured]) -> dict[str, int]:
    """The fewest and the most weights that one of them has."""
    weights = [one.weights for one in makers]
    return {"least": min(weights), "most": max(weights)}


def permanence(text: Lesson, found: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """When the ball comes out from behind the wall, by what a model sees."""
    walls = {name: found.makers[name].wall for name in MEMORIES}
    names = named(text, MEMORIES)
    rows: Rows = [
        {"film_by": names[name], "right_moment": percent(one.right), "too_early": percent(one.early),
         "too_late_or_never": percent(one.late), "comes_out_ever": percent(one.ever)}
        for name, one in walls.items()
    ]  # fmt: skip
    said = [
        text.say("permanence"),
        listed({
            text.say("fact.permanence", name=names[name]):
            text.say("permanence.share", name=names[name], right=one.right)
            for name, one in walls.items()
        }),
        text.say("permanence.early", early=walls["last"].early, late=walls["last"].late),
    ]  # fmt: skip
    figure = figures.behind_the_wall({names[name]: one for name, one in walls.items()}, colours)
    outcome = measure.comes_out(*(walls[name].right for name in MEMORIES))
    return Exhibit(
        figure, together(said), rows, origin, text.say("permanence.alt"), text.came_out("permanence", outcome)
    )


def beyond(text: Lesson, found: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """The speed that models draw against the true one, far beyond what they learned."""
    true = [ball_speed(share) for share in SPEEDS]
    makers = {name: found.makers[name] for name in ("eight", "whole")}
    names = named(text, makers)
    rows: Rows = [
        {
            "true_speed": number(speed, ".1f"),
            **{names[name]: number(one.speeds[i], ".2f") for name, one in makers.items()},
        }
        for i, speed in enumerate(true)
    ]
    said = [
        text.say("beyond", true=true[-1]),
        listed({
            text.say("fact.beyond", name=names[name]):
            text.say("beyond.drawn", name=names[name], drawn=one.speeds[-1])
            for name, one in makers.items()
        }),
        text.say("beyond.gravity", **{name: heaviest(one) for name, one in makers.items()}),
    ]  # fmt: skip
    figure = figures.beyond(
        true, {names[name]: one.speeds for name, one in makers.items()}, (ball_speed(0), ball_speed(1)), colours
    )
    outcome = measure.beyond(max(one.speeds[-1] for one in makers.values()), true[-1], ball_speed(1))
    return Exhibit(figure, together(said), rows, origin, text.say("beyond.alt"), text.came_out("beyond", outcome))


def heaviest(made: Measured) -> float:
    """How many times the gravity that was learned it draws, where the greatest is shown."""
    return made.gravities[-1] / made.gravities[GRAVITIES.index(1.0)]


def makers_of(memory: int) -> Sequence[str]:
    """The three films beside the truth, the middle one by a model that sees so many pictures."""
    return ("alone", {1: "last", 2: "two", 8: "eight"}[memory], "whole")
