"""The command as a process: how it starts, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

STAND_IN = Path(__file__).with_name("conftest.py")
START = f"""
import runpy, signal, sys, types
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without it
module = types.ModuleType("onrecord.pipeline")
module.read = runpy.run_path({str(STAND_IN)!r})["read"]
sys.modules["onrecord.pipeline"] = module
from onrecord.cli.main import main
main()
"""
LINE = b'{"text": "So Tom said yes."}\n'


@contextmanager
def start(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program with its three pipes; it is ended with the test, however that ends."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", START, *arguments], stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()


def loaded(code: str) -> set[str]:
    script = f"import sys; sys.argv = ['onrecord', '--help']\n{code}\nprint(' '.join(sys.modules), file=sys.stderr)"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stderr.split()
    )


def test_help_loads_nothing_heavy() -> None:
    code = "from onrecord.cli.main import app\ntry: app()\nexcept SystemExit: pass"
    heavy = {
        "rich",
        "trafilatura",
        "lxml",
        "numpy",
        "pymorphy3",
        "charset_normalizer",
        "multiprocessing",
        "onrecord.pipeline",
    }
    assert heavy & loaded(code) == set()


def test_plain_text_as_json_needs_neither_the_page_nor_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tom said yes.")
    code = (
        "import types, runpy; m = types.ModuleType('onrecord.pipeline'); "
        f"m.read = runpy.run_path({str(STAND_IN)!r})['read']; sys.modules['onrecord.pipeline'] = m\n"
        "before = set(sys.modules)\nfrom onrecord.cli import read\n"
        f"assert read.read([{str(tmp_path / 'a.txt')!r}], read.Wish('jsonl'), None, None, read.given(None, None, None), 'auto') == 0\n"
        "print(' '.join(set(sys.modules) - before), file=sys.stderr); sys.modules.clear()"
    )
    script = f"import sys\n{code}"
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert '"statements"' in made.stdout
    assert {"rich", "trafilatura", "lxml", "charset_normalizer", "multiprocessing"} & set(made.stderr.split()) == set()


def test_version() -> None:
    made = subprocess.run([sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True)
    assert made.stdout.startswith("onrecord ")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_pipe_ends_quietly(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "many.jsonl").write_bytes(LINE * 3000)
    with start("read", str(tmp_path / "many.jsonl"), "-f", "jsonl", "--jobs", jobs) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_ctrl_c_ends_with_one_word() -> None:
    with start("read", "-", "-f", "jsonl", "--jobs", "1") as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(LINE)
        process.stdin.flush()
        assert process.stdout.readline().startswith(b'{"id": ')
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b"onrecord: stopped\n"


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_ctrl_c_with_many_processes_leaves_none_behind() -> None:
    with start("read", "-", "-f", "jsonl", "--jobs", "2") as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(LINE * 500)
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        began = time.monotonic()
        assert process.wait(timeout=60) in (0, 130)
        assert time.monotonic() - began < 30


def test_articles_are_given_away_as_they_are_read() -> None:
    """What is piped in line by line comes out line by line, before the input ends."""
    with start("read", "-", "-f", "jsonl", "--jobs", "1") as process:
        assert process.stdin is not None and process.stdout is not None
        for _ in range(2):
            process.stdin.write(LINE)
            process.stdin.flush()
            assert process.stdout.readline().startswith(b'{"id": ')
        process.stdin.close()
        assert process.wait(timeout=60) == 0
