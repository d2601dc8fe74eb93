"""What is installed: everything that is read at run time, nothing that is not ours to give."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEIGHTS_MOST = 20 * 1024 * 1024


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.slow
def test_every_file_of_the_package_is_in_it(wheel: zipfile.ZipFile) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "src/onrecord"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("no git here to tell what belongs to the package")
    wanted = {line.removeprefix("src/") for line in tracked.stdout.splitlines()}
    assert wanted - set(wheel.namelist()) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "onrecord/py.typed",
        "onrecord/lexicon/properties.yaml",
        "onrecord/lexicon/uk/cues.tsv",
        "onrecord/samples/stories.jsonl",
        "onrecord/samples/st1/story.json",
        "onrecord/exports/reading.schema.json",
        "onrecord/exports/page.css",
    ],
)
def test_data_is_in_it(wheel: zipfile.ZipFile, name: str) -> None:
    assert name in wheel.namelist()


@pytest.mark.slow
def test_the_licence_is_in_it(wheel: zipfile.ZipFile) -> None:
    licences = [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]
    assert licences
    assert "Apache License" in wheel.read(licences[0]).decode()


@pytest.mark.slow
def test_nothing_else_is_in_it(wheel: zipfile.ZipFile) -> None:
    foreign = [n for n in wheel.namelist() if not n.startswith("onrecord/") and ".dist-info/" not in n]
    assert foreign == []
    assert [name for name in wheel.namelist() if "test" in name or "__pycache__" in name] == []


def test_weights_are_small_enough() -> None:
    package = ROOT / "src" / "onrecord"
    large = [path for path in package.rglob("*") if path.is_file() and path.stat().st_size > 1024 * 1024]
    assert sum(path.stat().st_size for path in large) <= WEIGHTS_MOST
