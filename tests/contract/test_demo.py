"""`make demo`: the record is made and asked; on a terminal the reading room stays open until Ctrl+C."""

import os
import pty
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from onrecord.desk import Record

ROOT = Path(__file__).parents[2]
CTRL_C = b"\x03"


def test_it_ends_where_nobody_looks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.demo", str(tmp_path)],
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    for verb in ("find", "utterances", "tensions"):
        assert f"$ onrecord {verb}" in told
    assert re.search(r"its first page came: [1-9]\d* kB", told)
    assert (tmp_path / "stories.html").is_file()
    with Record.open(str(tmp_path / "onrecord.db")) as record:
        sides = {actor.side for actor in record.people.all(limit=200).items}
    assert {"Norvelia", "Elsaria", "World Shipping Safety Agency", "Mediator"} <= sides


def test_on_a_terminal_it_stays_open(tmp_path: Path) -> None:
    child, terminal = pty.fork()
    if not child:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "tools.demo", str(tmp_path)])  # never comes back
    told = b""
    while not (address := re.search(rb"http://\S+/", told)):
        told += os.read(terminal, 4096)
    with urllib.request.urlopen(address[0].decode(), timeout=20) as page:
        assert "onrecord" in page.read().decode()
    os.write(terminal, CTRL_C)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (0, 130)
