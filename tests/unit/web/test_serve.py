"""The address that is served: told once it is ours, refused where it is another's."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.desk import Record
from onrecord.errors import Refused
from onrecord.web.serve import serve


@pytest.fixture
def path(tmp_path: Path) -> str:
    where = str(tmp_path / "onrecord.db")
    Record.create(where).close()
    return where


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_port_in_use_is_refused(path: str, taken: int) -> None:
    with pytest.raises(Refused, match=rf"--port {taken}: .*--port 0"):
        serve(path, port=taken)


def test_another_address_needs_accounts_before_it_is_bound(path: str, taken: int) -> None:
    with pytest.raises(Refused, match="--accounts"):
        serve(path, host="0.0.0.0", port=taken)


def test_a_free_port_is_found_and_told(path: str) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--record", path, "--port", "0", "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = re.search(r"http://127\.0\.0\.1:[0-9]+/", server.stderr.readline())
        assert told
        with urllib.request.urlopen(told[0], timeout=20) as page:
            assert page.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, 130)
