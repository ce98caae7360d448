"""Who comes in and who waits: the room by itself with a clock of the test's own, then as a browser meets it."""

import asyncio
import html
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from core.lessons import waiting
from server import admission
from server.admission import HERE, LEFT, LOADING, LOST, PATIENCE, Admission, Room
from server.middleware import LearnerCookie
from tests.pages.test_middleware import client

FONTS = {"sans": "/static/media/sans.woff2", "serif": "/static/media/serif.woff2"}
BROWSER = {"accept": "text/html,application/xhtml+xml"}


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class House:
    """A room, its clock, and visitors who behave as pages do: who waits asks every three seconds."""

    places: int
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.room = Room(self.places, self.clock)
        self.waits: list[str] = []

    def come(self, visitor: str) -> int:
        place = self.room.ask(visitor)
        if place:
            self.waits.append(visitor)
        else:
            assert self.room.enter(visitor)
        return place

    def later(self, seconds: float) -> None:
        """Time passes, and everybody who waits goes on asking; who is let in comes in."""
        end = self.clock.now + seconds
        while self.clock.now < end:
            self.clock.now += 3
            for visitor in list(self.waits):
                if self.room.ask(visitor) == 0:
                    self.waits.remove(visitor)
                    assert self.room.enter(visitor)

    def inside(self) -> set[str]:
        return {visitor for visitor, place in self.room.inside.items() if place.tabs}


def test_who_does_not_fit_gets_a_place_in_the_line_by_the_order_of_arrival():
    house = House(places=2)
    assert [house.come(visitor) for visitor in "abcde"] == [0, 0, 1, 2, 3]
    assert [house.room.ask(visitor) for visitor in "edc"] == [3, 2, 1]  # asking again changes nothing


def test_all_get_in_in_the_end_and_in_order():
    house = House(places=2)
    for visitor in "abcdef":
        house.come(visitor)
    entered = []
    while house.waits:
        first = sorted(house.inside())[0]
        house.room.leave(first, closed=True)
        before = house.inside()
        house.later(LEFT + 6)
        entered += sorted(house.inside() - before)
    assert entered == list("cdef")


def test_who_is_in_stays_in_over_a_reload_and_a_lost_link():
    house = House(places=1)
    house.come("ada")
    house.come("bob")
    house.room.leave("ada", closed=True)  # a reload closes the tab's link ...
    house.later(LEFT - 4)
    assert house.come("ada") == 0  # ... and opens it again
    house.room.leave("ada", closed=False)  # the Wi-Fi is gone for a while
    house.later(LOST - 10)
    assert house.room.enter("ada") and house.waits == ["bob"]


def test_a_closed_tab_frees_its_place_soon_and_a_second_tab_keeps_it():
    house = House(places=1)
    house.come("ada")
    assert house.room.enter("ada")  # a second tab takes no second place
    house.come("bob")
    house.room.leave("ada", closed=True)
    house.later(PATIENCE)
    assert house.waits == ["bob"]
    house.room.leave("ada", closed=True)
    house.later(LEFT + 6)
    assert house.inside() == {"bob"} and house.room.ask("ada") == 1


def test_a_page_that_never_connects_gives_its_place_back():
    house = House(places=1)
    assert house.room.ask("robot") == 0
    house.come("bob")
    house.later(LOADING + 6)
    assert house.inside() == {"bob"}


def test_who_looks_away_lets_others_go_first_and_keeps_the_place():
    house = House(places=1)
    house.come("ada")
    house.room.ask("away")  # a hidden tab, which its browser lets ask once a minute
    house.come("bob")
    house.later(HERE + 3)
    house.room.leave("ada", closed=True)
    house.later(LEFT + 6)
    assert house.inside() == {"bob"}
    house.come("eve")
    assert house.room.ask("away") == 1 and house.room.ask("eve") == 2


def test_who_went_away_for_good_is_taken_out_of_the_line():
    house = House(places=1)
    house.come("ada")
    house.room.ask("gone")
    house.come("bob")
    assert house.room.ask("bob") == 2
    house.later(PATIENCE + 3)
    assert house.room.ask("bob") == 1 and "gone" not in house.room.line


@settings(max_examples=60)
@given(
    st.integers(1, 5), st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("come leave lose wait".split())))
)
def test_there_are_never_more_inside_than_places_and_nobody_overtakes(places: int, story: list[tuple[str, str]]):
    house = House(places)
    for visitor, does in story:
        waiting_before = list(house.waits)
        entered_before = set(house.room.inside)
        if does == "come" and visitor not in house.waits and visitor not in house.inside():
            house.come(visitor)
        elif does in ("leave", "lose") and visitor in house.inside():
            house.room.leave(visitor, closed=does == "leave")
        elif does == "wait":
            house.later(9)
        assert len(house.room.inside) <= places
        new = [v for v in waiting_before if v in house.room.inside and v not in entered_before]
        assert new == waiting_before[: len(new)]  # whoever came in from the line stood at its head
        assert [house.room.ask(v) for v in house.waits] == list(range(1, len(house.waits) + 1))


def test_a_class_of_thirty_fits_on_two_cores_with_little_memory():
    assert admission.places(cores=2, memory=1_000 * admission.MB) >= 30
    assert admission.places(cores=64, memory=10**12) == admission.MORE_CORES
    assert admission.places(cores=1, memory=0) == admission.LEAST


# --- as a browser meets it


def house_of(room: Room) -> Callable[[str], TestClient]:
    """Browsers of several visitors at one door."""

    def browser(letter: str) -> TestClient:
        browser = client(lambda app: LearnerCookie(Admission(app, room, FONTS)))
        browser.cookies["glassbox"] = letter * 22
        return browser

    return browser


def test_the_second_visitor_gets_a_page_that_waits_and_is_let_in_when_the_first_has_left():
    clock = Clock()
    browser = house_of(Room(1, clock))
    ada, bob = browser("a"), browser("b")
    assert ada.get("/", headers=BROWSER).text == "<p>page</p>"
    with ada.websocket_connect("/_stcore/stream"):
        waits = bob.get("/", headers=BROWSER)
        assert waits.status_code == 503 and waits.headers["cache-control"] == "no-store"
        assert waiting().place.replace("{place}", "1") in html.unescape(waits.text)
        assert bob.get(admission.LINE).json() == {"place": 1}
        with pytest.raises(WebSocketDisconnect):
            bob.websocket_connect("/_stcore/stream").__enter__()
    clock.now += LEFT + 1
    assert bob.get(admission.LINE).json() == {"place": 0}
    assert bob.get("/", headers=BROWSER).text == "<p>page</p>"
    assert ada.get(admission.LINE).json() == {"place": 1}


def test_a_full_house_still_answers_everything_that_is_no_page():
    room = Room(1, Clock())
    room.enter("somebody")
    browser = house_of(room)("b")
    assert browser.get("/_stcore/health", headers=BROWSER).text == "ok"
    assert browser.get("/", headers={"accept": "*/*"}).status_code == 200
    assert not room.line


def test_a_new_browser_keeps_its_place_by_the_cookie_that_the_waiting_page_gave_it():
    room = Room(1, Clock())
    room.enter("somebody")
    browser = client(lambda app: LearnerCookie(Admission(app, room, FONTS)))
    assert browser.get("/", headers=BROWSER).status_code == 503
    assert browser.get(admission.LINE).json() == {"place": 1} and len(room.line) == 1


def test_a_page_that_fails_frees_the_place_all_the_same():
    room = Room(1, Clock())

    async def fails(scope, receive, send):  # type: ignore[no-untyped-def]
        raise RuntimeError("a fault below")

    async def nothing(*_: object) -> dict[str, str]:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket", "path": admission.SOCKET, "headers": []}
    with pytest.raises(RuntimeError):
        asyncio.run(Admission(fails, room, FONTS)(scope, nothing, nothing))  # type: ignore[arg-type]
    assert [place.tabs for place in room.inside.values()] == [0]


def test_the_waiting_page_brings_everything_with_it_and_speaks_calmly():
    page = admission.waiting_page(1234, FONTS)
    assert 'role="status"' in page and 'aria-live="polite"' in page and "1,234" in page
    assert not re.search(r"https?://", page) and " src=" not in page
    assert "$" not in page.replace("${", "")  # every word was filled in


def test_places_in_a_long_line_stay_right_whoever_asks_when():
    dice = random.Random(0)
    house = House(places=30)
    visitors = [f"visitor {i}" for i in range(80)]
    places = [house.come(visitor) for visitor in visitors]
    assert places == [0] * 30 + list(range(1, 51))
    order = list(enumerate(house.waits, 1))
    dice.shuffle(order)
    assert all(house.room.ask(visitor) == place for place, visitor in order)
