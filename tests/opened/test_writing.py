from typing import Any

from core.opened.writing import MOST, Writing, throw
from core.sampling import PRESETS
from core.tokenizers import END


def test_a_text_that_has_ended_is_not_written_on() -> None:
    """The second of two presses that came one upon the other finds it ended."""
    nobody: Any = None  # no model is asked
    for tokens in ([5, 7, END], [5, *[7] * MOST]):
        now = Writing("a", list(tokens), given=1)
        throw(nobody, now, dict(PRESETS["balanced"]), seed=0, count=12)
        assert now.tokens == tokens and now.throws == 0
