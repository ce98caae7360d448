"""Is the judge of truth right? A thousand texts whose claims are known, and two hundred in wordings that it never met.

`judge`: the share of the thousand that `World.claims` reads exactly as they were meant; at least 99 % is wanted.
`judge_<group>`: the same for each kind of text. `judge_mistake`: every text that was read wrongly, with the reason.
"""

from collections.abc import Iterator

from core.data.world import World
from core.measure.judge_accuracy import cases, judged, share, unmet

WANTED = 0.99


def run() -> Iterator[dict]:
    world = World(0)
    shares, mistakes = judged(world, cases(world))
    yield {"name": "judge", "value": share(shares), "criterion": WANTED, "texts": sum(one.texts for one in shares)}
    others, missed = judged(world, unmet(world))
    for one in (*shares, *others):
        yield {"name": f"judge_{one.group}", "value": one.right / one.texts, "texts": one.texts}
    for mistake in (*mistakes, *missed):
        yield {"name": "judge_mistake", "text": mistake.text, "stated": mistake.stated, "read": mistake.read,
               "reason": mistake.reason}  # fmt: skip
