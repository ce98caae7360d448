"""From kept numbers back to a model that is only looked at; for every model of this folder."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import torch
from torch import nn

Model = TypeVar("Model", bound=nn.Module)


def filled(model: Model, weights: Mapping[str, np.ndarray]) -> Model:
    """The model with these weights, in float32 whatever they were kept in; from now on it learns nothing."""
    model.load_state_dict({name: torch.from_numpy(weight.astype(np.float32)) for name, weight in weights.items()})
    return model.eval().requires_grad_(False)
