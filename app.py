"""Starts Glassbox: `python app.py`, or `streamlit run app.py`. Knows how to serve pages, nothing of what is on them.

PORT (8501) and GLASSBOX_ADDRESS (127.0.0.1; 0.0.0.0 lets a class in) say where; GLASSBOX_HOSTS names it has besides;
GLASSBOX_SESSIONS how many learners fit in at once; GLASSBOX_HOME where runs are kept.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything fails in a less friendly way
    print(f"Glassbox needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}.")
    sys.exit(2)

import os

# Before NumPy comes: pages multiply small matrices, and a second thread would only wait for the first, with all its might
# (measured on two busy cores: 64 tokens read in 60 ms of processor time instead of 2). Workers have the same.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import ast
import asyncio
import contextlib
import ctypes
import functools
import gc
import logging
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import RLock
from typing import Any, NoReturn

import psutil
import streamlit as st
import threadpoolctl
from starlette.middleware import Middleware
from streamlit import config, runtime
from uvicorn.protocols.http import h11_impl

from core import ballots
from core.files import Damaged, NoRoom
from core.training import jobs
from core.training.run import home
from core.training.tidying import forget_unused, keep_days, mend_home
from pages.kit import theme
from server import admission, hosts, messages
from server.compression import Compression
from server.first_page import FirstPage, run_at_once
from server.first_question import FirstQuestion
from server.fonts import CutFonts
from server.middleware import LearnerCookie, OwnMachineOnly, SafeHeaders, SameOrigin, ShortAddress, UploadQuota
from server.vendor import Vendor

ROOT = Path(__file__).resolve().parent
TIDY_EVERY = 20.0  # seconds
ARENA_MAX = -8  # M_ARENA_MAX, from glibc's malloc.h


def leave(sentence: str) -> NoReturn:
    """Say what is wrong and end at once, with code 2. An exception would reach the reader as a long traceback."""
    print(sentence, file=sys.stderr, flush=True)
    os._exit(2)


def port(text: str) -> int:
    """The port to listen on. Leaves with a sentence where it is none."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        leave(f"PORT must be a number from 1 to 65535; it is {text!r}.")
    return int(text)


def require_free(address: str, port: int) -> None:
    """Leave with a sentence if nobody can listen there."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name != "nt":  # there it would call a taken port free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            leave(f"Port {port} is not open to you; choose one above 1023, for example PORT=8502.")
        except socket.gaierror:
            leave(f"GLASSBOX_ADDRESS must be an address of this machine; {address!r} is none.")
        except OSError:
            leave(f"Port {port} on {address} is taken; choose another one, for example PORT={port % 65535 + 1}.")


def require_writable(folder: Path) -> None:
    """Leave with a sentence if runs cannot be kept there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        leave(f"Glassbox keeps its runs in {folder} and cannot write there; set GLASSBOX_HOME to a folder of your own.")


def places(text: str) -> int:
    """How many learners may be in at once; from the machine, if nobody says it. Leaves with a sentence where it is none."""
    if not text:
        return admission.places(os.cpu_count() or 1, psutil.virtual_memory().available)
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        leave(f"GLASSBOX_SESSIONS must be a whole number from 1 to 10,000; it is {text!r}.")
    return int(text)


def of_environment() -> dict[str, Any]:
    """Streamlit's own options that environment variables set, as STREAMLIT_SERVER_MAX_UPLOAD_SIZE does: `streamlit run` reads
    them, and an app that starts itself does not. Leaves with a sentence where a number is none."""
    found: dict[str, Any] = {}
    for name, option in config._config_options_template.items():  # to parse them here would be once too early
        text = os.environ.get(option.env_var)
        if text is None or option.sensitive:  # those are read by Streamlit in any case
            continue
        try:
            if option.multiple:
                found[name] = text.split()
            elif option.type is bool:
                found[name] = text.lower() in ("true", "1", "yes", "on")
            else:
                found[name] = option.type(text)
        except ValueError:
            leave(f"{option.env_var} must be a number; it is {text!r}.")
    return found


def kept_for() -> float:
    """The days in GLASSBOX_KEEP_DAYS. Leaves with a sentence where they are none."""
    try:
        return keep_days()
    except ValueError as problem:
        leave(str(problem))


def names() -> set[str]:
    """Every name that the app answers to just now."""
    return hosts.own_names(st.get_option("server.address") or "") | MORE_NAMES


def also_called(text: str) -> set[str]:
    """The names in GLASSBOX_HOSTS. Leaves with a sentence where one is none."""
    try:
        return hosts.more_names(text)
    except ValueError as problem:
        leave(str(problem))


def fonts() -> dict[str, str]:
    """Where the letters of Streamlit's pages lie, for a page that is not Streamlit's; "" where they are not found."""
    files = Path(st.__file__).parent / "static" / "static" / "media"
    wanted = {"sans": "SourceSansVF-Upright*.woff2", "serif": "SourceSerifVariable-Roman*.woff2"}
    return {
        kind: next((f"/static/media/{file.name}" for file in files.glob(name)), "") for kind, name in wanted.items()
    }


def addresses(address: str, port: int) -> list[str]:
    """What to type into a browser: for every interface that is up, if all of them are listened to. Asks nobody."""
    if address not in ("0.0.0.0", "::"):
        return [f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"]
    up = {name for name, interface in psutil.net_if_stats().items() if interface.isup}
    own = [
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        for entry in entries
        if name in up and entry.family == socket.AF_INET
    ]
    return [f"http://{ip}:{port}" for ip in sorted(own, key=lambda ip: ip.startswith("127."))]


def preload() -> None:
    """Import what pages need before anybody waits for it. Workers train; here one thread does the forward passes."""
    import distributed  # noqa: F401
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401
    import sentencepiece  # noqa: F401
    import sklearn.decomposition  # noqa: F401
    import torch

    torch.set_num_threads(1)
    threadpoolctl.threadpool_limits(1)  # `streamlit run` has brought NumPy along before our first line


def kept_uploads() -> dict[str, int]:
    """Bytes of uploaded files in memory, by session."""
    files = runtime.get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    sessions = list(files.items())  # a copy: other threads add to it
    return {session: sum(len(file.data) for file in list(kept.values())) for session, kept in sessions}


def apologise(problem: Exception) -> bool:
    """A sentence for the learner, instead of Streamlit's own; the details already stand in the terminal."""
    with st.container(key="page_stopped"):
        if isinstance(problem, Damaged | NoRoom):  # written for the learner
            st.error(str(problem))
            return True
        kind = type(problem).__name__
        st.error(f"This page stopped here ({kind}). Reload it. If it stops again, tell whoever runs Glassbox.")
    return True


async def tidy_now_and_then() -> None:
    """Collect garbage, and give the system back what is free. Streamlit would collect after every run of a page, which
    took an eighth of a profiler's samples in a class (so `postScriptGC` is off in .streamlit/config.toml)."""
    while True:
        await asyncio.sleep(TIDY_EVERY)
        forget_who_left()  # here, in the thread in which Streamlit itself keeps its sessions
        await asyncio.to_thread(tidy)


def forget_who_left() -> None:
    """Drop the sessions that lost their link longer ago than `disconnectedSessionTTL` says. Streamlit counts them as gone,
    but drops them only when the next learner leaves; after a class has left nobody does, and all of it stays in memory.

    There is no public way to it. Where another Streamlit names these parts otherwise, it is as if this was not here.
    """
    with contextlib.suppress(AttributeError, RuntimeError):  # RuntimeError: no server runs
        gone = runtime.get_instance()._session_mgr._session_storage._cache.expire()  # type: ignore[attr-defined]
        for _, info in gone:
            info.session.shutdown()  # its uploads and pictures go with it


def tidy() -> None:
    """What sessions that ended leave behind lies scattered over glibc's heaps, and glibc alone gives none of it back."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):  # no glibc: macOS, Windows, Alpine
        ctypes.CDLL(None).malloc_trim(0)


def few_heaps() -> None:
    """Two of glibc's heaps, not eight a core. Every run of a page is a thread of its own, and a heap that one thread filled
    and left is no use to the next: six learners took 21 MB each, and take 14."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # no glibc
        ctypes.CDLL(None).mallopt(ARENA_MAX, 2)


def read_code_one_at_a_time() -> None:
    """CPython 3.11 counts how deep it is in a syntax tree for all threads together: where two of them read code at once, as
    when a class comes to a new server, one fails with a SystemError, and its page stops."""
    parse, reading = ast.parse, RLock()

    @functools.wraps(parse)
    def parsed(*source: Any, **how: Any) -> Any:
        with reading:
            return parse(*source, **how)

    ast.parse = parsed


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: libraries and jobs. The libraries are frozen, so that collecting garbage, which would take
    a third of a second with all of them, leaves them out."""
    few_heaps()
    read_code_one_at_a_time()
    require_writable(home())
    mend_home()
    preload()
    days = kept_for()
    forget_unused(days)
    ballots.forget_old()
    jobs.start()
    gc.collect()
    gc.freeze()
    listening = addresses(st.get_option("server.address") or "0.0.0.0", st.get_option("server.port"))
    print("Glassbox is ready:", " or ".join(listening), flush=True)
    print(f"There is room for {room.places} learners at once; more wait in a line (GLASSBOX_SESSIONS).", flush=True)
    tidying = asyncio.create_task(tidy_now_and_then())
    yield
    tidying.cancel()
    jobs.stop()


MORE_NAMES = also_called(os.environ.get("GLASSBOX_HOSTS") or "")
room = admission.Room(places(os.environ.get("GLASSBOX_SESSIONS") or ""))

# So much of a request's head is read. At 64 kB, as is usual, an address that grew too long got a bare "400", and no word
# of ours; Streamlit hands uvicorn's own setting for it to nobody.
h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE = 512 * 1024

# Two quick changes within one fragment of a page could turn the whole page white.
messages.mend()

# The server's own chatter; warnings and errors still come.
logging.getLogger("uvicorn.error").addFilter(lambda record: record.levelno >= logging.WARNING)

STREAMLIT = Path(st.__file__).parent / "static"  # its page and its scripts

# The main script lies inside pages/ on purpose: a folder pages/ BESIDE it would wake Streamlit's old multipage mode,
# which answers the first deep link after a start without the frame.
app = st.App(
    ROOT / "pages" / "shell.py",
    lifespan=lifespan,
    on_script_error=apologise,
    middleware=[
        Middleware(SafeHeaders),
        Middleware(hosts.KnownHosts, own=names),
        Middleware(SameOrigin),
        Middleware(OwnMachineOnly),
        Middleware(ShortAddress),
        Middleware(LearnerCookie, days=kept_for()),
        Middleware(admission.Admission, room=room, fonts=fonts()),
        Middleware(UploadQuota, stored=kept_uploads),
        Middleware(FirstPage, folder=STREAMLIT, style=theme.sheet(), fonts=fonts()),
        Middleware(FirstQuestion),
        Middleware(CutFonts, folder=ROOT / "assets" / "fonts"),
        Middleware(Compression, run_at_once=run_at_once(STREAMLIT)),
        Middleware(Vendor, folder=ROOT / "assets" / "vendor"),
    ],
)

if __name__ == "__main__":
    where = os.environ.get("GLASSBOX_ADDRESS") or "127.0.0.1"
    at = port(os.environ.get("PORT") or "8501")
    require_free(where, at)
    require_writable(home())
    app.run(config={**of_environment(), "server.address": where, "server.port": at})
