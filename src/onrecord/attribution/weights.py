"""The weights of the network in a file: a zip of plain arrays (numpy's .npz) with the feature names beside them."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from onrecord.attribution.network import Network
from onrecord.errors import WeightsError

VERSION = 3
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
    np.savez_compressed(target, allow_pickle=False, **packed)


def load(source: Path | BinaryIO, where: str = "") -> Network:
    """Read weights; nothing in the file is ever run. Raises WeightsError."""
    where = where or str(source)
    try:
        with np.load(source, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        head = json.loads(arrays.pop("head").tobytes())
    except FileNotFoundError as error:
        raise WeightsError(f"{where}: no weights there; {_REMAKE}") from error
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise WeightsError(f"{where}: damaged or no weights ({error}); {_REMAKE}") from error
    if head.get("version") != VERSION:
        raise WeightsError(f"{where}: weights of version {head.get('version')}, this reader takes {VERSION}; {_REMAKE}")
    arrays["features"] = arrays.pop("features.rows").astype(np.float32) * arrays.pop("features.scale")
    return Network(head["vocabulary"], arrays)


@cache
def shipped() -> Network:
    """The weights that come with the package, read once a process."""
    file = resources.files("onrecord.attribution") / "reader.npz"
    with file.open("rb") as stream:
        return load(stream, "the shipped weights")  # type: ignore[arg-type]
