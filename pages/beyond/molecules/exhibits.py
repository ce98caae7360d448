"""What /molecules shows: each a value of picture, sentence and numbers, made from facts."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from core.exhibit import Exhibit, Origin, Picture, now
from core.figures import molecules as figures
from core.figures.palette import Palette
from core.language import number, percent
from core.lessons.parts import Lesson
from core.measure.molecules import Drawing, Grammar, Molecule
from core.outcomes import band
from core.problems import Problem
from core.sentences import together
from core.studies.molecules import Learned
from core.studies.molecules_decoded import Decoded
from core.training.events import Record

# published of models that learned from 1.6 million molecules, the HMM from 100,000: Polykovskiy et al. (2020), MOSES
PUBLISHED = {"hmm": 0.076, "ngram": 0.238, "aae": 0.937, "charrnn": 0.975, "vae": 0.977, "jtnvae": 1.0}
MOSTLY = {"few": 0.5, "many": 0.9, "most": 1.0}  # of what the transformer wrote: the shares below which it is called so
SHRUNK = {"tiny": 10.0, "smaller": 30.0, "full": 50.0}  # atoms of a molecule of 50 symbols
MARKS = re.compile(r"[!-/:-@[-`{-~]")  # what may mean something in Markdown
BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")  # as chemists write how many atoms there are
SHOWN = 60  # letters of a text that is no molecule
HIDES = ("explicit", "selfies")  # ways of writing of which there is something to say
MISTAKES = ("branch", "ring", "valence", "aromatic", "syntax")

Ladder = Mapping[
    tuple[str, ...], Sequence[Record[Learned]]
]  # by model, writing, and whose molecules where not the usual


def structure(text: Lesson, found: Molecule, drawing: Drawing, grammar: Grammar, name: str, origin: Origin) -> Exhibit:
    """A molecule as a text and as a drawing. `name`: what people call it, if they call it anything."""
    rings = [pair for pair in grammar.pairs if pair.kind == "ring"]
    branches = [pair for pair in grammar.pairs if pair.kind == "branch"]
    said = [
        text.say("structure.named" if name else "structure", name=name, formula=found.formula.translate(BELOW), atoms=found.atoms,
                 weight=found.weight),
        text.say("structure.pairs" if grammar.pairs else "structure.no_pairs", rings=len(rings), branches=len(branches)),
    ]  # fmt: skip
    if grammar.pairs:
        said.append(text.say("structure.far", apart=max(pair.right - pair.left for pair in grammar.pairs)))
    if found.pieces > 1:
        said.append(text.say("structure.pieces", pieces=found.pieces))
    if found.lonely:
        said.append(text.say("structure.lonely", electrons=found.lonely))
    rows: list[dict[str, Any]] = [
        {"place": place + 1, "molecules.token": token, "molecules.atoms": [atom + 1 for atom in atoms]}
        for place, (token, atoms) in enumerate(zip(grammar.tokens, grammar.atoms, strict=True))
    ]
    alt = text.say("structure.alt", formula=found.formula)
    return Exhibit(Picture("molecule", figures.payload(drawing, grammar, alt)), together(said), rows, origin, alt)


def refusal(text: Lesson, smiles: str, problem: Problem) -> Exhibit:
    """Why there is no molecule to draw, and the beginning of what was written."""
    written = smiles[:SHOWN] + ("…" if len(smiles) > SHOWN else "")
    rows: list[dict[str, Any]] = [{"molecules.text": written, "molecules.verdict": str(problem)}]
    return Exhibit(_as_it_is(rows), text.say("refused"), rows, now())


def _as_it_is(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows for a table that reads Markdown, in which a SMILES such as `O=[N+](C)C` would hold a link."""
    return [{code: MARKS.sub(r"\\\g<0>", cell) for code, cell in row.items()} for row in rows]


def ladder(
    text: Lesson, found: Ladder, chosen: tuple[str, ...], ended: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """How many of the texts that each model wrote are molecules, another one each time, and new."""
    rows: list[dict[str, Any]] = []
    ours: dict[str, float] = {}
    for (model, *ways), records in found.items():
        for one in (record.values for record in (records if model == "ngram" else records[-1:])):
            name = _named(text, model, ways, one.order)
            ours[name] = one.valid
            rows.append(_row(name, one))
    theirs = {str(text.say(f"published.{name}")): share for name, share in PUBLISHED.items()}
    rows += [
        {"molecules.model": name, "molecules.seconds": "", "molecules.valid": percent(share, 1), "molecules.unique": "",
         "molecules.new": "", "molecules.mistake": ""}
        for name, share in theirs.items()
    ]  # fmt: skip
    last = found[chosen][-1].values
    name = _named(text, chosen[0], chosen[1:], last.order)
    said = [
        text.say("ladder", name=name, texts=last.judged, valid=last.valid, unique=last.unique, new=last.new, seconds=last.seconds)
    ]  # fmt: skip
    if writing := next((way for way in chosen[1:] if way in HIDES), ""):
        said.append(text.say(f"ladder.{writing}", atoms=last.atoms, lost=last.lost, rings=last.open_rings))
    said.append(text.say("ladder.published"))
    verdict = None
    if ended and chosen == ("gpt", "smiles"):
        verdict = text.came_out("ladder", band(last.valid, MOSTLY))
    return Exhibit(figures.ladder(ours, theirs, colours), together(said), rows, origin, text.say("ladder.alt"), verdict)


def _named(text: Lesson, model: str, ways: Sequence[str], order: int) -> str:
    """A model, the way in which it writes where that is not usual, and likewise its molecules."""
    return " · ".join([figures.called(model, order), *(str(text.say(f"way.{way}")) for way in ways if way != "smiles")])


def _row(name: str, one: Learned) -> dict[str, Any]:
    worst = max(one.reasons, key=one.reasons.__getitem__, default="")
    return {
        "molecules.model": name, "molecules.seconds": number(one.seconds, ".1f"), "molecules.valid": percent(one.valid, 1),
        "molecules.unique": percent(one.unique, 1), "molecules.new": percent(one.new, 1),
        "molecules.mistake": figures.said(f"molecules.why {worst}") if worst else "",
    }  # fmt: skip


def samples(text: Lesson, last: Learned, origin: Origin) -> Exhibit:
    """Some of what it wrote, with what RDKit says of each."""
    rows: list[dict[str, Any]] = [
        {
            "molecules.text": one.text or one.smiles,
            "molecules.verdict": one.words or figures.said(f"molecules.why {one.reason}") if one.reason
            else text.say("samples.new" if one.new else "samples.known"),
        }
        for one in last.samples[:12]
    ]  # fmt: skip
    return Exhibit(_as_it_is(rows), text.say("samples", shown=len(rows), texts=last.judged), rows, origin)


def always(
    text: Lesson, found: Sequence[Decoded], written: Ladder, length: int, ended: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """What is left of SELFIES: symbols by chance, and what models write, beside real molecules."""
    by_length = {one.length: one for one in found}
    real = by_length[0].kept
    rows: list[dict[str, Any]] = [
        {"molecules.texts": text.say("always.real") if not one.length else text.say("always.chance", symbols=one.length),
         "molecules.valid": percent(one.kept.valid, 1), "molecules.symbols": number(one.kept.symbols, ".1f"),
         "molecules.heavy": number(one.kept.atoms, ".1f"), "molecules.lost": percent(one.kept.lost, 1)}
        for one in found
    ]  # fmt: skip
    rows += [
        {"molecules.texts": figures.called(model, one.order), "molecules.valid": percent(one.valid, 1),
         "molecules.symbols": number(one.symbols, ".1f"), "molecules.heavy": number(one.atoms, ".1f"),
         "molecules.lost": percent(one.lost, 1)}
        for (model, writing), records in written.items() if writing == "selfies"
        for one in (record.values for record in (records if model == "ngram" else records[-1:]))
    ]  # fmt: skip
    said, verdict = [], None
    if length in by_length:
        one = by_length[length]
        said += [
            text.say("always", symbols=length, texts=one.kept.texts, valid=one.kept.valid, median=one.kept.median,
                     average=one.kept.atoms, lost=one.kept.lost),
            text.say("always.one", text=one.text, smiles=one.smiles),
        ]  # fmt: skip
    said.append(text.say("always.models", atoms=real.atoms, symbols=real.symbols))
    if ended:
        verdict = text.came_out("always", band(by_length[50].kept.median, SHRUNK))
    names = {str(text.say("always.short", symbols=one.length)): one.kept for one in found if one.length}
    picture = figures.shrunk(names, real.atoms / real.symbols, colours)
    return Exhibit(picture, together(said), rows, origin, text.say("always.alt"), verdict)


def agree(text: Lesson, found: Sequence[Record[Learned]], ended: bool, colours: Palette, origin: Origin) -> Exhibit:
    """Which mistakes are left as training goes on."""
    moments = [(record.step, record.values) for record in found]
    rows: list[dict[str, Any]] = [
        {"step": step, "molecules.valid": percent(one.valid, 1), "molecules.open_branches": percent(one.open_branches, 1),
         "molecules.open_rings": percent(one.open_rings, 1),
         **{f"molecules.{reason}": percent(one.reasons.get(reason, 0.0), 1) for reason in MISTAKES}}
        for step, one in moments
    ]  # fmt: skip
    last = moments[-1][1]
    said = [
        text.say("agree", step=moments[-1][0], texts=last.judged, valid=last.valid, rings=last.open_rings,
                 branches=last.open_branches)
    ]  # fmt: skip
    verdict = None
    if ended:
        first = {reason: last.reasons.get(reason, 0.0) for reason in MISTAKES}
        verdict = text.came_out("agree", max(first, key=first.__getitem__))
    return Exhibit(
        figures.mistakes(moments, MISTAKES, colours), together(said), rows, origin, text.say("agree.alt"), verdict
    )
