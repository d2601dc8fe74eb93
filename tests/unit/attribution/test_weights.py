"""Weights in a file: there and back within the rounding, and a named error for everything else."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.attribution import weights
from onrecord.errors import WeightsError

VOCABULARY = ["<none>", "слово", "word=en:tide"]


def arrays() -> dict[str, Any]:
    chance = np.random.default_rng(5)
    return {
        "features": chance.normal(0, 2, (3, 6)).astype(np.float32),
        "cue.w": chance.normal(0, 1, (6, 3)).astype(np.float32),
        "cue.b": np.zeros(3, np.float32),
        "calibration": np.array([0.75, -0.5], np.float32),
    }


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "weights.npz"
    weights.save(path, VOCABULARY, arrays(), {"sets": []})
    return path


def rewritten(path: Path, change: Any) -> Path:
    with np.load(path) as archive:
        held = {name: archive[name] for name in archive.files}
    change(held)
    with path.open("wb") as stream:
        np.savez(stream, **held)
    return path


def test_there_and_back(saved: Path) -> None:
    network, before = weights.load(saved), arrays()
    assert network._index == {name: number for number, name in enumerate(VOCABULARY)}
    assert set(network._w) == set(before)
    step = np.abs(before["features"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(network._w["features"] - before["features"]) <= step * 0.51).all()
    for name in set(before) - {"features"}:
        assert np.allclose(network._w[name], before[name], rtol=1e-3, atol=1e-6), name
    assert network.calibration == (0.75, -0.5)


def test_the_name_is_the_one_that_was_given(tmp_path: Path) -> None:
    weights.save(tmp_path / "reader", VOCABULARY, arrays(), {})
    assert [path.name for path in tmp_path.iterdir()] == ["reader"]
    assert weights.load(tmp_path / "reader").calibration == (0.75, -0.5)


def test_a_feature_of_zeros() -> None:
    held = {**arrays(), "features": np.zeros((3, 6), np.float32)}
    stream = io.BytesIO()
    weights.save(stream, VOCABULARY, held, {})
    stream.seek(0)
    assert (weights.load(stream, "here")._w["features"] == 0).all()


def test_where_they_come_from_is_kept(saved: Path) -> None:
    with np.load(saved) as archive:
        head = json.loads(archive["head"].tobytes())
    assert head == {"version": weights.VERSION, "notes": {"sets": []}, "vocabulary": VOCABULARY}


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"gone\.npz: no weights there; make them again with `onrecord train"):
        weights.load(tmp_path / "gone.npz")


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 torn", bytes(range(256))])
def test_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "damaged.npz"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"damaged\.npz: damaged or no weights"):
        weights.load(path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_cut_short(saved: Path, share: float) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(WeightsError, match="damaged or no weights"):
        weights.load(saved)


def test_a_bit_turned(saved: Path) -> None:
    """The checksum of the zip finds it."""
    whole = bytearray(saved.read_bytes())
    with zipfile.ZipFile(saved) as archive:
        info = archive.getinfo("features.rows.npy")
    whole[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    saved.write_bytes(bytes(whole))
    with pytest.raises(WeightsError, match="damaged or no weights"):
        weights.load(saved)


@pytest.mark.parametrize("name", ["head", "features.rows", "features.scale"])
def test_a_part_is_missing(saved: Path, name: str) -> None:
    rewritten(saved, lambda held: held.pop(name))
    with pytest.raises(WeightsError, match="damaged or no weights"):
        weights.load(saved)


def test_another_version(saved: Path) -> None:
    def older(held: dict[str, Any]) -> None:
        head = json.loads(held["head"].tobytes()) | {"version": weights.VERSION - 1}
        del held["features.rows"]  # what else an old file has does not matter
        held["head"] = np.frombuffer(json.dumps(head).encode(), np.uint8)

    with pytest.raises(WeightsError, match=rf"version {weights.VERSION - 1}, this reader takes {weights.VERSION}"):
        weights.load(rewritten(saved, older))


def test_nothing_is_pickled(saved: Path) -> None:
    """Neither written nor, where somebody put it in, run."""
    with zipfile.ZipFile(saved) as archive:
        for name in archive.namelist():
            header = np.lib.format
            with archive.open(name) as stream:
                version = header.read_magic(stream)
                _, _, dtype = header.read_array_header_1_0(stream) if version == (1, 0) else header.read_array_header_2_0(stream)  # fmt: skip
            assert not dtype.hasobject, name

    class Trap:
        def __reduce__(self) -> Any:
            return (pytest.fail, ("a pickle was run",))

    trapped = rewritten(saved, lambda held: held.update({"cue.b": np.array([Trap()], object)}))
    with pytest.raises(WeightsError, match="damaged or no weights"):
        weights.load(trapped)


def test_the_shipped_ones() -> None:
    network = weights.shipped()
    assert network is weights.shipped()
    assert network._w["features"].shape[0] == len(network._index)
    slope, _ = network.calibration
    assert slope > 0, "a surer network must be a surer reader"
