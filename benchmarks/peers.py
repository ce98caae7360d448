"""The `transformers` library's GPT-2, made as our model is: the peer that it is measured against and checked with."""

import os
from typing import Any

import torch
from torch import Tensor

from core.models.transformer import Config, Transformer

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is fetched: sizes come from us, weights from chance or from us


def gpt2(config: Config, **settings: Any) -> Any:
    """A GPT-2 of the same size (positions are learned there), without dropout. It has biases, ours has none."""
    from transformers import GPT2Config, GPT2LMHeadModel

    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=config.vocabulary,
            n_positions=config.context,
            n_embd=config.width,
            n_layer=config.layers,
            n_head=config.heads,
            n_inner=config.hidden * config.width,
            activation_function={"relu": "relu", "gelu": "gelu_new"}[config.activation],
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
            bos_token_id=1,
            eos_token_id=2,
            **settings,
        )
    )


@torch.no_grad()
def copied(model: Transformer, **settings: Any) -> Any:
    """A GPT-2 with our model's weights: it must give the same logits. Its biases become zero."""
    if model.config.positions != "learned":
        raise ValueError("GPT-2 learns its positions; a model with other positions cannot be copied into it.")
    twin = gpt2(model.config, **settings).eval()
    ours = model.state_dict()
    names = {
        "token_embedding.weight": "transformer.wte.weight",
        "position_embedding.weight": "transformer.wpe.weight",
        "norm.weight": "transformer.ln_f.weight",
    }
    parts = {"attention_norm": "ln_1", "qkv": "attn.c_attn", "out": "attn.c_proj", "mlp_norm": "ln_2"}
    parts |= {"up": "mlp.c_fc", "down": "mlp.c_proj"}
    for layer in range(model.config.layers):
        names |= {f"blocks.{layer}.{a}.weight": f"transformer.h.{layer}.{b}.weight" for a, b in parts.items()}
    for theirs, weight in twin.named_parameters():
        if theirs.endswith("bias"):
            weight.zero_()
    theirs_by_name: dict[str, Tensor] = dict(twin.named_parameters())
    for name, theirs in names.items():
        inside = name.startswith("blocks.") and ours[name].ndim == 2
        theirs_by_name[theirs].copy_(ours[name].T if inside else ours[name])  # GPT-2 keeps its matrices transposed
    return twin
