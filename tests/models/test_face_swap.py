"""Shared encoder, two decoders: who is asked to draw, draws."""

import torch
import torch.nn.functional as F

from core.models.face_swap import Config, FaceSwap, loss


def test_a_shared_encoder_does_not_care_who_is_seen_and_two_encoders_do() -> None:
    torch.manual_seed(0)
    images = torch.rand(5, 36)
    together, apart = (FaceSwap(Config(pixels=36, latent=4, hidden=16, shared=shared)) for shared in (True, False))
    assert torch.equal(together(images, 0, 1), together(images, 1, 1))
    assert not torch.equal(apart(images, 0, 1), apart(images, 1, 1))
    assert not torch.equal(together(images, 0, 0), together(images, 0, 1))


def test_loss_asks_everybody_for_their_own_picture() -> None:
    torch.manual_seed(1)
    model = FaceSwap(Config(pixels=36, latent=4, hidden=16))
    seen, real = (torch.rand(3, 36), torch.rand(3, 36)), (torch.rand(3, 36), torch.rand(3, 36))
    by_hand = sum(F.mse_loss(model.decoders[who](model.encoders[0](seen[who])), real[who]) for who in (0, 1))
    assert torch.allclose(loss(model, seen, real), torch.as_tensor(by_hand))
