"""What this machine computes with. Two kinds of arithmetic end with other digits, so a run notes down which one made it."""

import platform
from typing import Any

import numpy as np
import torch


def made_with() -> dict[str, Any]:
    """What made the run, for whoever wants to make it again."""
    return {"made_with": {"torch": torch.__version__, "numpy": np.__version__, "processor": processor()}}


def processor() -> str:
    """The kind of arithmetic of this machine, such as "x86_64 AVX2": on another kind a run ends with other digits."""
    return f"{platform.machine()} {torch.backends.cpu.get_cpu_capability()}"
