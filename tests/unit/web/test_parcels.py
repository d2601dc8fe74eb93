"""What files are attacked with, packed and unpacked."""

import gzip
import io
import json
import struct
import zipfile

import pytest

from onrecord.model.article import Article, Skipped
from onrecord.web import parcels
from onrecord.web.parcels import Caps

TEXT = "Міст стоїть над річкою."
SMALL = Caps(unpacked=100_000, ratio=100, members=5)


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def articles(name: str, data: bytes, caps: Caps = SMALL) -> list[Article | Skipped]:
    return list(parcels.articles(name, data, caps=caps))


def why(name: str, data: bytes, caps: Caps = SMALL) -> str:
    (found,) = articles(name, data, caps)
    assert isinstance(found, Skipped), found
    return f"{found.reason}: {found.message}"


def texts(found: list[Article | Skipped]) -> list[str]:
    return [one.text for one in found if isinstance(one, Article)]


def test_texts_pages_and_lines() -> None:
    line = json.dumps({"id": "x", "text": TEXT}).encode()
    page = f"<html><body>{'<p>' + TEXT * 5 + '</p>'}</body></html>".encode()
    assert texts(articles("a.txt", TEXT.encode())) == [TEXT]
    assert texts(articles("a.jsonl", line + b"\n" + line)) == [TEXT, TEXT]
    assert texts(articles("a", line)) == [TEXT]
    assert texts(articles("a.html", page)) == [TEXT * 5]
    assert texts(articles("a.txt.gz", gzip.compress(TEXT.encode()))) == [TEXT]
    assert texts(articles("a.jsonl.gz", gzip.compress(line))) == [TEXT]
    both = packed(("one.txt", TEXT.encode()), ("in/two.jsonl", line), ("in/", b""), ("__MACOSX/x.txt", b"x"))
    assert texts(articles("a.zip", both)) == [TEXT, TEXT]


def test_names_open_nothing() -> None:
    found = articles("../../etc/passwd.txt", TEXT.encode())
    assert isinstance(found[0], Article) and found[0].id == "passwd"
    (one,) = articles("a.zip", packed(("../../../evil.txt", TEXT.encode())))
    assert isinstance(one, Article) and one.id == "evil"
    assert parcels.shown("C:\\a\\b\0\n.txt") == "b??.txt" and parcels.shown("..//") in ("..", "file")


def test_bombs() -> None:
    zeros = b"0" * 10_000_000
    assert "TooLarge" in why("a.gz", gzip.compress(zeros))
    assert "TooLarge" in why("a.txt.gz", gzip.compress(gzip.compress(zeros)) if False else gzip.compress(zeros))
    assert "TooLarge" in why("a.zip", packed(("a.txt", zeros)))
    assert "TooLarge" in why("a.zip", packed(*((f"{n}.txt", b"a") for n in range(6))))
    assert "TooLarge" in why("a.zip", packed(*((f"{n}.txt", b"a") for n in range(50))))
    assert "TooLarge" in why("a.zip", packed(("a.txt", zeros)), Caps(unpacked=10**9, ratio=50))


def test_many_small_ones_together_are_a_bomb_too() -> None:
    data = packed(*((f"{n}.txt", (TEXT * 2000).encode()) for n in range(4)), method=zipfile.ZIP_STORED)
    found = articles("a.zip", data, Caps(unpacked=200_000, ratio=100, members=5))
    assert len(texts(found)) == 2 and isinstance(found[-1], Skipped) and found[-1].reason == "TooLarge"


def test_a_head_that_lies_about_the_size_is_not_believed() -> None:
    data = bytearray(packed(("a.txt", b"0" * 10_000_000)))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<I", 10)
    found = why("a.zip", bytes(data))
    assert "TooLarge" in found or "UnreadableFile" in found


def test_archives_inside_archives_are_not_opened() -> None:
    inner = packed(("a.txt", TEXT.encode()))
    assert "not read" in why("a.zip", packed(("inner.zip", inner)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packings_are_refused(method: int) -> None:
    assert "plain ZIP" in why("a.zip", packed(("a.txt", TEXT.encode()), method=method))


def test_encrypted_and_damaged_ones() -> None:
    data = bytearray(packed(("a.txt", TEXT.encode())))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert "encrypted" in why("a.zip", bytes(data))
    whole = packed(("a.txt", TEXT.encode() * 20))
    for cut in (3, 10, len(whole) // 2, len(whole) - 3):
        why("a.zip", whole[:cut])
    broken = bytearray(whole)
    broken[45] ^= 0xFF
    why("a.zip", bytes(broken))
    assert "gzip" in why("a.gz", gzip.compress(TEXT.encode())[:-5])
    assert "without files" in why("a.zip", packed(("in/", b"")))
    assert "NoArticle" in why("a.txt", b"")
    assert isinstance(articles("a.txt", b"\0\1\2\xff" * 50)[0], Skipped)
