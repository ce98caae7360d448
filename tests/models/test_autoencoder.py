import pytest
import torch

from core.models.autoencoder import KINDS, Autoencoder, Config


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pixels", [64, 576])
def test_pictures_go_through_the_gate_and_come_back(kind: str, pixels: int) -> None:
    N, C = 3, 5
    model = Autoencoder(Config(pixels, C, kind=kind))
    images = torch.rand(N, pixels)
    assert model.encode(images).shape == (N, C) and model(images).shape == (N, pixels)
    assert model.loss(images, images).item() == pytest.approx(((model(images) - images) ** 2).mean().item())


def test_what_cannot_be_built_is_said() -> None:
    for wrong in ({"kind": "round"}, {"codes": 0}, {"kind": "convolutional", "pixels": 63}):
        with pytest.raises(ValueError, match=r"must|need"):
            Config(**wrong)  # type: ignore[arg-type]
