"""What the first page shows of the open model: claims that it made, and what it recalls."""

from collections.abc import Mapping, Sequence

from core.data.world import Claim
from core.figures import curves
from core.figures.palette import Palette
from core.lessons import Welcome
from pages.kit.exhibit import Exhibit, Origin, together
from pages.kit.tables import Rows


def caught(text: Welcome, found: Sequence[Sequence[Claim]]) -> Exhibit:
    """How many claims of its texts are true, false, or about nobody; the texts themselves stand above."""
    truths = [claim.truth for claims in found for claim in claims]
    counts = {truth: truths.count(truth) for truth in ("true", "false", "nobody")}
    said = text.say("caught", claims=len(truths), texts=len(found), **counts)
    rows: Rows = [{"claims": text.say(f"claims.{truth}"), "how_many": count} for truth, count in counts.items()]
    return Exhibit(None, said, rows)


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
