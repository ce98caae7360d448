import numpy as np

from core.data.digits import CLASSES, HELD_OUT, digits, picture_of


def test_pictures_are_grey_values_from_paper_to_ink_and_both_parts_show_all_digits() -> None:
    learned, held_out = digits()
    assert len(learned) + len(held_out) == 1797 and len(held_out) == HELD_OUT
    for part in (learned, held_out):
        assert part.images.shape == (len(part), 64) and part.images.dtype == np.float32
        assert part.images.min() == 0 and part.images.max() == 1
        assert set(part.labels.tolist()) == set(range(CLASSES))


def test_no_picture_is_both_learned_and_held_out() -> None:
    learned, held_out = digits()
    known = {image.tobytes() for image in learned.images}
    assert not any(image.tobytes() in known for image in held_out.images)


def test_a_drawing_comes_back_as_ink_and_nonsense_does_not() -> None:
    picture = picture_of([16, 8, *[0] * 62])
    assert picture is not None and picture[:3].tolist() == [1, 0.5, 0]
    for wrong in (None, [0] * 64, [1] * 63, [17] * 64, ["x"] * 64, [float("nan")] * 64, [True] * 64, {}):
        assert picture_of(wrong) is None
