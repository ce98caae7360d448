"""Every way in which an experiment may come out, with facts that make it come out so: a file a lesson, of the lesson's name."""

from collections.abc import Callable, Mapping
from typing import Any

from core.exhibit import Exhibit

Case = Callable[[Any], Exhibit]  # given the lesson's text
Cases = Mapping[str, Mapping[str, Case]]  # by experiment and outcome
