"""The launcher: what it says when it cannot start, and which addresses it gives to pupils."""

import ast
import os
import socket
import subprocess
import sys
import time
import tomllib
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from streamlit.testing.v1 import AppTest

import app
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[1]


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start the app as a person would, in a case where it ends by itself."""
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that it said; no traceback, and code 2."""
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and not done.stdout, done.stderr
    return done.stderr


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "8501.5", "²"])
def test_a_port_that_is_none_gets_a_sentence(port: str, capsys: pytest.CaptureFixture[str], left: list[int]):
    with pytest.raises(SystemExit):
        app.port(port)
    assert f"PORT must be a number from 1 to 65535; it is '{port}'." in capsys.readouterr().err
    assert left == [2]


@pytest.mark.parametrize("setting", ["many", "0", "-3", "1e3", "10001"])
def test_a_number_of_places_that_is_none_gets_a_sentence(
    setting: str, capsys: pytest.CaptureFixture[str], left: list[int]
):
    with pytest.raises(SystemExit):
        app.places(setting)
    assert f"GLASSBOX_SESSIONS must be a whole number from 1 to 10,000; it is '{setting}'." in capsys.readouterr().err
    assert app.places("12") == 12 and app.places("") >= 4


def test_a_name_that_is_none_gets_a_sentence(capsys: pytest.CaptureFixture[str], left: list[int]):
    with pytest.raises(SystemExit):
        app.also_called("http://school.example")
    assert "GLASSBOX_HOSTS takes names or addresses" in capsys.readouterr().err


@pytest.mark.parametrize("before", ["", "import numpy, pandas; "], ids=["python app.py", "streamlit run app.py"])
def test_numpy_has_one_thread_in_the_web_process_whoever_brought_it(before: str):
    """`streamlit run` imports it before the first line of app.py can say anything."""
    count = "from threadpoolctl import threadpool_info as all; print({one['num_threads'] for one in all()})"
    script = f"{before}import app; app.preload(); {count}"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["{1}"], done.stderr


def test_an_address_that_grew_too_long_gets_a_sentence():
    """Up to half a megabyte of it is read; more than that no browser sends."""
    from uvicorn.protocols.http import h11_impl

    from server.middleware import ShortAddress

    assert 16 * ShortAddress.MOST <= h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The codes that the app ended with; it ends the process for real otherwise."""
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", end)
    return codes


def test_a_taken_port_gets_a_sentence(taken: int, tmp_path: Path):
    said = refused(start(PORT=str(taken), GLASSBOX_HOME=str(tmp_path)))
    assert f"Port {taken} on 127.0.0.1 is taken" in said


def test_a_home_that_cannot_be_written_gets_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    said = refused(start(PORT="8619", GLASSBOX_HOME=str(tmp_path / "file" / "home")))
    assert "cannot write there; set GLASSBOX_HOME" in said


def test_an_address_that_is_none_gets_a_sentence(capsys: pytest.CaptureFixture[str], left: list[int]):
    with pytest.raises(SystemExit):
        app.require_free("not an address", 8501)
    assert "GLASSBOX_ADDRESS must be an address of this machine; 'not an address' is none." in capsys.readouterr().err


def test_too_old_a_python_is_said_before_anything_is_imported():
    """The check stands before the first import that could fail, and can be compiled by a Python that is too old."""
    head = (ROOT / "app.py").read_text("utf-8").split("import gc")[0]
    script = head.replace("import sys", "import sys; sys.version_info = (3, 8, 1)", 1)
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == "Glassbox needs Python 3.11 or newer; this is Python 3.8.\n"
    compile(head, "app.py", "exec", flags=0, dont_inherit=True, _feature_version=6)


def test_a_class_is_told_the_address_of_every_interface_that_is_up(monkeypatch: pytest.MonkeyPatch):
    def v4(ip: str) -> SimpleNamespace:
        return SimpleNamespace(family=socket.AF_INET, address=ip)

    v6 = SimpleNamespace(family=socket.AF_INET6, address="fe80::1")
    interfaces = {"lo": [v4("127.0.0.1")], "wlan0": [v6, v4("192.168.1.7")], "eth0": [v4("10.0.0.3")]}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: interfaces)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {n: SimpleNamespace(isup=n != "eth0") for n in interfaces})
    assert app.addresses("0.0.0.0", 8501) == ["http://192.168.1.7:8501", "http://127.0.0.1:8501"]


def test_one_machine_alone_is_told_its_own_address():
    assert app.addresses("127.0.0.1", 8502) == ["http://127.0.0.1:8502"]
    assert app.addresses("::1", 8502) == ["http://[::1]:8502"]


def test_streamlit_keeps_to_itself_however_it_is_started():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["logger"]["hideWelcomeMessage"] is True  # it would ask the outside for our address
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["maxUploadSize"] == 5
    assert config["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none", "showErrorLinks": False}


def test_a_page_that_fails_says_so_in_a_sentence():
    def page() -> None:
        import app

        app.apologise(ValueError("secret"))

    said = AppTest.from_function(page).run().error[0].value
    assert "This page stopped here (ValueError)." in said and "secret" not in said


def test_uploads_are_counted_where_streamlit_keeps_them(monkeypatch: pytest.MonkeyPatch):
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec

    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    for session, number, size in (("ada", "1", 10), ("ada", "2", 5), ("bob", "3", 7)):
        manager.add_file(session, UploadedFileRec(number, "text.txt", "text/plain", b"x" * size))
    monkeypatch.setattr(app.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    assert app.kept_uploads() == {"ada": 15, "bob": 7}


def test_sessions_that_left_long_ago_are_dropped_without_anybody_else_leaving(monkeypatch: pytest.MonkeyPatch):
    """They may be found again until then, and are gone from memory afterwards; Streamlit alone keeps them."""
    from streamlit.runtime.memory_session_storage import MemorySessionStorage

    shut: list[str] = []

    class Session:
        id = "ada"

        def shutdown(self) -> None:
            shut.append(self.id)

    now, storage, session = [0.0], MemorySessionStorage(ttl_seconds=3600), Session()
    storage._cache._timer = lambda: now[0]  # type: ignore[attr-defined]
    storage.save(SimpleNamespace(session=session))  # type: ignore[arg-type]
    there = weakref.ref(session)
    del session
    manager = SimpleNamespace(_session_storage=storage)
    monkeypatch.setattr(app.runtime, "get_instance", lambda: SimpleNamespace(_session_mgr=manager))
    now[0] = 3599.0
    app.forget_who_left()
    assert storage.get("ada") and there()
    now[0] = 3601.0
    assert storage.get("ada") is None and there()  # as Streamlit leaves it
    app.forget_who_left()
    assert there() is None and shut == ["ada"]


def test_this_streamlit_has_the_parts_by_which_sessions_are_dropped():
    """Otherwise they would be dropped late, and nothing would say so."""
    from streamlit.runtime import Runtime, RuntimeConfig
    from streamlit.runtime.memory_session_storage import MemorySessionStorage
    from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

    assert "_session_mgr" in Runtime.__init__.__code__.co_names
    assert "_session_storage" in WebsocketSessionManager.__init__.__code__.co_names
    assert callable(MemorySessionStorage()._cache.expire)
    assert issubclass(RuntimeConfig.__dataclass_fields__["session_manager_class"].default, WebsocketSessionManager)


def test_another_streamlit_without_these_parts_does_no_harm(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(app.runtime, "get_instance", lambda: SimpleNamespace())
    app.forget_who_left()


def test_streamlits_own_options_are_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    given = {
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "7", "STREAMLIT_SERVER_ENABLE_CORS": "No",
        "STREAMLIT_CLIENT_ALLOWED_ORIGINS": "https://a.example https://b.example",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = app.of_environment()
    assert found["server.disconnectedSessionTTL"] == 7 and found["server.enableCORS"] is False
    assert found["client.allowedOrigins"] == ["https://a.example", "https://b.example"]


def test_an_option_of_the_environment_that_is_no_number_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    monkeypatch.setattr(app, "leave", said.append)
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "a lot")
    app.of_environment()
    assert said == ["STREAMLIT_SERVER_MAX_UPLOAD_SIZE must be a number; it is 'a lot'."]


def test_code_is_read_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that read at once failed (CPython 3.11), when a class came to a new server, and their pages stopped."""
    inside, most, parse = 0, 0, ast.parse

    def counted(source: str) -> ast.Module:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.01)
        inside -= 1
        return parse(source)

    monkeypatch.setattr(ast, "parse", counted)
    app.read_code_one_at_a_time()
    with ThreadPoolExecutor(4) as readers:
        read = list(readers.map(ast.parse, ["a = 1", "b = 2", "c = 3", "d = 4"]))
    assert most == 1 and [ast.unparse(one) for one in read] == ["a = 1", "b = 2", "c = 3", "d = 4"]
