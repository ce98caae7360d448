"""Learning a text: what a step of next-token prediction is. Data, model, optimizer and one update; no files, no workers."""

import copy
import os
import threading
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core import tokenizers
from core.data.world import Fact
from core.measure import text as measure
from core.models.transformer import Transformer, next_token_loss
from core.tokenizers import Tokenizer
from core.training.corpus import Corpus
from core.training.events import Measured, Step
from core.training.muon import Muon
from core.training.recipe import Recipe
from core.training.windows import Windows

SEEDING = threading.Lock()  # torch has one stream of random numbers for all threads
WARM_UP = 0.03  # share of the steps in which the rate grows: the first gradients point anywhere
DECAY = 0.6  # share of the steps, at the end, in which it falls to nothing
FLOOR = 0.02  # and never quite to nothing
ASKED = 300  # facts that are asked along the way
WRITTEN = 16  # texts that are judged along the way


def schedule(step: int, steps: int) -> float:
    """The factor on the learning rate: up in a line, level, down in a line. By steps, so that resumed equals uninterrupted."""
    done = (step + 1) / steps
    return min(1.0, done / WARM_UP, max(FLOOR, (1 - step / steps) / DECAY))


def optimizers(model: Transformer, name: str, rate: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the blocks and AdamW for embeddings and norms, or AdamW for all."""
    matrices = [w for key, w in model.named_parameters() if w.ndim == 2 and key.startswith("blocks.")]
    rest = [w for key, w in model.named_parameters() if not (w.ndim == 2 and key.startswith("blocks."))]
    settings: dict[str, Any] = {"lr": rate, "betas": (0.9, 0.95), "weight_decay": 0.0, "fused": True}
    if name == "muon":
        return [Muon(matrices, lr=rate), torch.optim.AdamW(rest, **settings)]
    if name == "adamw":
        return [torch.optim.AdamW(matrices + rest, **settings)]
    raise ValueError(f"There is no optimizer called {name!r}; choose muon or adamw.")


def device() -> torch.device:
    """GLASSBOX_DEVICE, or the CPU, which is faster for models this small. ValueError where there is no such device."""
    name = os.environ.get("GLASSBOX_DEVICE", "cpu")
    if name.startswith("cuda") and not torch.cuda.is_available():
        raise ValueError("GLASSBOX_DEVICE asks for a graphics card, but PyTorch finds none on this machine.")
    return torch.device(name)


class TextTask:
    """A transformer that learns a text by predicting every next token."""

    def __init__(self, recipe: Recipe, corpus: Corpus, tokenizer: Tokenizer | None = None) -> None:
        self.tokenizer = tokenizer or tokenizers.train(recipe.tokenizer.kind, corpus.text, recipe.tokenizer.size)
        self.recipe = recipe = recipe.with_vocabulary(self.tokenizer.size)
        self.corpus = corpus
        self.device = device()
        with SEEDING:
            torch.manual_seed(recipe.seed)
            self.model = Transformer(recipe.model).to(self.device)
        self.optimizers = optimizers(self.model, recipe.optimizer.name, recipe.optimizer.rate)
        self.times = (1.0, recipe.optimizer.embeddings)[: len(self.optimizers)]  # the rate, for each of them
        encode = self.tokenizer.encode
        context = recipe.model.context
        self.windows = Windows([encode(d) for d in corpus.documents], context, recipe.seed)
        held_out = Windows([encode(d) for d in corpus.held_out], context)
        self.held_out = torch.from_numpy(next(held_out.all(64)))
        self.factor = 1.0  # what the learner made of the learning rate
        self.seconds = 0.0  # of training so far
        if corpus.world and corpus.told is not None:
            self._prepare_questions(corpus.told)

    def _prepare_questions(self, told: Mapping[Fact, int]) -> None:
        """A seeded choice of facts, told often and seldom, that the model is asked again and again."""
        assert self.corpus.world
        facts = self.corpus.world.facts
        chosen = np.random.default_rng(0).permutation(len(facts))[:ASKED]
        self.facts = [facts[i] for i in sorted(chosen)]
        self.questions = measure.questions(self.corpus.world, self.facts, self.tokenizer)
        self.often = np.array([told.get(fact, 0) >= measure.OFTEN for fact in self.facts])

    def update(self, step: int) -> Step:
        """One step: batch, forward, loss, backward, update."""
        start = time.perf_counter()
        rate = self.factor * schedule(step, self.recipe.steps)
        windows = torch.from_numpy(self.windows.batch(step, self.recipe.batch)).to(self.device)
        logits = self.model(windows[:, :-1])
        loss = next_token_loss(logits, windows[:, 1:])
        loss.backward()
        for optimizer, times in zip(self.optimizers, self.times, strict=True):
            optimizer.param_groups[0]["lr"] = rate * self.recipe.optimizer.rate * times
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.seconds += time.perf_counter() - start
        done = step + 1
        tokens = done * self.recipe.tokens_per_step
        return Step(done, loss.item(), rate * self.recipe.optimizer.rate, tokens, round(self.seconds, 4))

    def measured(self, step: int) -> Measured:
        """What the model can do after `step` steps: a held-out loss, and where a world is known, what it writes and knows."""
        model = self.model if self.device.type == "cpu" else copy.deepcopy(self.model).cpu()
        validation = measure.loss(model, self.held_out)
        texts = measure.write(model, self.tokenizer, WRITTEN, seed=step)
        sample = max(texts, key=len)
        world, told = self.corpus.world, self.corpus.told
        if world is None or told is None:
            return Measured(step, validation, sample=sample)
        judged = measure.judge(texts, world, told)
        right = measure.recalled(model, *self.questions)
        by_telling = measure.recall_by_telling(right, self.facts, told)
        often = float(right[self.often].mean()) if self.often.any() else None
        return Measured(step, validation, judged.grammatical, judged.true, often, by_telling, sample)

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of the model's weights as arrays."""
        return {name: weight.detach().cpu().numpy().copy() for name, weight in self.model.state_dict().items()}

    def state(self) -> dict[str, Tensor]:
        """Everything that the next step depends on, as named tensors."""
        state = {f"model.{name}": weight for name, weight in self.model.state_dict().items()}
        for i, optimizer in enumerate(self.optimizers):
            for j, slots in optimizer.state_dict()["state"].items():
                state |= {f"optimizer.{i}.{j}.{name}": torch.as_tensor(value) for name, value in slots.items()}
        return state | {"factor": torch.tensor(self.factor), "seconds": torch.tensor(self.seconds, dtype=torch.float64)}

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        """Go back to a state. ValueError where it belongs to another recipe."""
        own = {name.removeprefix("model."): t for name, t in state.items() if name.startswith("model.")}
        try:
            self.model.load_state_dict(own)
            for i, optimizer in enumerate(self.optimizers):
                record = optimizer.state_dict()
                slots: dict[int, dict[str, Tensor]] = {}
                for name, value in state.items():
                    if name.startswith(f"optimizer.{i}."):
                        _, _, j, slot = name.split(".")
                        slots.setdefault(int(j), {})[slot] = value.clone()
                optimizer.load_state_dict({**record, "state": slots})
        except (RuntimeError, KeyError, ValueError) as problem:
            raise ValueError(f"This state belongs to another recipe: {problem}") from None
        self.factor, self.seconds = state["factor"].item(), state["seconds"].item()
