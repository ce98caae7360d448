"""`python -m scripts.judge` trains the judge of the digits again, and puts its weights where the app finds them."""

import numpy as np

from core.measure.images import SHIPPED, trained


def main() -> None:
    made = trained()
    layers = enumerate(zip(made.weights, made.biases, strict=True))
    arrays = {
        f"{kind}{i}": array.astype(np.float16)
        for i, pair in layers
        for kind, array in zip(("weight", "bias"), pair, strict=True)
    }
    SHIPPED.parent.mkdir(parents=True, exist_ok=True)
    np.savez(SHIPPED, **arrays)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
