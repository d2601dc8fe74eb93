"""The weights of the network in a file: a zip of plain arrays (numpy's .npz) with the feature names beside them."""

import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from onrecord.attribution.network import Network
from onrecord.errors import WeightsError

VERSION = 4
"""Raised whenever the features or the layers change, so that old weights are refused and not misread."""

_REMAKE = "make them again with `onrecord train GOLD.jsonl … -o WEIGHTS`"


def save(
    target: Path | BinaryIO,
    vocabulary: Sequence[str],
    arrays: Mapping[str, npt.NDArray[np.float32]],
    notes: Mapping[str, Any],
) -> None:
    """Write weights. Large tables are kept as bytes with a scale a row, everything else as 16-bit floats."""
    packed: dict[str, npt.NDArray[Any]] = {}
    for name, array in arrays.items():
        if name == "features":
            scale = np.maximum(np.abs(array).max(axis=1, keepdims=True), 1e-8) / 127
            packed["features.rows"] = np.round(array / scale).astype(np.int8)
            packed["features.scale"] = scale.astype(np.float32)
        else:
            packed[name] = array.astype(np.float16)
    head = {"version": VERSION, "notes": dict(notes), "vocabulary": list(vocabulary)}
    packed["head"] = np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8)
    if isinstance(target, Path):  # opened here: numpy would add an ending to the name
        with target.open("wb") as stream:
            np.savez_compressed(stream, allow_pickle=False, **packed)
    else:
        np.savez_compressed(target, allow_pickle=False, **packed)


def load(source: Path | BinaryIO, where: str = "") -> Network:
    """Read weights; nothing in the file is ever run. Raises WeightsError."""
    where = where or str(source)
    try:
        if isinstance(source, Path):  # opened here: numpy leaves a damaged file open
            with source.open("rb") as stream:
                head, arrays = _unpack(stream)
        else:
            head, arrays = _unpack(source)
    except FileNotFoundError as error:
        raise WeightsError(f"{where}: no weights there; {_REMAKE}") from error
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise WeightsError(f"{where}: damaged or no weights ({error}); {_REMAKE}") from error
    if head["version"] != VERSION:
        raise WeightsError(f"{where}: weights of version {head['version']}, this reader takes {VERSION}; {_REMAKE}")
    return Network(head["vocabulary"], arrays)


def _unpack(stream: BinaryIO) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The head and the arrays of a file."""
    with np.load(stream, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    head = json.loads(arrays.pop("head").tobytes())
    if not {"version", "vocabulary"} <= set(head):
        raise KeyError("version, vocabulary")
    if head["version"] == VERSION:  # others are refused by their number, whatever else is in them
        arrays["features"] = arrays.pop("features.rows").astype(np.float32) * arrays.pop("features.scale")
    return head, arrays


@cache
def shipped() -> Network:
    """The weights that come with the package, read once a process."""
    file = resources.files("onrecord.attribution") / "reader.npz"
    with file.open("rb") as stream:
        return load(stream, "the shipped weights")  # type: ignore[arg-type]
