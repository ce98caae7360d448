"""What stands between the network and Streamlit, asked as a browser would ask it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.middleware import MB, LearnerCookie, OwnMachineOnly, SafeHeaders, SameOrigin, ShortAddress, UploadQuota

UPLOAD = "/_stcore/upload_file"


async def page(request: Request) -> Response:
    return HTMLResponse("<p>page</p>")


async def health(request: Request) -> Response:
    return PlainTextResponse("ok")


async def missing(request: Request) -> Response:
    return JSONResponse({"error": "not found"}, 404)


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def client(wrap: Callable[[ASGIApp], ASGIApp], **options: str) -> TestClient:
    routes = [
        Route("/", page),
        Route("/_stcore/health", health),
        Route("/_stcore/metrics", health),
        Route("/missing", missing),
        WebSocketRoute("/_stcore/stream", talk),
    ]
    return TestClient(wrap(Starlette(routes=routes)), base_url="http://here:8501", **options)  # type: ignore[arg-type]


# --- headers


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/missing"])
def test_every_answer_has_the_safe_headers(path: str):
    headers = client(SafeHeaders).get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "kind", ["text/javascript; charset=utf-8", "text/css", "font/woff2", "image/svg+xml", "text/html", ""]
)
def test_only_what_a_page_is_made_of_travels_without_what_is_asked_of_pages(kind: str):
    async def file(request: Request) -> Response:
        return Response("x", headers={"content-type": kind} if kind else {})

    headers = TestClient(SafeHeaders(Starlette(routes=[Route("/", file)]))).get("/").headers
    asks = {"content-security-policy", "permissions-policy"} & set(headers)
    assert len(asks) == (2 if kind in ("image/svg+xml", "text/html", "") else 0)
    assert headers["x-content-type-options"] == "nosniff"


def test_the_policy_names_no_other_host():
    policy = client(SafeHeaders).get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert not re.search(r"https?:|\*|[a-z]\.[a-z]", policy)


# --- cookie


def set_cookie(response: Response) -> SimpleCookie:
    return SimpleCookie(response.headers.get("set-cookie", ""))


def test_a_new_browser_gets_a_random_cookie_that_scripts_cannot_read():
    one, other = (client(LearnerCookie).get("/") for _ in range(2))
    cookie = set_cookie(one)["glassbox"]
    assert re.fullmatch(r"[0-9a-f]{32}", cookie.value)
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/" and not cookie["secure"]
    assert set_cookie(other)["glassbox"].value != cookie.value


def test_a_browser_keeps_its_cookie():
    here = client(LearnerCookie)
    assert set_cookie(here.get("/"))["glassbox"].value == set_cookie(here.get("/"))["glassbox"].value


@pytest.mark.parametrize(("days", "age"), [(7, 7 * 86_400), (0.5, 86_400), (100, 100 * 86_400)])
def test_a_cookie_lives_as_long_as_what_it_finds_and_a_day_at_least(days: float, age: int):
    answer = client(lambda app: LearnerCookie(app, days=days)).get("/")
    assert set_cookie(answer)["glassbox"]["max-age"] == str(age)


def test_a_cookie_of_an_older_version_is_kept():
    old = "_aB3-x__fG7hJ9kL1mN3pQ"
    assert set_cookie(client(LearnerCookie).get("/", headers={"cookie": f"glassbox={old}"}))["glassbox"].value == old


@pytest.mark.parametrize("forged", ["x", "a" * 23, "../../../etc/passwd--x", '"; Path=/admin'])
def test_a_cookie_that_we_never_set_is_replaced(forged: str):
    answer = client(LearnerCookie).get("/", headers={"cookie": f"glassbox={forged}"})
    assert set_cookie(answer)["glassbox"].value != forged
    assert re.fullmatch(r"[0-9a-f]{32}", set_cookie(answer)["glassbox"].value)


def test_only_pages_set_the_cookie():
    assert "set-cookie" not in client(LearnerCookie).get("/_stcore/health").headers


def test_over_https_the_cookie_never_goes_unencrypted():
    answer = client(LearnerCookie).get("https://here/")
    assert set_cookie(answer)["glassbox"]["secure"]


# --- other sites


def hello(origin: str | None) -> str:
    headers = {"host": "here:8501"} | ({"origin": origin} if origin is not None else {})
    with client(SameOrigin).websocket_connect("/_stcore/stream", headers=headers) as socket:
        return socket.receive_text()


@pytest.mark.parametrize("origin", ["http://here:8501", None])
def test_our_own_page_may_talk(origin: str | None):
    assert hello(origin) == "hello"


@pytest.mark.parametrize("origin", ["http://elsewhere", "http://here:8502", "http://here.elsewhere:8501", "null", ""])
def test_a_page_of_another_site_may_not(origin: str):
    with pytest.raises(WebSocketDisconnect):
        hello(origin)


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("192.168.1.7", 404)])
def test_the_servers_numbers_are_for_its_own_machine(address: str, status: int):
    assert client(OwnMachineOnly, client=(address, 50000)).get("/_stcore/metrics").status_code == status  # type: ignore[arg-type]


def test_health_is_for_everybody():
    assert client(OwnMachineOnly, client=("192.168.1.7", 50000)).get("/_stcore/health").text == "ok"  # type: ignore[arg-type]


# --- addresses


def test_an_address_that_is_too_long_gets_a_sentence_and_a_usual_one_the_page():
    assert client(ShortAddress).get("/?words=" + "a" * 20_000).text == "<p>page</p>"
    answer = client(ShortAddress).get("/?words=" + "a" * 60_000)
    assert answer.status_code == 414 and answer.text.startswith("This address is too long to open.")


# --- uploads


class Store:
    """Keeps what is uploaded, as Streamlit does."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], int] = {}

    def kept(self) -> Mapping[str, int]:
        sessions = {session for session, _ in self.files}
        return {s: sum(size for (of, _), size in self.files.items() if of == s) for s in sessions}

    async def put(self, request: Request) -> Response:
        key = request.path_params["session"], request.path_params["file"]
        self.files[key] = len(await request.body())
        return Response(status_code=204)

    async def delete(self, request: Request) -> Response:
        self.files.pop((request.path_params["session"], request.path_params["file"]))
        return Response(status_code=204)

    def app(self) -> Starlette:
        path = UPLOAD + "/{session}/{file}"
        return Starlette(routes=[Route(path, self.put, methods=["PUT"]), Route(path, self.delete, methods=["DELETE"])])


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def uploads(store: Store) -> TestClient:
    return TestClient(UploadQuota(store.app(), stored=store.kept, per_session=3 * MB, in_all=5 * MB))


def put(uploads: TestClient, name: str, size: int) -> int:
    return uploads.put(f"{UPLOAD}/{name}", content=b"x" * size).status_code


def test_a_visitor_may_keep_so_much_and_no_more(uploads: TestClient, store: Store):
    assert [put(uploads, f"ada/{i}", MB) for i in range(5)] == [204, 204, 204, 413, 413]
    assert store.kept() == {"ada": 3 * MB}


def test_all_together_may_keep_so_much_and_no_more(uploads: TestClient, store: Store):
    assert [put(uploads, f"{who}/1", 2 * MB) for who in ("ada", "bob", "eve")] == [204, 204, 413]
    assert sum(store.kept().values()) == 4 * MB


def test_removing_a_file_makes_room(uploads: TestClient):
    assert put(uploads, "ada/1", 3 * MB) == 204
    assert put(uploads, "ada/2", MB) == 413
    uploads.delete(f"{UPLOAD}/ada/1")
    assert put(uploads, "ada/2", MB) == 204


def test_a_file_of_unknown_length_is_refused(uploads: TestClient, store: Store):
    answer = uploads.put(f"{UPLOAD}/ada/1", content=iter([b"x" * MB] * 20))
    assert answer.status_code == 411
    assert store.kept() == {}


def test_files_that_arrive_at_the_same_time_are_counted_too(store: Store):
    """Each of ten requests sees an empty store, because none has been read to its end."""
    gate = asyncio.Event()

    async def slow(scope, receive, send):  # type: ignore[no-untyped-def]
        await gate.wait()
        await PlainTextResponse("", 204)(scope, receive, send)

    async def send_all() -> list[int]:
        quota = UploadQuota(slow, stored=store.kept, per_session=3 * MB)
        statuses: list[int] = []

        async def one(number: int) -> None:
            async def send(message):  # type: ignore[no-untyped-def]
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            headers = [(b"content-length", str(MB).encode())]
            scope = {"type": "http", "method": "PUT", "path": f"{UPLOAD}/ada/{number}", "headers": headers}
            await quota(scope, nothing, send)

        tasks = [asyncio.create_task(one(i)) for i in range(10)]
        while len(statuses) < 7:  # those that are refused answer at once
            await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(*tasks)
        assert not quota.arriving
        return statuses

    async def nothing() -> Awaitable[None]:
        raise AssertionError("nobody reads")

    statuses = asyncio.run(send_all())
    assert sorted(statuses) == [204] * 3 + [413] * 7
