"""Scripts of others come from our own server, packed, and stay in the browser for good."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from server.compression import Compression
from server.vendor import AT, Vendor

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "vendor"
SCRIPTS = sorted(FOLDER.glob("*.js"))


@pytest.fixture
def client() -> TestClient:
    async def other(request: Request) -> Response:
        return PlainTextResponse("of Streamlit", 404)

    return TestClient(Compression(Vendor(Starlette(routes=[Route("/{name:path}", other)]), FOLDER)))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_arrives_as_it_was_made_a_third_as_large_and_is_kept_for_good(
    client: TestClient, script: Path
) -> None:
    with client.stream("GET", f"{AT}{script.name}", headers={"accept-encoding": "gzip"}) as answer:
        sent = len(b"".join(answer.iter_raw()))
    assert answer.headers["content-encoding"] == "gzip" and sent < script.stat().st_size * 0.35
    assert "immutable" in answer.headers["cache-control"] and "javascript" in answer.headers["content-type"]
    plain = client.get(f"{AT}{script.name}", headers={"accept-encoding": "identity"})
    assert plain.content == script.read_bytes() and "content-encoding" not in plain.headers


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_its_name_holds_its_version_and_its_licence_lies_beside_it(script: Path) -> None:
    name, _, version = script.name.partition("-")
    assert any(letter.isdigit() for letter in version) and (FOLDER / f"{name}-LICENSE").exists()


def test_what_is_not_there_is_answered_as_ever(client: TestClient) -> None:
    for path in (f"{AT}no.js", f"{AT}../../app.py", f"{AT}plotly-LICENSE", "/"):
        assert client.get(path).status_code == 404
