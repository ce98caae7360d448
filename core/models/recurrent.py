# ruff: noqa: F722 - "B T H" below are shapes for jaxtyping, not Python
"""Networks that read one token after another and keep what they read in a state of fixed size.

`forward` gives a whole text to PyTorch's own layer, which still goes through it token by token; `steps` does the same in
the open, so that the state can be seen after every token and each step can be timed. Knows nothing about text or training.

Shapes: B batch, T position, H numbers in the state, V vocabulary.

Sources: Elman (1990), "Finding structure in time" (rnn); Hochreiter and Schmidhuber (1997), "Long short-term memory"
(lstm); Cho et al. (2014), "Learning phrase representations using RNN encoder-decoder" (gru).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

KINDS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight. ValueError, with a sentence, where no such model can be built."""

    vocabulary: int = 64
    state: int = 128  # numbers that it may keep of all that it read; its embeddings have as many
    kind: str = "gru"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"The kind must be one of {', '.join(KINDS)}, but is {self.kind!r}.")
        if self.vocabulary < 1 or self.state < 1:
            raise ValueError("Vocabulary and state need at least one entry.")

    @property
    def weights(self) -> int:
        """How many numbers are learned: embeddings, and for each gate two square matrices and two rows of biases."""
        gates = {"rnn": 1, "gru": 3, "lstm": 4}[self.kind]
        return self.vocabulary * self.state + gates * (2 * self.state**2 + 2 * self.state)


def within(budget: int, config: Config) -> Config:
    """The same kind of model, with the largest state that needs no more weights than these.

    >>> within(100_000, Config(vocabulary=64, kind="gru")).state
    123
    """
    state = next(size for size in range(1, budget) if replace(config, state=size + 1).weights > budget)
    return replace(config, state=state)


@dataclass(frozen=True, eq=False)
class State:
    """All that is left of what was read. An LSTM hides a second row of numbers, its cell, which only its gates change."""

    shown: Float[Tensor, "B H"]
    cell: Float[Tensor, "B H"] | None = None


class Recurrent(nn.Module):
    """Embed a token, let it change the state, and compare the state with every token of the vocabulary."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.token_embedding = nn.Embedding(config.vocabulary, config.state)
        self.layer = KINDS[config.kind](config.state, config.state, batch_first=True)
        nn.init.normal_(self.token_embedding.weight, std=config.state**-0.5)
        if config.kind == "lstm":  # the gates of the cell begin open, or it would forget before it can learn to keep
            with torch.no_grad():
                self.layer.bias_ih_l0[config.state : 2 * config.state] = 1  # Gers, Schmidhuber and Cummins (2000)

    def forward(self, tokens: Int[Tensor, "B T"]) -> Float[Tensor, "B T V"]:
        """Token ids -> logits of what comes next, at every position; the fast way, inside PyTorch."""
        states, _ = self.layer(self.token_embedding(tokens))  # (B, T, H)
        return self.expected(states)

    def expected(self, states: Tensor) -> Tensor:
        """(..., H) states -> (..., V) logits: how much the state looks like each token."""
        return F.linear(states, self.token_embedding.weight)

    def blank(self, batch: int = 1) -> State:
        """The state before anything was read."""
        empty = self.token_embedding.weight.new_zeros(batch, self.config.state)
        return State(empty, empty if self.config.kind == "lstm" else None)

    def step(self, tokens: Int[Tensor, " B"], state: State) -> State:
        """One token more. All that came before reaches it through `state` alone."""
        x, h = self.token_embedding(tokens), state.shown
        weights, biases = (
            (self.layer.weight_ih_l0, self.layer.weight_hh_l0),
            (self.layer.bias_ih_l0, self.layer.bias_hh_l0),
        )
        from_token, from_state = F.linear(x, weights[0], biases[0]), F.linear(h, weights[1], biases[1])
        if self.config.kind == "rnn":
            return State(torch.tanh(from_token + from_state))
        if self.config.kind == "gru":
            (r, z, new), (r_state, z_state, old) = from_token.chunk(3, -1), from_state.chunk(3, -1)
            reset, keep = torch.sigmoid(r + r_state), torch.sigmoid(z + z_state)
            return State(torch.lerp(torch.tanh(new + reset * old), h, keep))
        assert state.cell is not None, "an LSTM has a cell from its blank state on"
        write, keep, new, show = (from_token + from_state).chunk(4, -1)
        cell = torch.sigmoid(keep) * state.cell + torch.sigmoid(write) * torch.tanh(new)
        return State(torch.sigmoid(show) * torch.tanh(cell), cell)

    def steps(self, tokens: Int[Tensor, "B T"], state: State | None = None) -> Iterator[State]:
        """The state after every token, in order: none can be worked out before the one in front of it is there."""
        state = state or self.blank(len(tokens))
        for column in tokens.unbind(1):
            state = self.step(column, state)
            yield state
