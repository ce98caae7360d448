"""GAN-4: without R1 the discriminator grows steep at real pictures and throws the generator back and forth (Mescheder et al.
2018).
"""

import torch

from core.models.gan import slopes
from core.studies.digit_gan import NOISE, R1, DigitGan, real_sheet

CRITERION = (
    "From step 2,000 to step 3,000, the discriminator is without R1 on average at least three times as steep at real pictures as "
    "with it, and what the generator draws for the same noise changes in 100 steps at least 1.5 times as much; and without R1 "
    "the way that its pictures take is at least three times as long as the straight one: they are thrown back and forth."
)
FIRST, LAST, EVERY, COUNT = 2_000, 3_000, 100, 200


def measured(seed: int) -> dict[str, float]:
    """How steep the discriminator is, how much the pictures change, and by how much their way is longer than the straight one."""
    found: dict[str, float] = {}
    for name, penalty in (("with", R1), ("without", 0.0)):
        gan = DigitGan(seed, penalty)
        noise = torch.randn(COUNT, NOISE, generator=torch.Generator().manual_seed(1_000 + seed))
        pictures, steep = [], []
        for step in range(LAST + 1):
            if step >= FIRST and step % EVERY == 0:
                with torch.no_grad():
                    pictures.append(gan.generator(noise))
                real = torch.from_numpy(real_sheet())
                steep.append(slopes(gan.discriminator, real).detach().norm(dim=1).mean().item())
            gan.step()
        way = [distance(before, after) for before, after in zip(pictures, pictures[1:], strict=False)]
        found |= {
            f"{name}: steep": sum(steep) / len(steep), f"{name}: changes": sum(way) / len(way),
            f"{name}: longer": sum(way) / distance(pictures[0], pictures[-1]),
        }  # fmt: skip
    return found


def distance(before: torch.Tensor, after: torch.Tensor) -> float:
    """By how much the pictures differ, on average (Euclid, over pixels)."""
    return (before - after).norm(dim=1).mean().item()


def holds(measured: dict[str, float]) -> bool:
    return (
        measured["without: steep"] >= 3 * measured["with: steep"]
        and measured["without: changes"] >= 1.5 * measured["with: changes"]
        and measured["without: longer"] >= 3
    )
