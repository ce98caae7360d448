"""By which names the app may be asked: raw requests, as another site's page, a tunnel or a pupil would send them."""

import socket
from types import SimpleNamespace

import psutil
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from server import hosts
from server.hosts import KnownHosts, more_names, name_in, own_names
from tests.pages.test_middleware import client


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """A machine called Ada-Laptop, with these addresses by interface; a test may plug in another one."""
    interfaces = {"lo": ["127.0.0.1", "::1"], "wlan0": ["192.168.1.7", "fe80::5%wlan0"]}
    monkeypatch.setattr(
        psutil,
        "net_if_addrs",
        lambda: {name: [SimpleNamespace(address=one) for one in own] for name, own in interfaces.items()},
    )
    monkeypatch.setattr(socket, "gethostname", lambda: "Ada-Laptop.school.example")
    return interfaces


ALONE = ["127.0.0.1", "127.0.0.1:8501", "localhost:8501", "LOCALHOST.", "[::1]:8501", "[0:0::1]:9000"]
CLASS = ["192.168.1.7:8501", "[fe80::5]:8501", "ada-laptop", "Ada-Laptop.local:8501", "ada-laptop.school.example"]
FOREIGN = [
    "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.1.8:8501", "10.0.0.1",
    "", " ", "127.0.0.1:8501@evil.example", "evil.example@127.0.0.1", "127.0.0.1:port", "127.0.0.1:99999", "127.0.0.1/evil",
    "127.0.0.1#evil", "127.0.0.1, evil.example", "[::1", "0x7f.1", "2130706433", "*",
]  # fmt: skip


@pytest.mark.parametrize("host", ALONE)
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "0.0.0.0", "", "::", "192.168.1.7"])
def test_this_machine_may_always_ask_itself(laptop: object, host: str, address: str):
    assert name_in(host) in own_names(address)


@pytest.mark.parametrize("host", CLASS)
def test_a_class_may_use_every_name_of_the_machine_once_it_is_let_in(laptop: object, host: str):
    assert name_in(host) in own_names("0.0.0.0")
    assert name_in(host) not in own_names("127.0.0.1")


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "192.168.1.7"])
def test_no_other_name_is_ours(laptop: object, host: str, address: str):
    assert name_in(host) not in own_names(address)


def behind(own: set[str]) -> TestClient:
    return client(lambda app: KnownHosts(app, own=lambda: own))


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/missing"])
def test_a_foreign_name_gets_one_sentence_and_nothing_of_the_app(path: str):
    answer = behind({"127.0.0.1"}).get(path, headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert answer.text == hosts.NOT_MINE and "evil" not in answer.text
    assert behind({"127.0.0.1"}).get("/", headers={"host": "127.0.0.1:8501"}).status_code == 200


def test_a_foreign_name_opens_no_socket_even_where_its_page_has_the_same_name():
    headers = {"host": "evil.example:8501", "origin": "http://evil.example:8501"}
    with pytest.raises(WebSocketDisconnect):
        behind({"127.0.0.1"}).websocket_connect("/_stcore/stream", headers=headers).__enter__()
    with behind({"127.0.0.1"}).websocket_connect("/_stcore/stream", headers={"host": "127.0.0.1"}) as socket:
        assert socket.receive_text() == "hello"


def test_names_of_a_school_can_be_added():
    names = more_names(" Glassbox.School.example:443, 10.0.0.5 ,")
    assert names == {"glassbox.school.example", "10.0.0.5"}
    assert behind(names).get("/", headers={"host": "glassbox.school.example"}).status_code == 200
    assert behind(names).get("/", headers={"host": "other.school.example"}).status_code == 421
    assert behind(more_names("*")).get("/", headers={"host": "whatever"}).status_code == 200
    assert more_names("") == set()


@pytest.mark.parametrize("setting", ["http://school.example", "a/b", "a b@c", "school.example,x:port"])
def test_a_setting_that_names_nothing_says_so(setting: str):
    with pytest.raises(ValueError, match="GLASSBOX_HOSTS takes names or addresses"):
        more_names(setting)


def test_an_address_that_comes_later_is_answered(laptop: dict[str, list[str]]):
    """The laptop joins the school's network after the start, and gets another address the next day."""
    now = 100.0
    guard = KnownHosts(lambda *_: None, own=lambda: own_names("0.0.0.0"), clock=lambda: now)  # type: ignore[arg-type]
    assert guard.known("192.168.1.7:8501") and not guard.known("10.20.0.9:8501")
    laptop["wlan0"] = ["10.20.0.9"]
    now += hosts.REFRESH
    assert guard.known("10.20.0.9:8501") and not guard.known("192.168.1.7:8501")


def test_a_crowd_of_requests_asks_the_machine_once():
    asked = []
    guard = KnownHosts(lambda *_: None, own=lambda: asked.append(1) or {"here"}, clock=lambda: 5.0)  # type: ignore
    assert [guard.known(host) for host in ("here", "there") * 50] == [True, False] * 50
    assert len(asked) == 1
