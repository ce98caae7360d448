"""Scripts and styles travel packed to whoever takes that, and as they are to everybody else."""

import asyncio
import contextlib
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.compression import READ_AT_ONCE, Compression

SCRIPT = b"export const answer = 42;\n" * 2000
KEPT_LONG = {"cache-control": "public, immutable, max-age=31536000", "etag": '"abc"'}
TAKES = {"accept-encoding": "gzip, deflate"}


@pytest.fixture
def asked() -> list[str]:
    """Which files the app itself had to answer for."""
    return []


@pytest.fixture
def client(asked: list[str]) -> TestClient:
    async def file(request: Request) -> Response:
        asked.append(request.url.path)
        if "missing" in request.url.path:
            return PlainTextResponse("Not found", 404)
        if request.headers.get("if-none-match"):
            return Response(status_code=304)
        return Response(SCRIPT, media_type="text/javascript", headers=KEPT_LONG)

    async def page(request: Request) -> Response:
        return PlainTextResponse("page " * 1000)

    routes = [Route("/static/{name:path}", file), Route("/", page)]
    return TestClient(Compression(Starlette(routes=routes)), base_url="http://here:8501")


def test_a_script_travels_packed_and_arrives_as_it_was(client: TestClient) -> None:
    with client.stream("GET", "/static/js/index.abc.js", headers=TAKES) as answer:
        sent = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
    assert len(sent) == int(answer.headers["content-length"]) < len(SCRIPT) / 10
    assert gzip.decompress(sent) == SCRIPT
    assert answer.headers["cache-control"] == KEPT_LONG["cache-control"] and answer.headers["etag"] == 'W/"abc"'


def test_a_script_that_every_visit_runs_says_so_in_a_comment_before_all_else() -> None:
    async def file(request: Request) -> Response:
        return Response(SCRIPT, media_type="text/javascript", headers=KEPT_LONG)

    app = Starlette(routes=[Route("/static/{name:path}", file)])
    client = TestClient(Compression(app, {"index.abc.js"}))
    assert client.get("/static/js/index.abc.js", headers=TAKES).content == READ_AT_ONCE + SCRIPT
    assert client.get("/static/js/other.abc.js", headers=TAKES).content == SCRIPT
    assert READ_AT_ONCE.startswith(b"//") and READ_AT_ONCE.count(b"\n") == 1 and READ_AT_ONCE.endswith(b"\n")


def test_it_is_packed_once_for_a_whole_class(client: TestClient, asked: list[str]) -> None:
    with client, ThreadPoolExecutor(8) as pupils:
        got = list(pupils.map(lambda _: client.get("/static/js/index.abc.js", headers=TAKES).content, range(16)))
    assert got == [SCRIPT] * 16 and asked == ["/static/js/index.abc.js"]


@pytest.mark.parametrize(
    "headers", [{"accept-encoding": "identity"}, TAKES | {"range": "bytes=0-9"}, TAKES | {"if-none-match": '"abc"'}]
)
def test_who_asks_for_something_else_gets_it(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/static/js/index.abc.js", headers=headers)
    assert "content-encoding" not in answer.headers and answer.status_code == (
        304 if "if-none-match" in headers else 200
    )


def asked_for(app: ASGIApp, times: int) -> list[bytes]:
    """What somebody gets who asks so often for one file, and leaves each time before it comes."""
    compression, got = Compression(app), []
    scope = {"type": "http", "method": "GET", "path": "/static/js/a.js", "headers": [(b"accept-encoding", b"gzip")]}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            got.append(message["body"])

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def ask() -> None:
        for _ in range(times):
            await compression(dict(scope), gone, send)

    asyncio.run(ask())
    return got


START: Message = {
    "type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(SCRIPT)).encode())],
}  # fmt: skip


def test_what_did_not_come_whole_is_not_kept() -> None:
    """Half a script, kept for everybody who came after, stopped the page."""
    bodies = iter([SCRIPT[:1000], SCRIPT])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": next(bodies)})

    first, second, third = asked_for(app, 3)
    assert first == SCRIPT[:1000] and gzip.decompress(second) == gzip.decompress(third) == SCRIPT


def test_who_leaves_does_not_cut_a_file_for_others() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        """Stops halfway when it hears that nobody listens any more."""
        await send(START)
        left = False
        with contextlib.suppress(TimeoutError):
            while not left:
                left = (await asyncio.wait_for(receive(), 0.05))["type"] == "http.disconnect"
        await send({"type": "http.response.body", "body": SCRIPT[:10] if left else SCRIPT})

    assert [gzip.decompress(body) for body in asked_for(app, 2)] == [SCRIPT, SCRIPT]


@pytest.mark.parametrize("path", ["/", "/static/media/sans.woff2", "/static/js/missing.js"])
def test_all_else_stays_as_it_is(client: TestClient, path: str) -> None:
    plain, packed = (client.get(path, headers=headers) for headers in ({"accept-encoding": "identity"}, TAKES))
    assert "content-encoding" not in packed.headers
    assert (packed.status_code, packed.content) == (plain.status_code, plain.content)


def test_a_file_that_is_missing_is_asked_for_again(client: TestClient, asked: list[str]) -> None:
    for _ in range(2):
        assert client.get("/static/js/missing.js", headers=TAKES).status_code == 404
    assert len(asked) == 2
