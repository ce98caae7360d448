"""Whoever leaves while a page loads leaves nothing broken behind for those who come after."""

import gzip
import socket
import urllib.request
from pathlib import Path

import streamlit

from benchmarks.server import Server

FILES = Path(streamlit.__file__).parent / "static"


def test_scripts_are_whole_after_others_left_while_they_loaded(server: Server) -> None:
    scripts = sorted((FILES / "static" / "js").glob("*.js"))[:40]
    for script in scripts:
        with socket.create_connection(("127.0.0.1", server.port)) as visitor:
            path = script.relative_to(FILES).as_posix()
            visitor.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    for script in scripts:
        address = f"{server.url}/{script.relative_to(FILES).as_posix()}"
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == script.read_bytes(), script.name
