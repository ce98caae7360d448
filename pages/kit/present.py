"""For a class: large letters, and the picture across the whole width of a projector. `?present=on` opens a page so.

Knows nothing about what is shown. The browser marks the whole page with `gb-presenting`, and the style sheet does the rest.
"""

from pages.kit import address, visit
from pages.kit.components import component
from pages.kit.controls import code

CODE = "present"


def presenting() -> bool:
    """Is the page shown to a class now?"""
    return bool(visit.get(CODE))


def switch() -> None:
    """The button and the key that begin and end it. It stays on the next page, and stands in the address."""
    address.begin_with(CODE, False, {"on": True, "off": False}.get, everywhere=True)
    address.hold(CODE, code(presenting()), code(False))
    component("present")(key="present_switch", data={"on": presenting()}, on_pressed_change=_turn)


def _turn() -> None:
    visit.put(CODE, not presenting())
