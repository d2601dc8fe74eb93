"""Every curl line of docs/api.md is run, as it stands there, against a server of the sample stories."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.desk import Record
from tests.unit.web.test_wire import serving

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines() if line.startswith("curl ")]
LOOPS = [block for block in BLOCKS if "while" in block]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment that the lines are run in."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed: `apt-get install curl`")
    path = str(tmp_path_factory.mktemp("api") / "onrecord.db")
    with Record.create(path) as record:
        for _ in record.add([str(ROOT / "src" / "onrecord" / "samples" / "stories.jsonl")]):
            pass
        for _ in record.match():
            pass
        one = record.find("", limit=1).items[0].id
    with serving(path) as port:
        yield {"SITE": f"http://127.0.0.1:{port}", "STATEMENT": one, "TOKEN": "none", "PATH": "/usr/bin:/bin"}


def test_there_are_examples() -> None:
    assert len(LINES) > 15 and len(LOOPS) == 1


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_each_line(told: dict[str, str], line: str) -> None:
    done = subprocess.run(
        ["bash", "-c", line + " -sS --fail-with-body"], env=told, capture_output=True, timeout=60, check=False
    )
    answer = json.loads(done.stdout)
    assert done.returncode == 0 and answer["ok"] is True, (line, answer)
    assert answer.get("total", 1) > 0 or "Талевська" in line or "kind=denial" in line, (line, answer)


@pytest.mark.slow
def test_the_loop(told: dict[str, str]) -> None:
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed: `apt-get install jq`")
    loop = LOOPS[0].replace("limit=2", "limit=50")
    done = subprocess.run(["bash", "-c", loop], env=told, capture_output=True, timeout=120, check=True, text=True)
    found = [json.loads(line)[0] for line in done.stdout.splitlines()]
    whole = subprocess.run(
        ["curl", "-sS", f"{told['SITE']}/api/v1/statements?limit=1"], capture_output=True, check=True
    )
    assert len(found) == len(set(found)) == json.loads(whole.stdout)["total"]
