"""Which tests run together, one after the other, on one of several workers."""

import re

ON = re.compile(r"\[on ([^\]]*)\]$")  # how the id of a test ends that finds this lesson open


def group(test: str) -> str:
    """By the id of a test: the lesson that it finds open, so that this is opened once; of all others their file, whose
    fixtures they share.

    >>> group("tests/browser/test_film.py::test_played[on attention]"), group("tests/test_app.py::test_it[1]")
    ('the lesson attention', 'tests/test_app.py')
    """
    found = ON.search(test)
    return f"the lesson {found[1]}" if found else test.partition("::")[0]
