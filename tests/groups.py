"""Which tests run together, one after the other, on one of several workers (`pytest --dist loadgroup`)."""

import pytest


def group(item: pytest.Item) -> str:
    """The lesson that the test finds open, so that it is opened once; for all others, their file, whose fixtures they share."""
    call = getattr(item, "callspec", None)
    if call and "lesson" in getattr(item, "fixturenames", ()):
        return f"lesson {call.params['name']}"
    return item.nodeid.partition("::")[0]
