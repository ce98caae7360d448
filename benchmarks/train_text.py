"""Tokens per second of a training step, against the `transformers` library's GPT-2 of the same size.

Both: one thread, batch 16, 64 positions, width 64, two layers, four heads, 1,024 tokens, ReLU, no dropout, fused
AdamW, the same batches. Ours forms every attention weight, keeps them all in its trace, and takes its own loss; the
peer has its fast attention kernel, no cache, and PyTorch's cross entropy, faster than the one it brings along.
`ratio_same_loss` is the ratio with PyTorch's loss on both sides.
"""

import statistics
from collections.abc import Callable, Iterator
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from benchmarks import measure, peers
from core.models.transformer import Config, Transformer, next_token_loss

CONFIG = Config()
BATCH, STEPS = 16, 12  # windows per step, steps per turn

Loss = Callable[[Tensor, Tensor], Tensor]


def torch_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten())


def training(model: nn.Module, loss: Loss, batches: Tensor) -> Callable[[], None]:
    """A contender's turn: some steps, each forward, loss, backward, update."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, fused=True)

    def turn() -> None:
        for windows in batches:
            answer = model(windows[:, :-1])
            logits = answer if isinstance(answer, Tensor) else answer.logits
            loss(logits, windows[:, 1:]).backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)

    return turn


def operations_per_token(config: Config) -> int:
    """Float operations of a step per token: 6 for each weight that multiplies, and attention (all of T x T)."""
    block = (4 + 2 * config.hidden) * config.width**2
    weights = config.layers * block + config.width * config.vocabulary
    return 6 * weights + 12 * config.layers * config.context * config.width


def run() -> Iterator[dict[str, Any]]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    batches = torch.randint(CONFIG.vocabulary, (STEPS, BATCH, CONFIG.context + 1))
    peer = peers.gpt2(CONFIG, attn_implementation="sdpa", use_cache=False)
    seconds = measure.interleaved(
        {
            "ours": training(Transformer(CONFIG), next_token_loss, batches),
            "peer": training(peer, torch_loss, batches),
            "same loss": training(Transformer(CONFIG), torch_loss, batches),
        }
    )
    peak = measure.matrix_product_peak()
    torch.set_num_threads(threads)
    tokens = STEPS * BATCH * CONFIG.context
    rate = {name: tokens / statistics.median(turns) for name, turns in seconds.items()}
    yield measure.line(
        "train_text",
        rate["ours"],
        rate["peer"],
        "transformers GPT-2",
        measure.ratio(seconds["peer"], seconds["ours"]),
        "tokens/s",
        ratio_same_loss=measure.ratio(seconds["peer"], seconds["same loss"]),
        share_of_matrix_product_peak=rate["ours"] * operations_per_token(CONFIG) / peak,
        peak_gflops=peak / 1e9,
        rounds=measure.ROUNDS,
    )
