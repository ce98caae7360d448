"""What a model costs before anybody owns it: memory to use and to train it, computing time, electricity and rent, by formula.

Bytes, operations, hours of one chip, kilowatt-hours and dollars. The functions only multiply and divide; the coefficients are
others', and stand with their sources in `core/data/compute_costs.py`. What is left out: activations, which depend on how many
windows are learned at once, networks and disks, failed and trial runs, and everybody's pay.
"""

from dataclasses import dataclass
from math import ceil

from core.measure.compute import training
from core.measure.parameter_count import Shape
from core.outcomes import band

HOUR = 3600.0  # seconds


def cache_bytes(shape: Shape, context: int, bytes_each: float) -> float:
    """Bytes that the keys and values of one text of `context` tokens fill: 2 · layers · heads · their width, for each token.

    Source: Shazeer (2019), "Fast transformer decoding", and Ainslie et al. (2023), "GQA", for heads that share them.

    >>> cache_bytes(Shape(50_257, 12_288, 96, 96, 49_152), 2_048, 2) / 1e9
    9.663676416
    """
    width = shape.head_width or shape.width // shape.heads
    return 2 * shape.layers * (shape.key_heads or shape.heads) * width * context * bytes_each


def chips(memory: float, each: float) -> int:
    """How many chips with `each` bytes hold so many bytes.

    >>> chips(350e9, 80e9)
    5
    """
    return max(1, ceil(memory / each))


@dataclass(frozen=True)
class TrainingMemory:
    """Bytes for each weight while a model is trained with Adam (Rajbhandari et al. 2020, section 3.1)."""

    weights: float
    gradients: float
    copy: float  # of the weights with all digits, where they are otherwise kept with half of them
    moments: float  # the two means that Adam keeps for every weight

    @property
    def total(self) -> float:
        return self.weights + self.gradients + self.copy + self.moments

    @property
    def times(self) -> float:
        """How many times what the weights alone fill."""
        return self.total / self.weights


SINGLE = TrainingMemory(4, 4, 0, 8)  # everything in 32 bits: the weights are themselves the copy


def how_much_more(times: float) -> str:
    """How many times the weights' memory training takes: "twice" (up to 3 times), "four" (up to 6) or "eight" (more).

    >>> how_much_more(SINGLE.times), how_much_more(8)
    ('four', 'eight')
    """
    return band(times, {"twice": 3, "four": 6, "eight": float("inf")})


def hours(operations: float, peak: float, used: float) -> float:
    """Hours of one chip that does `peak` operations a second, of which a training gets done the share `used`.

    >>> hours(3.6e15, 1e12, 0.5)
    2.0
    """
    return operations / (peak * used * HOUR)


@dataclass(frozen=True)
class Bill:
    """What one training takes."""

    operations: float
    hours: float  # of one chip
    energy: float  # kilowatt-hours, of the whole data centre
    rent: float  # dollars
    electricity: float  # dollars; part of the rent

    @property
    def share(self) -> float:
        """Which part of the rent the electricity would be."""
        return self.electricity / self.rent


def bill(
    weights: float, tokens: float, *, peak: float, used: float, watts: float, overhead: float, hourly: float,
    kilowatt_hour: float,
) -> Bill:  # fmt: skip
    """The bill of training so many weights on so many tokens.

    Args:
        weights: that each token meets.
        peak: operations a second of one chip.
        used: the share of them that is got done.
        watts: of one chip.
        overhead: of the data centre, its electricity for each unit of its machines' (PUE).
        hourly: dollars for an hour of one chip.
        kilowatt_hour: dollars.
    """
    operations = training(weights, tokens)
    time = hours(operations, peak, used)
    energy = time * watts / 1000 * overhead
    return Bill(operations, time, energy, time * hourly, energy * kilowatt_hour)


def how_much_of_it(share: float) -> str:
    """Of the rent: the electricity is a "sliver" (less than a tenth), "some" of it (less than half) or "most".

    >>> how_much_of_it(0.04), how_much_of_it(0.2), how_much_of_it(0.9)
    ('sliver', 'some', 'most')
    """
    return band(share, {"sliver": 0.1, "some": 0.5, "most": float("inf")})


def how_near(computed: float, published: float) -> str:
    """How near a formula comes to what was published: "near" (within a quarter), "twofold" or "further".

    >>> how_near(80, 100), how_near(60, 100), how_near(210, 100)
    ('near', 'twofold', 'further')
    """
    times = max(computed, published) / min(computed, published)
    return band(times, {"near": 1.25 + 1e-9, "twofold": 2, "further": float("inf")})
