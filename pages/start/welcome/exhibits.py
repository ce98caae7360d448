"""What the first page shows of the open model: claims that it made, and what it recalls."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit, Origin, Picture
from core.figures import curves
from core.figures import half_known as figures
from core.figures.palette import Palette
from core.lessons.parts import Welcome
from core.measure.claim_confidence import how_many
from core.opened.half_known import Written, claims_of, table
from core.sentences import together
from core.tables import Rows


def caught(text: Welcome, written: Sequence[Written]) -> Exhibit:
    """How many claims of its texts are true, false, or about nobody, and how sure the model was of each."""
    claims = claims_of(written)
    truths = [one.claim.truth for one in claims]
    counts = {truth: truths.count(truth) for truth in ("true", "false", "nobody")}
    return Exhibit(
        Picture("half_known", figures.half_known(written, claims, judged=True)),
        text.say("caught", claims=len(truths), texts=len(written), **counts),
        table(claims),
        verdict=text.came_out("catch", how_many(counts["true"], len(claims))),
    )


def recall(text: Welcome, name: str, recalled: Mapping[str, float], colours: Palette, origin: Origin) -> Exhibit:
    """The share of facts that the model recalls, by how often its text told them."""
    shares = [text.say("recall.told", often=often, recalled=share) for often, share in recalled.items()]
    rows: Rows = [{"told": often, "recalled": share} for often, share in recalled.items()]
    return Exhibit(
        curves.recall({name: recalled}, colours),
        together([text.say("recall"), *shares]),
        rows,
        origin,
        text.say("recall.alt"),
    )
