"""One training step in slow motion, with its real numbers: batch, forward, loss, backward, update.

The step is the one that the run would take next (or, for a moment in its past, one from those weights with an
optimizer that starts fresh). It is done on a copy, so looking changes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

from core.training.corpus import corpus
from core.training.run import Run
from core.training.text import TextTask


@dataclass(frozen=True)
class Guess:
    """What the model thought should follow at one place of the first window, before and after the update."""

    token: str
    target: str
    favourite: str  # the token that it thought likeliest,
    favourite_chance: float  # and how likely
    before: float  # chance of the target before the update,
    after: float  # and after it
    loss: float  # -ln before, in nats


@dataclass(frozen=True)
class Push:
    """What the step did to one matrix of weights."""

    matrix: str
    size: int
    gradient: float  # root mean square of the gradient
    moved: float  # root mean square of the change
    example: tuple[float, float, float]  # its first weight: before, gradient, after


@dataclass(frozen=True)
class SlowStep:
    step: int
    windows: int
    tokens: int
    rate: float
    loss: float  # over the whole batch, nats per token
    loss_after: float  # of the same batch after the update
    guesses: tuple[Guess, ...]
    pushes: tuple[Push, ...]
    exact: bool  # False: the optimizer's memory was not at hand and starts fresh


def look(folder: str, step: int | None = None, shown: int = 12) -> SlowStep:
    """Take the next step after `step` (the run's last one if None) on a copy, and tell everything that happens in it."""
    run = Run(Path(folder))
    recipe = run.recipe
    text = corpus(recipe.text, run.text())
    task = TextTask(recipe, text, run.tokenizer() if (run.folder / "tokenizer.json").exists() else None)
    saved = run.saved()
    exact = saved is not None and step in (None, saved.step)
    if saved and exact:
        step = saved.step
        task.load_state(run.state(saved))
    elif run.steps:
        step, weights = run.weights(run.steps[-1] if step is None else step)
        task.model.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    return one_step(task, min(step or 0, recipe.steps - 1), exact or not step, shown)


def one_step(task: TextTask, step: int, exact: bool, shown: int) -> SlowStep:
    windows = torch.from_numpy(task.windows.batch(step, task.recipe.batch)).to(task.device)
    inputs, targets = windows[:, :-1], windows[:, 1:]
    before = {name: weight.detach().clone() for name, weight in task.model.named_parameters()}

    logits = task.model(inputs)
    loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten())
    loss.backward()
    gradients = {name: weight.grad.clone() for name, weight in task.model.named_parameters() if weight.grad is not None}
    task.model.zero_grad(set_to_none=True)
    rate = task.update(step).rate  # the very code that trains

    with torch.inference_mode():
        logits_after = task.model(inputs)
        loss_after = F.cross_entropy(logits_after.flatten(0, 1), targets.flatten()).item()
        chances, chances_after = logits[0, :shown].softmax(-1), logits_after[0, :shown].softmax(-1)
    spell = task.tokenizer.spell
    guesses = []
    for place in range(min(shown, inputs.shape[1])):
        token, target, best = int(inputs[0, place]), int(targets[0, place]), int(chances[place].argmax())
        chance = float(chances[place, target])
        read, following, favourite = spell([token, target, best])
        surprise = -float(torch.tensor(chance).log())
        guesses.append(
            Guess(
                read,
                following,
                favourite,
                float(chances[place, best]),
                chance,
                float(chances_after[place, target]),
                surprise,
            )
        )
    pushes = []
    for name, weight in task.model.named_parameters():
        if name in gradients and weight.ndim == 2:
            moved = weight.detach() - before[name]
            first = float(before[name][0, 0]), float(gradients[name][0, 0]), float(weight.detach()[0, 0])
            pushes.append(Push(name, weight.numel(), _rms(gradients[name]), _rms(moved), first))
    return SlowStep(
        step, len(windows), inputs.numel(), rate, loss.item(), loss_after, tuple(guesses), tuple(pushes), exact
    )


def _rms(tensor: torch.Tensor) -> float:
    return float(tensor.square().mean().sqrt())
