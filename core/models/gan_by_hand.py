"""The GAN of the plane without autograd: forward, backward and Adam written out, a few lines each, in NumPy.

Two nets with two small hidden layers are so little work that a framework spends most of its time on itself; by hand the
same steps take a fifth of the time (`python -m benchmarks gan_2d`). And there is nothing left to believe: every gradient
is on this page. `gan.py` says the same with autograd, and the tests hold both together.

Knows nothing about data, settings or runs.

Shapes: N examples, I numbers in, O numbers out, M points that are judged together (packing), P parameters.
"""

from dataclasses import dataclass, field

import numpy as np

RELU, LEAKY = 0.0, 0.2  # what a hidden unit lets through below zero, as a share


@dataclass(eq=False)
class Net:
    """Linear layers with a (leaky) ReLU between them. All parameters lie in one row, so that Adam is one line of sums."""

    sizes: tuple[int, ...]
    slope: float
    flat: np.ndarray = field(init=False)  # (P,)
    W: list[np.ndarray] = field(init=False)  # each (I, O), a view into `flat`
    b: list[np.ndarray] = field(init=False)  # each (O,), a view as well

    def __post_init__(self) -> None:
        self.flat = np.zeros(sum((i + 1) * o for i, o in zip(self.sizes, self.sizes[1:], strict=False)), np.float32)
        self.W, self.b, start = [], [], 0
        for i, o in zip(self.sizes, self.sizes[1:], strict=False):
            self.W.append(self.flat[start : start + i * o].reshape(i, o))
            self.b.append(self.flat[start + i * o : start + (i + 1) * o])
            start += (i + 1) * o

    @classmethod
    def fresh(cls, sizes: tuple[int, ...], slope: float, rng: np.random.Generator) -> "Net":
        """Random weights of such a spread that signals keep their size from layer to layer (He et al. 2015)."""
        net = cls(sizes, slope)
        for layer, W in enumerate(net.W):
            gain = 1 if layer == len(net.W) - 1 else 2  # no ReLU follows the last layer and halves the signal
            W[:] = rng.standard_normal(W.shape) * np.sqrt(gain / len(W))
        return net


# --- one net, forwards and backwards


def forward(net: Net, x: np.ndarray) -> list[np.ndarray]:
    """What each layer says: x itself, the hidden layers h = max(a, slope · a) of a = x W + b, and the result."""
    kept = [x]
    for layer, (W, b) in enumerate(zip(net.W, net.b, strict=True)):
        a = kept[-1] @ W
        a += b
        if layer < len(net.W) - 1:
            np.maximum(a, net.slope * a, out=a)
        kept.append(a)
    return kept


def backward(net: Net, kept: list[np.ndarray], up: np.ndarray, into: Net | None) -> np.ndarray:
    """From `up`, how the loss changes with the result, to how it changes with every weight and with the first layer.

    The chain rule, from the last layer to the first: a = x W + b gives
        dL/dW = xᵀ · dL/da        dL/db = sum over the examples of dL/da        dL/dx = dL/da · Wᵀ
    and a (leaky) ReLU lets dL/dh through where it let the signal through.

    Args:
        kept: from `forward`.
        up: (N, O) dL/d(result).
        into: takes the weights' gradients; None where only the input's is wanted.

    Returns:
        (N, H) dL/da of the first layer. From there it is one step to the input: dL/dx = dL/da · W₀ᵀ.
    """
    ones = np.ones(len(up), np.float32)
    for layer in reversed(range(len(net.W))):
        x = kept[layer]
        if into:
            np.matmul(x.T, up, out=into.W[layer])
            np.matmul(ones, up, out=into.b[layer])  # a sum; as a product it is faster
        if layer:
            W = net.W[layer].T
            up = up * W if len(W) == 1 else up @ W  # with one output, each row is a multiple of the same row
            up *= let_through(net, x)
    return up


def let_through(net: Net, h: np.ndarray) -> np.ndarray:
    """The derivative of the (leaky) ReLU: one above zero, `slope` below. The sign of h is the sign of a."""
    above: np.ndarray = h > 0
    return above * np.float32(1 - net.slope) + np.float32(net.slope) if net.slope else above


@dataclass(eq=False)
class Adam:
    """Kingma and Ba (2015): each weight goes by its average gradient, in units of that gradient's usual size."""

    size: int
    second: float = 0.99  # the memory of the usual size; short, for the other network moves the goal all the time
    mean: np.ndarray = field(init=False)
    square: np.ndarray = field(init=False)
    kept: float = field(default=1.0, init=False)  # how much of the zeros that both averages started with is left
    kept_square: float = field(default=1.0, init=False)

    def __post_init__(self) -> None:
        self.mean, self.square = np.zeros(self.size, np.float32), np.zeros(self.size, np.float32)

    def step(self, net: Net, gradient: Net, rate: float, momentum: float) -> None:
        """m ← β₁ m + (1 - β₁) g;  v ← β₂ v + (1 - β₂) g²;  w ← w - rate · m̂ / (√v̂ + ε), with the zeros taken out."""
        g = gradient.flat
        self.mean *= momentum
        self.mean += (1 - momentum) * g
        self.square *= self.second
        self.square += (1 - self.second) * (g * g)
        self.kept, self.kept_square = self.kept * momentum, self.kept_square * self.second
        size = np.sqrt(self.square)
        size *= (1 - self.kept_square) ** -0.5
        size += 1e-8
        net.flat -= rate / (1 - self.kept) * self.mean / size


# --- what each of them wants


def chance(logit: np.ndarray) -> np.ndarray:
    """The judge's chance of "real": 1 / (1 + e^-logit), in a form that never overflows."""
    result: np.ndarray = 0.5 + 0.5 * np.tanh(0.5 * logit)
    return result


def judge_gradient(
    judge: Net, real: np.ndarray, made: np.ndarray, loss: str, into: Net
) -> tuple[np.ndarray, np.ndarray]:
    """dL/dw of the discriminator's loss, mean(-log p(real)) + mean(-log(1 - p(made))); returns its logits on both.

    With p = 1 / (1 + e^-y):  d(-log p)/dy = p - 1  and  d(-log(1 - p))/dy = p. So it pulls on real points where it doubts
    them and pushes on made points where it believes them. A Wasserstein critic pulls and pushes everywhere alike.
    """
    count = len(real)
    kept = forward(judge, np.concatenate((real, made)))
    logits = kept[-1]
    if loss == "wasserstein":
        up = np.full_like(logits, 1 / count)
        up[:count] = -1 / count
    else:
        up = chance(logits)
        up[:count] -= 1
        up *= 1 / count
    backward(judge, kept, up, into)
    return logits[:count], logits[count:]


def maker_gradient(maker: Net, judge: Net, z: np.ndarray, loss: str, into: Net) -> tuple[np.ndarray, np.ndarray]:
    """dL/dw of the generator's loss. The gradient comes to it through the judge: dL/dx says where each point should go.

    Non-saturating: L = -log p, dL/dy = p - 1. Saturating: L = log(1 - p), dL/dy = -p, nothing where p is zero.

    Returns:
        Its points (N, 2), and dL/dx of each, (N, 2). The arrows on the page are -dL/dx.
    """
    kept = forward(maker, z)
    points = kept[-1]
    judged = forward(judge, points.reshape(-1, judge.sizes[0]))  # M points side by side where the judge is packed
    y = judged[-1]
    if loss == "wasserstein":
        up = np.full_like(y, -1)
    else:
        up = -chance(y) if loss == "saturating" else chance(y) - 1
    slopes = (backward(judge, judged, up * np.float32(1 / len(y)), None) @ judge.W[0].T).reshape(points.shape)
    backward(maker, kept, slopes, into)
    return points, slopes


def add_penalty(judge: Net, x: np.ndarray, weight: float, target: float, into: Net) -> None:
    """Adds to the gradients that of `weight` · mean((|s| - target)²), where s = dy/dx is the judge's slope at x.

    The judge is piecewise linear: with the masks mₖ of its hidden layers, s = W₁ (m₁ ∘ W₂ (m₂ ∘ ... W_last)). That is
    linear in each matrix, so its gradient is one more pass the other way. (The masks are constant almost everywhere.)

    Args:
        weight: half the R1 weight with target 0 (Mescheder et al. 2018), or that of WGAN-GP with target 1.
    """
    masks = [let_through(judge, h) for h in forward(judge, x)[1:-1]]
    last = len(judge.W) - 1
    s = np.broadcast_to(judge.W[last].T, (len(x), judge.sizes[-2]))
    after: list[np.ndarray] = []  # what stands right of each matrix in the product
    for layer in reversed(range(last)):
        after.insert(0, s * masks[layer])
        s = after[0] @ judge.W[layer].T
    size = np.sqrt((s * s).sum(1, keepdims=True)) if target else np.float32(1)
    up = s * ((size - target) / (size + 1e-8) if target else 1) * np.float32(2 * weight / len(x))  # dL/ds
    for layer in range(last):
        into.W[layer] += up.T @ after[layer]
        up = (up @ judge.W[layer]) * masks[layer]
    into.W[last] += up.sum(0)[:, None]
