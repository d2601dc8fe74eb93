"""How fast the reader is: beside natasha and spaCy in one process, by length of text, and as a cold process.

    make bench                    in an environment of its own, with the peers
    python benchmarks/read.py     without a peer that is not installed

Everything that is compared is read in one process, one thread, with models loaded and caches warmed on other articles
than those that are timed. Texts: the training articles of this repository (invented), and where `../shared/gold` is
present its Russian, Ukrainian and English sets. Writes benchmarks/RESULTS.md.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import gc  # noqa: E402
import json  # noqa: E402
import platform  # noqa: E402
import re  # noqa: E402
import resource  # noqa: E402
import statistics  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402

from onrecord import samples  # noqa: E402
from onrecord.model.article import Article  # noqa: E402
from onrecord.pipeline import read  # noqa: E402

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
MARK = re.compile(r"\[\[[a-z]\d+:|\]\]")
WORD = re.compile(r"\w+")
TIMED = 40_000
"""Words of each language that are timed, at most; as many again warm the caches."""

Reader = Callable[[str], object]


def own(language: str) -> list[str]:
    """The training articles and samples of a language."""
    texts = []
    for path in sorted((ROOT / "training").rglob("*.marked")):
        head, body, _ = path.read_text(encoding="utf-8").split("\n---\n")
        if f"lang: {language}" in head:
            texts.append(MARK.sub("", body).strip() + "\n")
    lines = map(json.loads, samples.articles().read_text(encoding="utf-8").splitlines())
    return texts + [line["text"] for line in lines if line["lang"] == language]


def press(language: str) -> list[str]:
    """Articles of the gold sets of a language; none where they are absent."""
    name = {"uk": "uk-train", "ru": "ru-train", "en": "polnear-dev"}[language]
    path = GOLD / f"{name}.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def words(texts: Iterable[str]) -> int:
    """Runs of letters and digits, the same count for everybody."""
    return sum(len(WORD.findall(text)) for text in texts)


def halves(texts: list[str]) -> tuple[list[str], list[str]]:
    """Texts to warm on and others to time, taken in turns."""

    def most(chosen: list[str]) -> list[str]:
        kept: list[str] = []
        for text in chosen:
            if words(kept) > TIMED:
                break
            kept.append(text)
        return kept

    return most(texts[::2]), most(texts[1::2])


def onrecord_reader(language: str) -> Reader:
    return lambda text: read(Article("a", text, language=language))


def natasha_reader() -> Reader:
    """Segmentation, morphology, syntax and names, as natasha's documentation does them."""
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    embedding = NewsEmbedding()
    segmenter = Segmenter()
    morphology, syntax, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def parse(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morphology)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        return doc

    return parse


def spacy_reader(language: str) -> Reader:
    """A blank pipeline: tokenizer and sentencizer, nothing learned."""
    import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    return pipeline


def rate(reader: Reader, warm: list[str], timed: list[str]) -> float:
    """Words a second over texts that this reader has not read before; the process's own time, so that other work on the
    machine counts less."""
    for text in warm:
        reader(text)
    gc.collect()
    gc.freeze()  # else each pays for the models of the others whenever memory is looked through
    began = time.process_time()
    for text in timed:
        reader(text)
    return words(timed) / (time.process_time() - began)


def available(make: Callable[[], Reader], name: str) -> Reader | None:
    try:
        return make()
    except ImportError as error:
        print(f"{name} is not installed ({error}); run `make bench`", file=sys.stderr)
        return None


def beside_peers() -> list[list[str]]:
    """Words a second for each language, and the ratios to the peers on the same texts."""
    rows = [["texts", "words", "onrecord, words/s", "natasha, words/s", "ratio", "spaCy blank, words/s", "ratio"]]
    natasha = available(natasha_reader, "natasha")
    for language in ("ru", "uk", "en"):
        for kind, texts in (("own", own(language)), ("press", press(language))):
            if not texts:
                continue
            warm, timed = halves(texts)
            ours = rate(onrecord_reader(language), warm, timed)
            peers = [
                natasha if language == "ru" else None,
                available(lambda code=language: spacy_reader(code), "spaCy"),
            ]
            row = [f"{language}, {kind}", str(words(timed)), f"{ours:,.0f}"]
            for peer in peers:
                theirs = rate(peer, warm, timed) if peer else 0.0
                row += [f"{theirs:,.0f}", f"{ours / theirs:.2f}"] if theirs else ["", ""]
            rows.append(row)
            print(row, flush=True)
    return rows


def by_length() -> list[list[str]]:
    """Microseconds a word for an article of 5 kB and one of 1 MB, of the same paragraphs."""
    rows = [["language", "5 kB, µs/word", "1 MB, µs/word", "ratio"]]
    for language in ("uk", "ru", "en"):
        reader = onrecord_reader(language)
        texts = own(language)
        paragraphs = [p for text in texts for p in text.split("\n\n")]
        small = [chunk for chunk in chunks(paragraphs, 5_000) if len(chunk.encode()) > 4_000][:40]
        large = "\n\n".join(small)
        while len(large.encode()) < 1_000_000:
            large += "\n\n" + "\n\n".join(small)
        for text in small:
            reader(text)
        short = statistics.median(cost(reader, small) for _ in range(3))
        long = cost(reader, [large])
        rows.append([language, f"{short:.1f}", f"{long:.1f}", f"{long / short:.2f}"])
        print(rows[-1], flush=True)
    return rows


def chunks(paragraphs: list[str], size: int) -> Iterable[str]:
    held: list[str] = []
    for paragraph in paragraphs:
        held.append(paragraph)
        if sum(len(p.encode()) for p in held) >= size:
            yield "\n\n".join(held)
            held = []


def cost(reader: Reader, texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        reader(text)
    return 1e6 * (time.process_time() - began) / words(texts)


def cold() -> list[list[str]]:
    """Whole processes: the best wall time of five, and the largest memory."""
    seed = GOLD / "seed" / "seed.txt"
    article = seed if seed.exists() else Path(str(samples.articles().parent / "st1" / "st1-uk1.txt"))
    program = Path(sys.executable).with_name("onrecord")
    rows = [["process", "seconds", "MB"]]
    for name, command in (
        (f"onrecord read {article.name}", [str(program), "read", str(article)]),
        ("python -c 'import onrecord'", [sys.executable, "-c", "import onrecord"]),
        ("python -c ''", [sys.executable, "-c", ""]),
    ):
        runs = [once(command) for _ in range(5)]
        rows.append([name, f"{min(s for s, _ in runs):.2f}", f"{max(m for _, m in runs):.0f}"])
        print(rows[-1], flush=True)
    return rows


def once(command: list[str]) -> tuple[float, float]:
    """Seconds and megabytes of one process."""
    script = (
        "import resource, subprocess, sys, time; t = time.perf_counter();"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); s = time.perf_counter() - t;"
        "print(s, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory) / (1024 if platform.system() == "Linux" else 1024 * 1024)


def table(rows: list[list[str]]) -> str:
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "| " + " | ".join(["---", *["---:"] * (len(rows[0]) - 1)]) + " |", *rest]) + "\n"


def main() -> None:
    peers, length, processes = beside_peers(), by_length(), cold()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    RESULTS.write_text(
        "<!-- Made by `make bench`; do not edit. -->\n# Speed\n\n"
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine}; one thread, processor time, models loaded, caches warmed on other "
        "articles. *own*: the training articles and samples of this repository; *press*: the gold sets.\n\n"
        "natasha: segmentation, morphology, syntax, names. spaCy: blank tokenizer and sentencizer.\n\n"
        f"{table(peers)}\n## By length\n\n{table(length)}\n## Cold processes\n\nThe best of five, with the start of Python.\n\n"
        f"{table(processes)}\nThe benchmark itself, with all models of all languages and peers: {memory:.0f} MB.\n",
        encoding="utf-8",
    )
    print(f"written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
