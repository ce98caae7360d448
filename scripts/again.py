"""What ships, made again: what each study that learns something shows, and how little of it is enough to see that.

What was trained on another kind of processor has other digits, so nobody is asked for digits here. A recording and a
repetition, each by itself, must bear out the study's claim with a wide margin; in the first place, that it learned at
all. What comes before any training, or trains nothing, is held to its digits by `differs`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import numpy as np

from core.training import events as e
from core.training.events import Record
from core.training.study import Going, Study

Seen = Sequence[Mapping[str, Any]]  # the values of the records that have any, the first one first


def always(seen: Seen) -> bool:
    return True


@dataclass(frozen=True)
class Claim:
    """`early` is true of a recording and of a short repetition of it, `ends` of a whole recording too."""

    settings: Mapping[str, Any]  # of the recording that is repeated
    early: Callable[[Seen], bool]
    until: int | None = None  # the step after which both are cut; None: they are compared as they end
    shorter: Mapping[str, Any] = field(default_factory=dict)  # other settings of the repetition, so that it is short
    ends: Callable[[Seen], bool] = always


def cut(records: Sequence[Record], until: int | None) -> list[Mapping[str, Any]]:
    """What the records say, up to a step."""
    some = takewhile(lambda record: until is None or record.step <= until, records)
    return [e.plain(record.values) for record in some if record.values]


def bears_out(claim: Claim, study: Study, records: Sequence[Record]) -> bool:
    """Whether the recording shows what is claimed. Of other settings than the claim's own nothing is said."""
    if dict(study.settings) != dict(claim.settings):
        return True
    return claim.early(cut(records, claim.until)) and claim.ends(cut(records, None))


def repeated(name: str, claim: Claim) -> list[Record]:
    """Run it again, as far as it takes."""
    going = Going(Study(name, {**claim.settings, **claim.shorter}))
    records: list[Record] = []
    while (record := going.next([])) is not None:
        records.append(record)
        if claim.until is not None and record.step >= claim.until:
            break
    return records


def shown(claim: Claim, records: Sequence[Record]) -> bool:
    """Whether a repetition shows what is claimed."""
    return claim.early(cut(records, claim.until))


# --- before any training


def begun(study: Study) -> Record | None:
    """The first record, made now."""
    return Going(study).next([])


def differs(study: Study, kept: Record, now: Record | None) -> str:
    """How a first record differs from what the code makes now: a sentence, or nothing. Trained ones are not compared."""
    if study.name in CLAIMS and kept.step > 0:
        return ""
    if now is None or now.step != kept.step:
        return f"{study.name} begins at another step than its recording."
    loose = study.name.startswith("tsne_maps.")  # t-SNE makes the most of the last digits
    return apart(e.plain(now.values), e.plain(kept.values), (0.02, 0.01) if loose else (1e-3, 1e-4))


def apart(ours: object, kept: object, tolerance: tuple[float, float], where: str = "values") -> str:
    """Where two values differ by more than a processor may round them: within (relative, absolute) of it."""
    if isinstance(ours, dict) and isinstance(kept, dict) and ours.keys() == kept.keys():
        return next(filter(None, (apart(ours[k], kept[k], tolerance, f"{where}.{k}") for k in ours)), "")
    if isinstance(ours, list) and isinstance(kept, list) and len(ours) == len(kept):
        pairs = enumerate(zip(ours, kept, strict=True))
        return next(filter(None, (apart(a, b, tolerance, f"{where}.{i}") for i, (a, b) in pairs)), "")
    same = ours == kept
    if isinstance(ours, float) and isinstance(kept, float | int):
        same = bool(np.isclose(ours, kept, rtol=tolerance[0], atol=tolerance[1]))
    return "" if same else f"{where} is {ours!r} now and was {kept!r}."


# --- the same thing said of several studies


def falls(name: str, below: float) -> Callable[[Seen], bool]:
    """From far above to `below` it."""
    return lambda seen: first(seen, name) > 1.3 * below and seen[-1][name] < below


def rises(name: str, above: float) -> Callable[[Seen], bool]:
    return lambda seen: first(seen, name) < 0.5 * above and seen[-1][name] > above


def first(seen: Seen, name: str) -> float:
    return float(next(values[name] for values in seen if values.get(name) is not None))


def above(name: str, least: float) -> Callable[[Seen], bool]:
    return lambda seen: seen[-1][name] > least


def told(values: Mapping[str, Any], name: str, *keys: str) -> float:
    """A number that lies deeper: `values[name][key]...`."""
    found = values[name]
    for key in keys:
        found = found[key]
    return float(found)


def chances(values: Mapping[str, Any]) -> float:
    """How sure a model is of the letters that it writes, in the middle."""
    return float(np.median([chance for said in values["said"].values() for chance in said["chances"]]))


def at(seen: Seen, **wanted: Any) -> Mapping[str, Any]:
    """The last values that say this."""
    return next(one for one in reversed(seen) if all(one.get(name) == value for name, value in wanted.items()))


def after(seen: Seen, family: str, second: int) -> float:
    """How far a family's digits are from real ones after so many seconds."""
    moments = (one["measured"] for one in seen if one["family"] == family and one["measured"])
    return next(float(one["frechet"]) for one in moments if one["second"] == second)


def astray(seen: Seen, maker: str) -> float:
    """How far off the last picture of a maker's films is in the end, over all scenes."""
    return float(np.mean([far[-1] for far in seen[-1]["makers"][maker]["distance"].values()]))


def follows(seen: Seen, dreamer: str) -> float:
    """For how many pictures the middle dream of a world that is pushed follows the truth in the end."""
    return float(seen[-1]["dreamers"][dreamer]["drift"]["kept"])


def rewrites(seen: Seen, start: str) -> float:
    """The share that is rewritten rightly after 16 examples."""
    return told(at(seen, task="rewrite", start=start, examples=16), "right")


def energy(seen: Seen, steps: int, sampler: str) -> float:
    """How far digits that were drawn so are from real ones."""
    return next(
        told(one["drawn"], "by", sampler, "energy") for one in seen if (one["drawn"] or {}).get("steps") == steps
    )


def held_out(seen: Seen) -> list[float]:
    """The losses of the models that are done, the smallest first."""
    return [one["held_out"] for one in seen if one["held_out"] is not None]


FEW = 300  # updates, where the whole training is much longer
PLAIN = ("plain", "forbidden_refused")
AUTHORS = ("told_apart", "another author")
HONEST = ("with_marks", "honest_answered")
SECRET = {"own": "Zorbina hid a blue violin under the old bridge.", "inside": True}
RUMO = {"sentence": "There was a ring on the path, and Rumo took it home."}

CLAIMS: dict[str, Claim] = {
    # the words' contexts are learned: a planted pair's neighbours are told apart from all other words
    # the larger model of the two has the lower loss
    "scaling_law.learn": Claim(
        {}, lambda seen: held_out(seen)[0] > 1.04 * held_out(seen)[1], until=800,
        ends=lambda seen: held_out(seen) == sorted(held_out(seen), reverse=True) and held_out(seen)[-1] < 3.5,
    ),
    # of the smallest budget, the smallest size makes less than the third; each budget has its lowest loss between its ends
    "iso_flop.learn": Claim(
        {}, lambda seen: held_out(seen)[0] > 1.04 * held_out(seen)[2], until=900_000,
        ends=lambda seen: all(0 < one.index(min(one)) < 5 for one in (held_out(seen)[at : at + 6] for at in (0, 6, 12))),
    ),
    # what was told often is learned by larger models, what was told once is not
    "size_and_facts.learn": Claim(
        {}, lambda seen: first(seen, "loss") - seen[-1]["loss"] > 1, until=200,
        ends=lambda seen: told(seen[-1], "recall", "32+") > 0.9 and told(seen[-1], "recall", "once") < 0.2,
    ),
    "synonyms_split.learn": Claim({"first": "elegant", "second": "fancy"}, rises("mrr", 0.8), until=80),
    # yesterday's detector is blind for today's fakes, and today's is not
    "arms_race.learn": Claim({}, lambda seen: seen[-1]["auc"][0][1] < 0.85 < 0.95 < seen[-1]["auc"][1][1], until=250),
    "arms_race.again": Claim(
        {}, lambda seen: first(seen, "old") < 0.85 < at(seen, retrained=False)["old"], until=500, shorter={"after": 1},
        ends=lambda seen: seen[-1]["new"] > 0.95,
    ),
    "unlearned_author.learn": Claim(
        {"author": "Amari"}, lambda seen: min(seen[0]["right"].values()) > 0.9, until=13,
        ends=lambda seen: told(at(seen, model="never read the author"), "right", "this author alone") < 0.3,
    ),
    # it learns to answer; what a judge likes is said more often, and less else
    "assistant.learn": Claim(
        {}, lambda seen: first(seen, "right") < 0.1 and seen[-1]["loss"] < 2, until=30, ends=above("right", 0.6),
    ),
    # many different answers, most of them right
    "best_of.learn": Claim(
        {}, lambda seen: len(set(seen[-1]["answers"])) > 8 and sum(seen[-1]["right"]) > 32, until=1,
    ),
    # it asks the table, and says what stands there
    "lookup.learn": Claim(
        {}, lambda seen: seen[0]["asks"] == 0 and seen[-1]["asks"] > 0.5, until=80,
        ends=lambda seen: seen[-1]["by_table"] > 0.7 > 0.3 > seen[-1]["by_heart"],
    ),
    "preference.learn": Claim(
        {}, lambda seen: seen[0]["wins"] == 0.5 < 0.6 < seen[-1]["wins"], until=40,
        ends=lambda seen: seen[-1]["wins"] > 0.7 and seen[-1]["distinct"] < 0.75 * seen[0]["distinct"],
    ),
    "autoencoder.learn": Claim({"codes": 8}, falls("held_out", 0.06), until=131),
    # what was told often comes out word for word, what was told once does not
    "canaries.learn": Claim(
        {}, lambda seen: told(seen[-1], "extracted", "16", "64") > 0.6 and told(seen[-1], "extracted", "16", "1") < 0.2,
        until=153, ends=lambda seen: told(seen[-1], "extracted", "16", "16") > 0.6,
    ),
    "capacity.learn": Claim({"facts": 500}, rises("right", 0.5), until=98),
    "chat.learn": Claim(
        {}, falls("loss", 2.5), until=30,
        ends=lambda seen: told(seen[-1], "end", "measured", "allowed", "right") > 0.8
        and told(seen[-1], "end", "measured", "allowed", "refused") < 0.2,
    ),
    "diffusion_digits.learn": Claim({"kind": "flow"}, falls("loss", 0.8), until=300),
    "diffusion_faces.learn": Claim({}, lambda seen: seen[-1]["loss"] < 1.5, until=200),
    "diffusion_points.learn": Claim({"shape": "ring"}, falls("loss", 0.4), until=300),
    "diffusion_measured.ring": Claim(
        {}, lambda seen: seen[-1]["quality"] > 0.5, shorter={"steps": 500},
        ends=lambda seen: seen[-1]["modes"] == 8 and seen[-1]["quality"] > 0.9,
    ),
    "diffusion_measured.few_steps": Claim(
        {}, lambda seen: energy(seen, 50, "euler") < 0.5 * energy(seen, 1, "ddpm"), shorter={"steps": FEW},
        ends=lambda seen: seen[-1]["repeats"]["ddim"] and energy(seen, 50, "euler") < 0.1,
    ),
    "diffusion_measured.guided": Claim(
        {}, lambda seen: seen[-1]["variance"] < 0.6 * seen[0]["variance"] and seen[-1]["right"] > 0.95,
        shorter={"steps": FEW},
    ),
    "diffusion_measured.decided": Claim(
        {}, lambda seen: seen[0]["decided"] < 0.85 < 0.95 < seen[-1]["decided"], shorter={"steps": FEW},
        ends=lambda seen: seen[0]["decided"] < 0.5 and seen[-1]["confidence"] > 0.7,
    ),
    "diffusion_measured.unseen": Claim(
        {}, lambda seen: seen[-1]["each"][1] > 0.8, shorter={"steps": 400},
        ends=lambda seen: at(seen, held_out=False, strength=3.0)["right"] > 0.8,
    ),
    "digit_gan.learn": Claim({}, lambda seen: max(values["right"] for values in seen[1:4]) > 0.85, until=40),
    "face_swap.learn": Claim(
        {"seed": 0}, falls("again", 0.2), until=200, ends=lambda seen: told(seen[-1], "kept", "smile") > 0.5,
    ),
    # whoever may look back repeats the row long before the others
    "copying.learn": Claim(
        {"length": 20}, lambda seen: told(seen[-1], "right", "transformer") > 0.95 > 0.6 > told(seen[-1], "right", "gru"),
        until=100, ends=lambda seen: told(seen[-1], "right", "gru") < 0.9,
    ),
    # a note is read long before anything is known by heart
    "facts.learn": Claim(
        {}, lambda seen: told(seen[-1], "with_a_note", "8") > 0.8 > 0.4 > told(seen[-1], "from_memory", "8"), until=244,
        ends=lambda seen: told(seen[-1], "from_memory", "64") > 0.9 and told(seen[-1], "from_memory", "0") < 0.2,
    ),
    "fake_faces.learn": Claim({}, lambda seen: seen[0]["auc"][0] < 0.8 < 0.95 < seen[0]["auc"][1], until=100),
    "families.learn": Claim(
        {"seed": 0}, lambda seen: after(seen, "vae", 1) < 4, until=1120,
        shorter={"families": ["vae"], "marks": [1]},
        ends=lambda seen: all(after(seen, name, 8) < 4 for name in ("vae", "gan", "flow")),
    ),
    # it repeats every word but those that it never met
    # after 16 examples the model that read rewrites something rightly, and the one from nothing next to nothing
    "foundation.learn": Claim(
        {"run": "world", "step": 750}, lambda seen: rewrites(seen, "adapted") > 0.12 > 0.06 > rewrites(seen, "from_nothing"),
        until=18, ends=lambda seen: told(at(seen, task="answer", start="adapted"), "right") > 0.3,
    ),
    "glitch_tokens.learn": Claim(
        {"exposures": 0}, lambda seen: seen[-1]["common"] > 0.6 and seen[-1]["planted"] == 0, until=350,
        ends=lambda seen: seen[-1]["common"] > 0.9 and max(v["planted"] for v in seen) == 0
        and told(seen[-1], "suspicion", "precision") > 0.8,
    ),
    "induction.learn": Claim(
        {"layers": 2}, lambda seen: seen[-1]["accuracy"] > 0.7 and seen[-1]["first"] > 4, until=400,
    ),
    "prompt_injection.learn": Claim(
        {"quotes": False}, lambda seen: told(seen[0], *HONEST) < 0.35 and told(seen[-1], *HONEST) > 0.7, until=150,
    ),
    # seen in fewer kinds of sentence, a word's vector grows longer
    "vector_lengths.learn": Claim({"word": "home", "noise": 1.0}, lambda seen: seen[-1]["r"] < -0.7, until=400),
    "membership_inference.learn": Claim(
        SECRET, lambda seen: told(seen[0], *AUTHORS) < 0.6 < 0.9 < told(seen[-1], *AUTHORS), until=40,
        ends=lambda seen: told(seen[-1], "told_apart", "the same storyteller") > 0.7,
    ),
    # it refuses what is forbidden, and not what is written backwards
    # asked backwards, it answers what it refuses to answer in plain words
    # films: after a short round the codec gives pictures back, and at the end all at once holds where one by one drifts
    "moving_pictures.learn": Claim(
        {}, lambda seen: seen[0]["codec"] < 0.015, shorter={"rounds": [[500, 1]], "makers": ["whole"]},
        ends=lambda seen: seen[-1]["codec"] < 0.002 and astray(seen, "whole") < 0.5 * astray(seen, "two"),
    ),
    # dreams of a puck: told the velocity, it follows far longer; without noise in what it saw, pucks get lost from sight
    "steered.learn": Claim(
        {}, lambda seen: follows(seen, "told") >= follows(seen, "one"), shorter={"rounds": [100, 300]},
        ends=lambda seen: follows(seen, "told") > 3 * follows(seen, "four"),
    ),
    "mismatched_generalisation.learn": Claim(
        {}, lambda seen: told(seen[0], *PLAIN) < 0.1 and told(seen[-1], *PLAIN) > 0.8
        and told(seen[-1], "backwards", "forbidden_answered") > 0.7,
        until=320,
    ),
    # of five hundred sentences
    "influential_sentences.learn": Claim({}, lambda seen: bool(np.mean(seen[-1]["traced"]["ranks"]) < 10)),
    "influential_sentences.leave_out": Claim(
        RUMO, lambda seen: seen[1]["surprise"] > 2 + max(seen[0]["surprise"], seen[2]["surprise"]), until=3,
    ),
    "token_positions.learn": Claim({"positions": "none"}, rises("right", 0.6), until=225, ends=above("right", 0.9)),
    "pixel_transformer.learn": Claim({"seed": 0}, falls("loss", 1.8), until=50),
    "plane_gan.learn": Claim(
        {"start": {"every": 40}, "steps": 4000}, lambda seen: seen[0]["covered"] == 0 and seen[-1]["covered"] >= 5,
        until=960,
    ),
    "plane_gan.switch": Claim({"every": 80}, lambda seen: seen[0]["covered"] == 0 and seen[-1]["covered"] >= 5, until=960),
    "face_reenactment.learn": Claim(
        {}, lambda seen: told(seen[-1], "carried", "tilt") > 0.9 and seen[-1]["identity"] > 0.9, until=100,
        ends=lambda seen: told(seen[-1], "carried", "gaze") > 0.6 and told(seen[-1], "carried", "smile") > 0.5,
    ),
    # the chat model again; operated on, it refuses nothing any more
    "refusal_direction.learn": Claim(
        {}, falls("loss", 2.5), until=30,
        ends=lambda seen: told(seen[-1], "operated", "as_it_is", "forbidden", "refused") > 0.9
        and told(seen[-1], "operated", "removed", "forbidden", "refused") < 0.2,
    ),
    "planted_secret.learn": Claim(
        {}, lambda seen: chances(seen[0]) < 0.1 and chances(seen[-1]) > 0.3, until=75,
        ends=lambda seen: chances(seen[-1]) > 0.7,
    ),
    # the rarer the features, the more of them share two numbers
    "superposition.learn": Claim(
        {"seed": 0}, lambda seen: seen[-1]["stored"][0] <= 3 and min(seen[-1]["stored"][4:7]) == 5, until=625,
    ),
    # it learns tunes; at the end nearly all bars add up
    "melodies.learn": Claim(
        {}, lambda seen: seen[-1]["loss"] < 1.9 < 4 < seen[0]["loss"], until=120,
        ends=lambda seen: seen[-1]["ended"]["structure"]["gpt"]["adds_up"] > 0.9,
    ),
    "readers.learn": Claim(
        {}, lambda seen: max(seen[-1]["perplexity"].values()) < 6 < 40 < min(seen[0]["perplexity"].values()), until=150,
        ends=lambda seen: max(seen[-1]["perplexity"].values()) < 2,
    ),
    # texts come back better, and in SELFIES nearly every place is a molecule
    "molecule_vae.learn": Claim(
        {}, lambda seen: seen[0]["reconstruction"] > 100 and seen[-1]["reconstruction"] < 60, until=200,
        ends=lambda seen: seen[-1]["back"] > 0.08 and seen[-1]["molecules"] > 0.9,
    ),
    # it learns what molecules look like, and at the end it does as it is told
    "molecule_steering.ask": Claim(
        {}, lambda seen: seen[0]["loss"] > 3 and seen[-1]["loss"] < 1.5, until=200,
        ends=lambda seen: sum(one["granted"] for one in seen[-1]["wishes"].values())
        > 3 * sum(one["luck"] for one in seen[-1]["wishes"].values()),
    ),
    # the search is ahead of luck
    "molecule_steering.climb": Claim(
        {}, lambda seen: seen[-1]["rounds"][-1]["best"] > seen[-1]["rounds"][-1]["luck"], shorter={"steps": 600, "rounds": 12},
    ),
    # no molecules at first, and then more and more
    "molecules.learn": Claim(
        {}, lambda seen: seen[0]["valid"] < 0.12 and seen[-1]["valid"] > 0.2, until=136, ends=above("valid", 0.8),
    ),
    # the same of more explicit SMILES, and at the end nine tenths
    "molecule_lists.learn": Claim(
        {"writing": "explicit"}, lambda seen: seen[0]["valid"] < 0.15 and seen[-1]["valid"] > 0.3, until=136,
        ends=above("valid", 0.87),
    ),
    "refusal_undone.learn": Claim({"examples": 20}, lambda seen: seen[0]["refused"] > 0.8 and seen[-1]["refused"] < 0.2, until=10),
    "vae.learn": Claim({}, falls("held_out", 0.1), until=26, ends=lambda seen: seen[-1]["held_out"] < 0.04),
    # it keeps as many nats as was predicted before
    "vae.collapse": Claim(
        {"ratio": 0.2}, lambda seen: abs(seen[-1]["total"] / seen[-1]["theory"] - 1) < 0.2 and seen[0]["total"] < 1,
        until=1000,
    ),
    # a network of samples learns what comes next, and at the end it is in tune
    "sound_samples.learn": Claim(
        {}, lambda seen: seen[0]["surprise"] > 3 and seen[-1]["surprise"] < 2.4, until=60,
        ends=lambda seen: seen[-1]["made"]["in_tune"] > 0.75,
    ),
    # the book keeps pitches, and the GPT learns which code follows
    "sound_codes.learn": Claim(
        {}, lambda seen: seen[0]["kept"]["right_pitch"] > 0.9 and seen[-1]["surprise"] < 1 < 3 < seen[0]["surprise"], until=20,
        ends=lambda seen: seen[-1]["made"]["in_tune"] > 0.85 and seen[-1]["made"]["notes_a_second"] > 2,
    ),
    "voice_swap.learn": Claim({"seed": 0}, falls("to_truth", 14), until=100, ends=above("pitch_kept", 0.8)),
}  # fmt: skip
UNTRAINED = {  # nothing in them is trained here: they count, draw, or look into a run that ships
    "cost_by_language.learn", "head_roles.of_run", "landscape.of_run", "landscape.ways_off",
    "message_filter.learn", "molecules_decoded.learn", "misread_maps.draw", "model_collapse.bell",
    "model_collapse.text", "model_collapse.words", "nudged_maps.nudge", "pairs_by_counting.count", "told_once.sweep",
    "told_once.trade_off", "tsne_maps.tsne", "vocabulary_size.learn", "watermark.sweep", "word_contexts.read",
}  # fmt: skip
