"""Tokens per second with a key/value cache, one text at a time, against `generate` of `transformers`, same weights.

Both greedy, with their caches, 120 tokens after a prompt of 8, context 128, one thread. The peer gets its best settings
of those tried: its fast attention kernel, an attention mask (else it looks for padding), no end token to look out for,
and `inference_mode`; its static cache is slower here. That all three give the same logits is checked before a second
is taken.
"""

import statistics
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from benchmarks import measure, peers
from core import sampling
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer

CONFIG = Config(context=128)
PROMPT, NEW = 8, 120


def check(model: Transformer, twin: Any, decoder: Decoder, text: list[int]) -> float:
    """The largest difference between the logits of model, twin and decoder. AssertionError from 1e-4 on."""
    tokens = torch.tensor([text])
    with torch.inference_mode():
        logits, theirs = model(tokens)[0].numpy(), twin(tokens).logits[0].numpy()
    cached = np.stack([decoder.read(text[:1]), *(decoder.step(token) for token in text[1:])])
    difference = max(abs(cached - logits).max(), abs(theirs - logits).max())
    assert difference < 1e-4, f"The logits differ by {difference}."
    return float(difference)


def run() -> Iterator[dict[str, Any]]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = Transformer(CONFIG).eval()
    twin = peers.copied(model, attn_implementation="sdpa")
    decoder = Decoder({name: weight.numpy() for name, weight in model.state_dict().items()}, CONFIG)
    prompt = torch.randint(3, CONFIG.vocabulary, (PROMPT,)).tolist()
    tokens = torch.tensor([prompt])
    settings = {"attention_mask": torch.ones_like(tokens), "eos_token_id": None, "pad_token_id": 0}

    def ours() -> list[int]:
        text = list(prompt)
        logits = decoder.read(prompt)
        for _ in range(NEW - 1):
            text.append(int(logits.argmax()))
            logits = decoder.step(text[-1])
        return [*text, int(logits.argmax())]

    @torch.inference_mode()
    def theirs() -> list[int]:
        return twin.generate(tokens, max_new_tokens=NEW, do_sample=False, use_cache=True, **settings)[0].tolist()

    def with_every_stage() -> list[int]:
        """As a page draws: each token with the whole record of how it was chosen."""
        rng = np.random.default_rng(0)
        return [
            draw.token for draw in sampling.draws(decoder, prompt, NEW, rng, **sampling.PRESETS["balanced"], stop=None)
        ]

    assert ours() == theirs(), "Model and peer write different texts."
    difference = check(model, twin, decoder, ours())
    seconds = measure.interleaved({"ours": ours, "peer": theirs, "stages": with_every_stage})
    torch.set_num_threads(threads)
    rate = {name: NEW / statistics.median(turns) for name, turns in seconds.items()}
    yield measure.line(
        "generate",
        rate["ours"],
        rate["peer"],
        "transformers generate",
        measure.ratio(seconds["peer"], seconds["ours"]),
        "tokens/s",
        largest_difference=difference,
        with_every_stage=rate["stages"],
        rounds=measure.ROUNDS,
    )
