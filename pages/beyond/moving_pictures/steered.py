"""What /moving_pictures_deeper shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit, Origin, Picture
from core.figures import steered as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure import steered as measure
from core.sentences import Sentence, together
from core.studies.steered import DREAMED, DREAMERS, STRENGTHS, TRIED, Learned
from core.tables import Rows

HOLDS = ("plain", "noise")
MEMORIES = ("one", "noise", "four", "told")


def weights_of(arrays: Mapping[str, Array], dreamer: str) -> dict[str, Array]:
    """Those of one dreamer among all that were kept."""
    return {key.partition(".")[2]: array for key, array in arrays.items() if key.startswith(f"{dreamer}.")}


def playing(
    text: Lesson, found: Learned, arrays: Mapping[str, Array], dreamer: str, strength: float, origin: Origin
) -> Exhibit:
    """The world and the dream, to be pushed; and what was measured of this dreamer."""
    payload = figures.played_payload(weights_of(arrays, dreamer), DREAMERS[dreamer].config.seen, strength)
    picture = Picture("steered", payload, ("networks", "off_curve"))
    said = [text.say("playing", name=text.say(f"name.{dreamer}"), kept=found.dreamers[dreamer].drift.kept)]
    if strength > 1:
        said.append(text.say("playing.strong", strength=strength))
    return Exhibit(picture, together(said), rows(text, found, [dreamer]), origin)


def rows(text: Lesson, found: Learned, names: Sequence[str]) -> Rows:
    """How far each dreamer is from the truth."""
    made = {name: found.dreamers[name] for name in names}
    return [
        {
            "dreamer": text.say(f"name.{name}"), "follows_pictures": number(one.drift.kept, ","),
            "tenth_picture_off": number(one.drift.off[9], ".2f"), "puck_gone": percent(one.drift.gone),
            "puck_brightness": number(one.drift.size, ".2f"), "weights": number(one.weights, ","),
            "updates": number(one.updates, ","),
        }
        for name, one in made.items()
    ]  # fmt: skip


def curves(text: Lesson, found: Learned, names: Sequence[str]) -> dict[str, list[float]]:
    return {text.say(f"name.{name}"): found.dreamers[name].drift.off for name in names}


def follows(text: Lesson, found: Learned, names: Sequence[str]) -> Sentence:
    """For how many pictures each follows the truth."""
    parts: list[Sentence] = [text.say("follows", games=TRIED, pictures=DREAMED)]
    parts += [
        text.say(f"follows.{name}", name=text.say(f"name.{name}"), **{f"kept_{name}": found.dreamers[name].drift.kept})
        for name in names
    ]
    return together(parts)


def training(text: Lesson, found: Learned, step: int, total: int, colours: Palette, origin: Origin) -> Exhibit:
    """Dreamers that still learn."""
    names = tuple(DREAMERS)
    said = together([text.say("training", step=step, total=total), follows(text, found, names)])
    figure = figures.drift(curves(text, found, names), colours)
    return Exhibit(figure, said, rows(text, found, names), origin, text.say("drift.alt"))


def hold(text: Lesson, found: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """What noise in what it sees does to the dream."""
    plain, noise = (found.dreamers[name].drift for name in HOLDS)
    said = together([
        follows(text, found, HOLDS),
        text.say("hold.gone", plain_gone=plain.gone, noise_gone=noise.gone, plain_size=plain.size, noise_size=noise.size),
    ])  # fmt: skip
    figure = figures.drift(curves(text, found, HOLDS), colours)
    verdict = text.came_out("hold", measure.holds(plain, noise))
    return Exhibit(figure, said, rows(text, found, HOLDS), origin, text.say("drift.alt"), verdict)


def memory(text: Lesson, found: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """How much it must see to follow the truth; and the same with the velocity instead of more pictures."""
    one, _, four, told = (found.dreamers[name].drift for name in MEMORIES)
    figure = figures.drift(curves(text, found, MEMORIES), colours)
    verdict = text.came_out("memory", measure.needs(one, four, told))
    return Exhibit(
        figure, follows(text, found, MEMORIES), rows(text, found, MEMORIES), origin, text.say("drift.alt"), verdict
    )


def strong(text: Lesson, found: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """A push stronger than any that it learned from."""
    made, true = dict(zip(STRENGTHS, found.strong, strict=True)), dict(zip(STRENGTHS, found.strong_true, strict=True))
    told: Rows = [
        {
            "push_strength": number(one, ".1f"),
            "true_way": number(true[one], ".2f"),
            "dreamed_way": number(made[one], ".2f"),
        }
        for one in STRENGTHS
    ]
    said = together([
        text.say("strong", usual=made[1.0], true_usual=true[1.0]),
        text.say("strong.double", double=made[2.0], true_double=true[2.0], most=made[3.0], true_most=true[3.0]),
    ])  # fmt: skip
    figure = figures.strong(STRENGTHS, found.strong, found.strong_true, colours)
    verdict = text.came_out("strong", measure.doubled(made[2.0], made[1.0], true[2.0] - true[1.0] + made[1.0]))
    return Exhibit(figure, said, told, origin, text.say("strong.alt"), verdict)
