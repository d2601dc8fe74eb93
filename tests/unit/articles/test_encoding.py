"""Bytes -> text: every common encoding of the three languages, and clear words about the rest."""

import pytest

from onrecord.articles import encoding
from onrecord.errors import UnknownEncoding, UnreadableFile

UK = "Міністерка Оревії заявила: «Шлюзи відчиняться, щойно з'являться карти», – та їй ніхто не повірив. Ґрунт єднає їх."
RU = "Министр Оревии заявил: «Шлюзы откроются, как только появятся карты», — но ему никто не поверил. Съезд идёт."
EN = "“The gates will open,” said Cécile Morano – and nobody believed her. The café was empty; the map was not."


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
@pytest.mark.parametrize("text", [UK, RU])
def test_cyrillic_with_all_its_marks(text: str, name: str) -> None:
    assert encoding.decode(text.encode(name)).text == text


@pytest.mark.parametrize("name", ["koi8-u", "koi8-r", "cp866", "cp1125", "iso8859-5", "mac-cyrillic"])
@pytest.mark.parametrize("text", [UK, RU])
def test_older_encodings(text: str, name: str) -> None:
    fits = text.encode(name, "ignore").decode(name)
    if name in ("koi8-r", "cp866") and text is UK:
        fits = fits.replace("ґ", "").replace("Ґ", "")
    assert encoding.decode(fits.encode(name)).text == fits


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "cp1252"])
def test_english(name: str) -> None:
    assert encoding.decode(EN.encode(name)).text == EN


def test_latin_1() -> None:
    text = "Cécile Morano said no; Noémi Abré said yes."
    assert encoding.decode(text.encode("latin-1")).text == text


def test_short_cyrillic() -> None:
    assert encoding.decode("Сорока сказала «так».".encode("cp1251")).text == "Сорока сказала «так»."


def test_line_ends_are_kept_and_the_mark_is_not() -> None:
    assert encoding.decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 8, b"abc\0\0\0\1\2\3\4def"],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not text"):
        encoding.decode(data, where="x.bin")


def test_text_in_no_encoding_that_is_tried() -> None:
    with pytest.raises(UnknownEncoding, match=r"x\.txt: .*save it as UTF-8"):
        encoding.decode("新聞によると、首相は会談を拒否した。".encode("shift-jis"), where="x.txt")


def test_broken_utf_8_is_named_by_its_byte() -> None:
    data = UK.encode() * 3
    with pytest.raises(UnknownEncoding, match="broken at byte 20"):
        encoding.decode(data[:20] + b"\xff" + data[20:])


def test_half_a_utf_16_file() -> None:
    with pytest.raises(UnknownEncoding, match="utf-16-le"):
        encoding.decode(UK.encode("utf-16")[:-1])
