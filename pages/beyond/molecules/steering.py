"""What /molecules_deeper shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from core.exhibit import Exhibit, Origin, Picture
from core.figures import molecule_steering as figures
from core.figures.palette import Palette
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure.molecule_properties import Shape
from core.outcomes import band
from core.sentences import together
from core.studies.molecule_steering import WISHES, Asked, Climbed, Favourite, Granted
from core.studies.molecule_vae import Learned, Step, Walks
from core.tables import Rows
from core.training.events import Record

PLACES = {"few": 0.1, "some": 0.9, "most": inf}  # shares of places that are molecules, below which they are called so
TIMES = {"same": 1.5, "more": 5.0, "many": inf}  # how often a wish is granted, over how often luck grants it
COPIED = {"few": 0.1, "some": 0.5, "most": inf}  # shares of what was granted that are in the data
ALIKE = {
    "strange": 0.35,
    "cousins": 0.7,
    "familiar": inf,
}  # the favourites' mean likeness to the nearest known molecule
DECIMALS = {"logp": 1, "qed": 2, "rings": 0, "size": 0}

Spaces = Mapping[str, Sequence[Record[Learned]]]  # by way of writing


def walk(text: Lesson, found: Mapping[str, Walks], start: str, end: str, origin: Origin) -> Exhibit:
    """From one molecule to another through each latent space."""
    names = {writing: text.say(f"space.{writing}") for writing in found}
    one, back = f"{start} {end}", f"{end} {start}"
    rows = list[dict[str, Any]]()
    said = list[str]()
    shown = dict[str, tuple[Sequence[Step], Mapping[str, Shape]]]()
    for writing, walks in found.items():
        turned = one not in walks.steps
        steps = walks.steps[back if turned else one]
        way = [*steps][::-1] if turned else [*steps]
        shown[names[writing]] = (way, walks.shapes)
        molecules = sum(bool(step.smiles) for step in way)
        said.append(text.say(f"walk.{writing}", **{f"molecules_{writing}": molecules, "places": len(way)}))
        rows += [
            {"steering.space": names[writing], "steering.place": place, "steering.text": step.text,
             "steering.molecule": "✓" if step.smiles else "✗"}
            for place, step in enumerate(way, 1)
        ]  # fmt: skip
    picture = Picture("molecule_walk", figures.walk_payload(shown), helpers=("molecule_drawing",))
    return Exhibit(picture, together(said), rows, origin, text.say("walk.alt"))


def holes(text: Lesson, found: Spaces, ended: bool, colours: Palette, origin: Origin) -> Exhibit:
    """What share of random places are molecules in each space, while it is learned."""
    names = {writing: text.say(f"space.{writing}") for writing in found}
    lines: dict[str, Sequence[tuple[int, float]]] = {
        names[writing]: [(one.step, one.values.molecules) for one in some] for writing, some in found.items()
    }
    rows: Rows = [
        {"steering.space": names[writing], "step": one.step, "steering.molecules": percent(one.values.molecules, 1),
         "steering.different": percent(one.values.different, 1), "steering.back": percent(one.values.back, 1)}
        for writing, some in found.items()
        for one in some
    ]  # fmt: skip
    last = {writing: some[-1].values for writing, some in found.items()}
    said = [
        text.say(f"holes.{writing}", **{f"places_{writing}": one.tried, f"molecules_{writing}": one.molecules})
        for writing, one in last.items()
    ]
    verdict = text.came_out("holes", band(last["smiles"].molecules, PLACES)) if ended and "smiles" in last else None
    return Exhibit(figures.holes(lines, colours), together(said), rows, origin, text.say("holes.alt"), verdict)


# --- by a first token


def writing(text: Lesson, record: Record[Asked], origin: Origin) -> Exhibit:
    """What the GPT writes while it learns."""
    cards = [
        (figures.card(record.values.shapes.get(one), one or text.say("nothing")), None) for one in record.values.texts
    ]
    rows: Rows = [
        {"steering.text": one, "steering.molecule": "✓" if one in record.values.shapes else "✗"}
        for one in record.values.texts
    ]  # fmt: skip
    said = text.say("writing", step=record.step, loss=record.values.loss)
    return Exhibit(
        Picture("molecule_cards", figures.cards_payload(cards), helpers=("molecule_drawing",)), said, rows, origin
    )


def wished(text: Lesson, found: Asked, ended: bool, colours: Palette, origin: Origin) -> Exhibit:
    """How often each wish was granted, beside luck."""
    names = {name: text.control("wish").options[name] for name in found.wishes}
    asked = {names[name]: one.granted / one.texts for name, one in found.wishes.items()}
    luck = {names[name]: one.luck / one.texts for name, one in found.wishes.items()}
    rows: Rows = [
        {"steering.wish": names[name], "steering.texts": one.texts, "steering.molecules": percent(one.molecules / one.texts),
         "steering.granted": one.granted, "steering.kinds": one.different, "steering.luck": one.luck,
         "steering.in_data": percent(one.data, 1)}
        for name, one in found.wishes.items()
    ]  # fmt: skip
    granted, lucky = (sum(one.granted for one in found.wishes.values()), sum(one.luck for one in found.wishes.values()))
    texts = sum(one.texts for one in found.wishes.values())
    said = text.say("wished", texts=texts, granted=granted, luck=lucky)
    verdict = text.came_out("wished", band(granted / max(1, lucky), TIMES)) if ended else None
    return Exhibit(figures.wishes(asked, luck, colours), said, rows, origin, text.say("wished.alt"), verdict)


def sheet(text: Lesson, found: Asked, wish: str, origin: Origin) -> Exhibit:
    """Some molecules that are as wished."""
    one = found.wishes[wish]
    cards = [(figures.card(found.shapes.get(smiles), smiles), None) for smiles in one.shown]
    rows: Rows = [{"steering.text": smiles} for smiles in one.shown]
    name = text.control("wish").options[wish]
    said = text.say("sheet", wish=name, granted=one.granted, texts=one.texts, luck=one.luck)
    return Exhibit(
        Picture("molecule_cards", figures.cards_payload(cards), helpers=("molecule_drawing",)), said, rows, origin
    )


def copied(text: Lesson, found: Asked, colours: Palette, origin: Origin) -> Exhibit:
    """How much of what was granted is in the data."""
    names = {name: text.control("wish").options[name] for name in found.wishes}
    shares = {names[name]: share(one) for name, one in found.wishes.items()}
    free = text.say("free")
    rows: Rows = [
        {"steering.wish": names[name], "steering.kinds": one.different, "steering.copies": one.copies,
         "steering.copied": percent(share(one))}
        for name, one in found.wishes.items()
    ]  # fmt: skip
    rows = [*rows, {"steering.wish": free, "steering.copied": percent(found.free_copies)}]
    kinds = sum(one.different for one in found.wishes.values())
    copies = sum(one.copies for one in found.wishes.values())
    said = text.say("copied", kinds=kinds, copies=copies, free_copies=found.free_copies)
    figure = figures.copies({**shares, free: found.free_copies}, colours)
    verdict = text.came_out("copied", band(copies / max(1, kinds), COPIED))
    return Exhibit(figure, said, rows, origin, text.say("copied.alt"), verdict)


def share(one: Granted) -> float:
    """Of the different molecules that were granted, how many are in the data."""
    return one.copies / max(1, one.different)


# --- by a search


def climbing(
    text: Lesson, record: Record[Climbed], target: str, ended: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """The search round by round, beside luck; while the VAE still learns, what it writes at random places."""
    found, name = record.values, text.control("target").options[target]
    if not found.rounds:
        cards = [(figures.card(found.shapes.get(one), one), None) for one in found.texts]
        rows: Rows = [{"steering.text": one} for one in found.texts]
        picture = Picture("molecule_cards", figures.cards_payload(cards), helpers=("molecule_drawing",))
        return Exhibit(picture, text.say("learning", step=record.step), rows, origin)
    last, places = found.rounds[-1], DECIMALS[target]
    rows = [
        {"steering.texts": one.texts, "steering.best": number(one.best, f".{places}f"),
         "steering.lucks_best": number(one.luck, f".{places}f"), "steering.middle": number(one.middle, f".{places}f"),
         "steering.likeness": number(one.likeness, ".2f"), "steering.molecule": one.favourite}
        for one in found.rounds
    ]  # fmt: skip
    facts = {"texts": last.texts, "search": written(last.best, target), "luck": written(last.luck, target)}
    said = [text.say("climbing", target=name, **facts)]
    if found.data_smiles:
        said.append(text.say("climbing.data", data=written(found.data_best, target)))
    figure = figures.climbing(found.rounds, found.data_best if found.data_smiles else None, name, colours)
    verdict = text.came_out("climb", reached(found), target=name) if ended and found.data_smiles else None
    return Exhibit(figure, together(said), rows, origin, text.say("climbing.alt"), verdict)


def written(value: float, target: str) -> str:
    """The value of a property as a sentence has it."""
    return number(value, f".{DECIMALS[target]}f")


def reached(found: Climbed) -> str:
    """How far the search came: past the data's best, past luck's only, or not even that."""
    last = found.rounds[-1]
    if last.best <= last.luck:
        return "luck"
    return "beyond" if last.best > found.data_best else "between"


def favourites(text: Lesson, found: Climbed, target: str, origin: Origin) -> Exhibit:
    """What the search likes best, each beside the nearest molecule of the data."""
    name = text.control("liked").options[target]

    def card(one: Favourite) -> tuple[dict[str, Any], dict[str, Any]]:
        own = text.say("card", target=name, score=written(one.score, target))
        near = text.say("card.near", likeness=one.likeness, score=written(one.near_score, target))
        return figures.card(found.shapes.get(one.smiles), own), figures.card(found.shapes.get(one.near), near)

    rows: Rows = [
        {"steering.molecule": one.smiles, "steering.value": written(one.score, target),
         "steering.likeness": number(one.likeness, ".2f"), "steering.nearest": one.near,
         "steering.nearest_value": written(one.near_score, target)}
        for one in found.favourites
    ]  # fmt: skip
    mean = sum(one.likeness for one in found.favourites) / max(1, len(found.favourites))
    said = text.say("favourites", target=name, favourites=len(found.favourites), mean_likeness=mean)
    picture = Picture(
        "molecule_cards", figures.cards_payload([card(one) for one in found.favourites]), helpers=("molecule_drawing",)
    )
    verdict = text.came_out("favourites", band(mean, ALIKE))
    return Exhibit(picture, said, rows, origin, text.say("favourites.alt"), verdict)


def wishes() -> list[str]:
    """What can be wished for, in the order of the page."""
    return list(WISHES)
