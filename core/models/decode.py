"""The transformer's forward pass, token by token, in plain NumPy: the model with PyTorch taken away and a memory added.

The same weights under the same names, so it is also an independent check of `transformer.py`. Keys and values of what
has been read are kept (the cache), so that each new token costs one position instead of all of them. For one token,
PyTorch spends most of its time on calling its operations; NumPy's are lighter, which makes it several times as fast.
Knows nothing about text or how the next token is chosen.

Shapes as in `transformer.py`: B batch, D width, H heads, K width of a head, L layers, V vocabulary;
        N tokens that are new, T positions read so far (new ones included).
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from core.models.transformer import Config

Array = np.ndarray[Any, np.dtype[np.float32]]
PARTS = ("attention_norm", "qkv", "out", "mlp_norm", "up", "down")  # of a block


class Decoder:
    """Reads tokens and says what it expects next.

    With `batch` 1, `read` takes (N,) tokens, `step` one token, and both return (V,) logits. With a larger batch they
    take (B, N) and (B,) tokens and return (B, V). A text longer than the context is read through its last `context`
    tokens, computed afresh, as if nothing had been before.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], config: "Config", batch: int = 1) -> None:
        self.config, self.batch = config, batch
        arrays = {name: np.asarray(weight, dtype=np.float32) for name, weight in weights.items()}
        self.token_embedding = arrays["token_embedding.weight"]  # (V, D)
        self.position_embedding = arrays.get("position_embedding.weight")  # (T, D), if positions are learned
        # (V, D) for every block, if the model has value embeddings
        self.told = [arrays[f"value_embeddings.{i}.weight"] for i in range(config.layers) if config.value_embeddings]
        # `nn.Linear` without a bias is x @ w.T; transposed once here, not at every token
        self.blocks = [
            {part: np.ascontiguousarray(arrays[f"blocks.{layer}.{part}.weight"].T) for part in PARTS}
            for layer in range(config.layers)
        ]
        self.norm = arrays["norm.weight"]
        self.unembedding = np.ascontiguousarray(self.token_embedding.T)  # (D, V)

        B, H, L, T, K = batch, config.heads, config.layers, config.context, config.width // config.heads
        self.cache = np.zeros((L, 2, B, H, T, K), dtype=np.float32)  # keys and values
        self.seen = np.zeros((L, B, H, T, T), dtype=np.float32)
        self.length = 0  # positions in the cache
        self.window = np.empty((B, 0), dtype=np.int64)  # the last tokens read, as many as the context holds
        self.future = np.triu(np.full((T, T), -np.inf, dtype=np.float32), k=1)
        self.cosine, self.sine = turns(T, K)

    def read(self, tokens: Sequence[int] | np.ndarray) -> Array:
        """Forget everything, read a prompt, and return the logits of what comes next. ValueError for an empty one."""
        self.window = self._checked(tokens)[:, -self.config.context :]
        self.length = 0
        return self._advance(self.window)

    def step(self, token: int | np.ndarray) -> Array:
        """Read one more token (for a batch: one each) and return the logits of what comes next."""
        new = self._checked(token)
        self.window = np.concatenate((self.window, new), axis=1)[:, -self.config.context :]
        if self.length < self.config.context:
            return self._advance(new)
        # The window moves on by one, and every position in it changes: nothing that was kept holds any more.
        self.length = 0
        return self._advance(self.window)

    @property
    def attention(self) -> Array:
        """(L, H, T, T) what each position in the window looked at; (L, B, H, T, T) for a batch."""
        seen = self.seen[..., : self.length, : self.length].copy()
        return seen[:, 0] if self.batch == 1 else seen

    def _checked(self, tokens: int | Sequence[int] | np.ndarray) -> np.ndarray:
        """(B, N) token ids, all of them in the vocabulary."""
        ids = np.asarray(tokens, dtype=np.int64).reshape(self.batch, -1)
        if ids.size == 0:
            raise ValueError("The model needs at least one token to go on from, but none came.")
        if ids.min() < 0 or ids.max() >= self.config.vocabulary:
            raise ValueError(
                f"Token ids go from 0 to {self.config.vocabulary - 1}, but {ids.min()} to {ids.max()} came."
            )
        return ids

    def _advance(self, tokens: np.ndarray) -> Array:
        """Pass (B, N) new tokens through the model, as `Transformer.trace` does; the logits after the last one."""
        start, T = self.length, self.length + tokens.shape[1]
        x = self.token_embedding[tokens]  # (B, N, D)
        if self.position_embedding is not None:
            x = x + self.position_embedding[start:T]
        for layer in range(self.config.layers):
            told = self.told[layer][tokens] if self.told else None  # (B, N, D)
            x = self._block(layer, x, start, T, told)
        self.length = T
        logits = layer_norm(x[:, -1], self.norm) @ self.unembedding  # (B, V)
        return logits[0] if self.batch == 1 else logits

    def _block(self, layer: int, x: Array, start: int, T: int, told: Array | None = None) -> Array:
        """One block for (B, N, D) new positions, which stand at start to T and look at everything before them. `told`: what
        their tokens tell by themselves, beside what is computed of them."""
        block, cache = self.blocks[layer], self.cache[layer]
        (B, N, D), H = x.shape, self.config.heads

        # attention: new queries look at all keys, kept and new
        qkv = (layer_norm(x, block["attention_norm"]) @ block["qkv"]).reshape(B, N, 3, H, D // H)
        qkv = qkv.transpose(2, 0, 3, 1, 4)  # (3, B, H, N, K)
        if self.config.positions == "rotary":
            qkv[:2] = rotate(qkv[:2], self.cosine[start:T], self.sine[start:T])
        if told is not None:
            qkv[2] += told.reshape(B, N, H, D // H).transpose(0, 2, 1, 3)
        cache[:, :, :, start:T] = qkv[1:]
        q, (keys, values) = qkv[0], cache[:, :, :, :T]  # (B, H, N, K), (B, H, T, K)
        scores = q @ keys.swapaxes(2, 3) * (D // H) ** -0.5  # (B, H, N, T)
        if N > 1:
            scores += self.future[start:T, :T]
        attention = softmax(scores)
        self.seen[layer, :, :, start:T, :T] = attention
        mixed = (attention @ values).transpose(0, 2, 1, 3).reshape(B, N, D)
        x = x + mixed @ block["out"]

        # MLP
        hidden = layer_norm(x, block["mlp_norm"]) @ block["up"]
        hidden = np.maximum(hidden, 0) if self.config.activation == "relu" else gelu(hidden)
        return x + hidden @ block["down"]


def layer_norm(x: Array, weight: Array) -> Array:
    """Shift to mean zero, scale to spread one, then weigh each number. `vecdot` with itself is the sum of squares."""
    share = 1 / x.shape[-1]
    x = x - np.add.reduce(x, axis=-1, keepdims=True) * share
    return x / np.sqrt(np.vecdot(x, x)[..., None] * share + 1e-5) * weight


def softmax(scores: Array) -> Array:
    """Positive numbers that sum to one; the largest score is taken off first, so that nothing overflows."""
    powers: Array = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    powers /= np.add.reduce(powers, axis=-1, keepdims=True)
    return powers


def gelu(x: Array) -> Array:
    """GELU by its tanh formula (Hendrycks and Gimpel 2016)."""
    return 0.5 * x * (1 + np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x * x * x)))


def turns(context: int, width: int) -> tuple[Array, Array]:
    """(T, K) cosine and sine of the angles of rotary positions."""
    speeds = 10_000.0 ** (-np.arange(0, width, 2) / width)
    angles = np.tile(np.outer(np.arange(context), speeds), 2)
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


def rotate(x: Array, cosine: Array, sine: Array) -> Array:
    """Turn each pair of numbers (i, i + K/2) by its position's angle."""
    a, b = np.split(x, 2, axis=-1)
    return x * cosine + np.concatenate((-b, a), axis=-1) * sine
