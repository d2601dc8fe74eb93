"""How fast and how large a record of a million statements is, in SQLite and in PostgreSQL.

    python -m benchmarks.record                     a million statements, both databases; writes its section of RESULTS.md
    python -m benchmarks.record --statements 20000 --folder /tmp/somewhere     is kept, and asked again where it is there

Statements are generated (`benchmarks/generated.py`). QUESTIONS below is what is asked, word for word; each question is asked
once before it is timed, then as often as ROUNDS says, each time in a transaction of its own. SQLite works in this process,
so its processor time is given, which other work on the machine changes least, and the wall time beside it; PostgreSQL works in
others, so there is wall time alone.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import argparse  # noqa: E402
import itertools  # noqa: E402
import json  # noqa: E402
import platform  # noqa: E402
import random  # noqa: E402
import shutil  # noqa: E402
import statistics  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterator, Sequence  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from dataclasses import dataclass, replace  # noqa: E402
from datetime import UTC, datetime, timedelta  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, NamedTuple  # noqa: E402

import sqlalchemy as sa  # noqa: E402

from benchmarks.generated import FIRST_DAY, STATEMENTS, YEARS, World  # noqa: E402
from onrecord import samples  # noqa: E402
from onrecord.intake.add import keep_entry  # noqa: E402
from onrecord.intake.match import match_articles  # noqa: E402
from onrecord.intake.reading import prepare  # noqa: E402
from onrecord.model.article import Article  # noqa: E402
from onrecord.model.text import LANGUAGES, Language  # noqa: E402
from onrecord.model.wanted import Wanted  # noqa: E402
from onrecord.queries.facets import facets  # noqa: E402
from onrecord.queries.positions import positions  # noqa: E402
from onrecord.queries.search import find  # noqa: E402
from onrecord.queries.timeline import timeline  # noqa: E402
from onrecord.record import actors, codebook, fulltext, keep, pack  # noqa: E402
from onrecord.record.store import Session, Store, create_store  # noqa: E402
from onrecord.record.tables import actors as actor_table  # noqa: E402
from onrecord.record.tables import metadata, statements, versions, wordings  # noqa: E402
from onrecord.record.upkeep import settle  # noqa: E402
from onrecord.speakers import speaker_key  # noqa: E402
from tools.postgres import Cluster, NoPostgres  # noqa: E402

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
MARK = "<!-- Made by `python -m benchmarks.record`; do not edit below. -->"
BATCH = 500
"""Articles in one transaction of the bulk load."""
ROUNDS = 3
MONTHS = 12 * YEARS

TEXTS = (
    ("rare word", 30, "word 6000"),
    ("middling word", 40, "word 300"),
    ("common word", 20, "word 40"),
    ("word in every third statement", 5, "word 1"),
    ("two middling words", 20, "word 150 + word 250"),
    ("phrase", 15, "phrase"),
    ("beginning of a word", 10, "prefix 500"),
    ("one word without another", 10, "word 120 - word 2"),
)
"""What the text of a question is, how often among all, and how it is made: `word N` is a word of the generated vocabulary
of about that rank, in any of its forms; the rank is varied by a tenth."""

FILTERS = (
    ("speaker", "since"),
    ("issue", "outlet"),
    ("act", "language"),
    ("kind", "months"),
    ("side", "issue"),
    ("stance", "outlet"),
    ("speaker", "issue"),
    ("language", "hedged"),
)
"""Pairs of filters, in turns. Speakers, outlets and issues are drawn as often as they speak, publish and come up."""

ORDERS = ("relevance", "newest", "relevance", "oldest")

OVERVIEWS: tuple[tuple[str, Callable[["Asker"], Wanted]], ...] = (
    ("everything", lambda _: Wanted()),
    ("one issue", lambda _: Wanted(issue=("issue3",))),
    ("one speaker", lambda asker: Wanted(speaker=(asker.world.persons[5].latin,))),
    ("one side", lambda _: Wanted(side=("North",))),
    ("one language", lambda _: Wanted(language=("uk",))),
    (
        "one outlet, a year",
        lambda _: Wanted(outlet=("Outlet 4",), since=FIRST_DAY, until=FIRST_DAY + timedelta(365)),
    ),
    ("rare word", lambda asker: Wanted(asker.word("uk", 6000))),
    ("middling word", lambda asker: Wanted(asker.word("ru", 300))),
    ("common word", lambda asker: Wanted(asker.word("uk", 40))),
    ("word in every third statement", lambda asker: Wanted(asker.word("uk", 1))),
)


class Asker:
    """Makes questions by chance: the same ones for the same seed."""

    def __init__(self, world: World, seed: int = 11) -> None:
        self.world = world
        self.chance = random.Random(seed)

    def questions(self) -> Iterator[tuple[str, Wanted, str]]:
        """Kind of text, what is wanted, order."""
        pairs, orders = itertools.cycle(FILTERS), itertools.cycle(ORDERS)
        for name, many, recipe in TEXTS:
            for _ in range(many):
                language = self.chance.choice(LANGUAGES)
                wanted = Wanted(self.text(language, recipe))
                for narrower in next(pairs):
                    wanted = replace(wanted, **self.filter(narrower, language))
                yield name, wanted, next(orders)

    def text(self, language: Language, recipe: str) -> str:
        if recipe == "phrase":
            statement = self.chance.choice(self.world.article(self.chance.randrange(1000), [0] * 3000).entries)
            words = statement.statement.content.split()
            first = self.chance.randrange(len(words) - 1)
            return f'"{words[first]} {words[first + 1]}"'
        told = []
        sign = ""
        for piece in recipe.replace("+", "").split(" "):
            if piece == "-":
                sign = "-"
            elif piece.isdigit():
                told.append(sign + self.word(language, int(piece)))
        return f"{told[0][:5]}*" if recipe.startswith("prefix") else " ".join(told)

    def word(self, language: Language, rank: int) -> str:
        line = self.world.lines[language]
        place = min(round(rank * self.chance.uniform(0.9, 1.1)), len(line) - 1)
        return line[max(place - 1, 0)]

    def filter(self, name: str, language: Language) -> dict[str, Any]:
        chance, world = self.chance, self.world
        first = chance.randrange(MONTHS - 12)
        return {
            "speaker": lambda: {"speaker": (world.persons[world.draw_person(chance)].name(language),)},
            "since": lambda: {"since": FIRST_DAY + timedelta(30 * first)},
            "months": lambda: {
                "since": FIRST_DAY + timedelta(30 * first), "until": FIRST_DAY + timedelta(30 * first + 365),
            },
            "issue": lambda: {"issue": (f"issue{1 + (world.draw_issues(chance) or [0])[0]}",)},
            "outlet": lambda: {"outlet": (world.draw_outlet(chance)[0],)},
            "act": lambda: {"act": (chance.choice(("assert", "demand", "deny", "promise")),)},
            "language": lambda: {"language": (language,)},
            "kind": lambda: {"kind": (chance.choice(("direct", "indirect")),)},
            "side": lambda: {"side": (chance.choice(("North", "South")),)},
            "stance": lambda: {"stance": (chance.choice(("support", "oppose")),)},
            "hedged": lambda: {"hedged": chance.random() < 0.5},
        }[name]()  # fmt: skip


@dataclass(frozen=True)
class Built:
    """A record that was made: how long it took, and how large it is beside its texts."""

    seconds: float
    size: int
    texts: int


def build(store: Store, world: World, statements: int) -> float:
    """Put this many statements into an empty record; seconds, without the time that making them took."""
    with store.write() as session:
        codebook.load(session, world.codebook)
        numbers = people(session, world)
    articles = world.articles(statements // STATEMENTS, numbers)
    spent = 0.0
    while batch := list(itertools.islice(articles, BATCH)):
        began = time.perf_counter()
        with store.write() as session:
            for entry in batch:
                keep.new_article(session, entry)
        spent += time.perf_counter() - began
    began = time.perf_counter()
    settle(store)
    with store.write() as session:
        session.execute(sa.text("UPDATE articles SET matched = :yes"), {"yes": True})
    return spent + time.perf_counter() - began


def people(session: Session, world: World) -> list[int]:
    """The persons of a world as actors, each in both scripts; their numbers."""
    numbers = []
    for person in world.persons:
        names = [actors.Name(person.cyrillic, "uk", speaker_key(person.cyrillic))]
        names.append(actors.Name(person.latin, "en", speaker_key(person.latin)))
        number = actors.new(session, names[0], "person", "machine")
        actors.add_name(session, number, names[1], "machine")
        session.execute(sa.update(actor_table).where(actor_table.c.number == number).values(side=person.side))
        numbers.append(number)
    return numbers


def copy(source: Store, target: Store) -> float:
    """Put all of a record in SQLite into an empty one in PostgreSQL, table by table; seconds."""
    began = time.perf_counter()
    left_out = {"settings", "coders"}
    with source.read() as there, target.write() as here:
        cursor: Any = here.connection.connection.cursor()
        cursor.execute("DROP INDEX ix_search_words")
        for one in metadata.sorted_tables:
            if one.name not in left_out:
                columns = ", ".join(f'"{column.name}"' for column in one.columns)
                with cursor.copy(f"COPY {one.name} ({columns}) FROM STDIN") as rows:
                    for row in there.connection.execution_options(yield_per=5000).execute(sa.select(one)):
                        rows.write_row(row)
        with cursor.copy("COPY search (statement, words) FROM STDIN") as rows:
            for number, words, lemmas in held(there):
                rows.write_row((number, fulltext.vector(words, lemmas)))
        cursor.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
    settle(target)
    return time.perf_counter() - began


def held(session: Session) -> Iterator[tuple[int, str, str]]:
    """Number, folded words and lemmas of all statements."""
    query = sa.select(wordings.c.statement, wordings.c.spans, wordings.c.lemmas, versions.c.text)
    query = query.join(statements, statements.c.number == wordings.c.statement)
    query = query.join(
        versions, (versions.c.article == statements.c.article) & (versions.c.version == statements.c.version)
    )
    for row in session.connection.execution_options(yield_per=5000).execute(query):
        content = pack.words(row.text, pack.unpack_spans(row.spans)[pack.ROLES.index("content")])
        surface = fulltext.fold(content)
        there = set(surface.split())
        lemmas = fulltext.fold(" ".join(pack.unpack_lemmas(row.lemmas)[0])).split()
        yield row.statement, surface, " ".join(word for word in lemmas if word not in there)


def size(store: Store) -> tuple[int, int]:
    """Bytes of the record, and of all its texts in UTF-8."""
    with store.write() as session:
        if not store.sqlite:
            whole = session.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one()
            return whole, session.execute(sa.select(sa.func.sum(sa.func.octet_length(versions.c.text)))).scalar_one()
        texts = session.execute(sa.text("SELECT sum(length(CAST(text AS BLOB))) FROM versions")).scalar_one()
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(store.where).stat().st_size, texts


class Taken(NamedTuple):
    """Milliseconds of one question: of the processor, and on the wall."""

    processor: float
    wall: float


def timed(store: Store, ask: Callable[[Session], Any], rounds: int = ROUNDS) -> list[Taken]:
    """The times of each round, after one that is not counted."""
    taken = []
    for _ in range(rounds + 1):
        wall, processor = time.perf_counter(), time.process_time()
        with store.read() as session:
            ask(session)
        taken.append(Taken(1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - wall)))
    return taken[1:]


def searches(store: Store, world: World) -> list[list[str]]:
    """By kind of text: how many are found, and the times."""
    taken: dict[str, list[Taken]] = {}
    found: dict[str, list[int]] = {}
    for name, wanted, order in Asker(world).questions():

        def ask(session: Session, wanted: Wanted = wanted, order: Any = order) -> int:
            return find(session, wanted, order=order).total

        taken.setdefault(name, []).extend(timed(store, ask))
        with store.read() as session:
            found.setdefault(name, []).append(ask(session))
    every = [one for times in taken.values() for one in times]
    rows = [
        [name, f"{len(taken[name]) // ROUNDS}", f"{statistics.median(found[name]):,.0f}", *told(store, taken[name])]
        for name in taken
    ]
    return [*rows, ["**all**", str(len(every) // ROUNDS), "", *told(store, every)]]


def told(store: Store, times: Sequence[Taken]) -> list[str]:
    """Median, 95th percentile and most, and the 95th percentile on the wall."""
    shown = []
    for ordered in (
        sorted(one.processor if store.sqlite else one.wall for one in times),
        sorted(one.wall for one in times),
    ):
        p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
        shown.append([f"{statistics.median(ordered):.1f}", f"{p95:.1f}", f"{ordered[-1]:.1f}"])
    return [*shown[0], shown[1][1]]


def overviews(store: Store, world: World) -> list[list[str]]:
    """Timeline, positions and facets of the same questions: the median of each."""
    rows = []
    for name, make in OVERVIEWS:
        wanted = make(Asker(world))
        times = []
        for overview in (timeline, positions, facets):

            def ask(session: Session, overview: Any = overview, wanted: Wanted = wanted) -> Any:
                return overview(session, wanted)

            taken = timed(store, ask)
            times.append(statistics.median(one.processor if store.sqlite else one.wall for one in taken))
        with store.read() as session:
            total = find(session, wanted, limit=0).total
        rows.append([name, f"{total:,}", *(f"{one:.0f}" for one in times)])
    return rows


def reading_and_storing(store: Store, world: World) -> dict[str, float]:
    """Milliseconds an article, the median: read (with issues), stored in a transaction of its own, compared with the rest.

    The articles are the samples, on a day half way through its years, so that as many others as ever are compared."""
    day = FIRST_DAY + timedelta(365 * YEARS // 2)
    lines = map(json.loads, samples.articles().read_text(encoding="utf-8").splitlines())
    articles = [
        Article(f"bench-{time.time_ns()}-{line['id']}", line["text"], day, line["lang"], "Bench") for line in lines
    ]
    for article in articles:
        prepare(article, (), world.codebook)
    taken: dict[str, list[float]] = {"read": [], "store": [], "match": []}
    clock = time.process_time if store.sqlite else time.perf_counter
    for article in articles:
        began = clock()
        entry = prepare(article, (), world.codebook)
        read = clock()
        with store.write() as session:
            added = keep_entry(session, entry)
        stored = clock()
        with store.write() as session:
            match_articles(session, [added.number])
        matched = clock()
        for name, seconds in (("read", read - began), ("store", stored - read), ("match", matched - stored)):
            taken[name].append(1000 * seconds)
    return {name: statistics.median(times) for name, times in taken.items()}


@contextmanager
def postgres() -> Iterator[Store]:
    """An empty record in a server of its own, set up as a small team would."""
    with Cluster(lasting=True, settings=("shared_buffers=1GB", "max_wal_size=4GB", "work_mem=32MB")) as cluster:
        engine = sa.create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE bench")
        engine.dispose()
        store = create_store(cluster.url("bench"))
        yield store
        store.close()


def both(path: Path, world: World, many: int, which: Sequence[str]) -> Iterator[str]:
    """The parts of the page."""
    store = create_store(str(path))
    with store.read() as session:
        there = session.execute(sa.text("SELECT count(*) FROM statements")).scalar_one()
    how = f"kept in {build(store, world, many):.0f} s (without making them)" if there < many else "made before"
    if "postgresql" in which:
        try:
            with postgres() as other:
                yield measure("PostgreSQL", other, world, many, f"copied from SQLite in {copy(store, other):.0f} s")
        except NoPostgres as error:
            print(error)
    if "sqlite" in which:
        yield measure("SQLite", store, world, many, how)
    store.close()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def measure(name: str, store: Store, world: World, many: int, how: str) -> str:
    """Ask one record; its part of the page."""
    whole, texts = size(store)
    print(f"{name}: {how}, {whole / texts:.2f} times its texts", flush=True)
    found = table(
        ["text, with two filters", "questions", "found, median", "median", "p95", "most", "p95, wall"],
        searches(store, world),
    )
    print(found, flush=True)
    shown = table(["of", "statements", "timeline", "positions", "facets"], overviews(store, world))
    print(shown, flush=True)
    work = reading_and_storing(store, world)
    print(work, flush=True)
    return (
        f"### {name}\n\n{many:,} statements in {many // STATEMENTS:,} articles, {how}. "
        f"{whole / 1e6:,.0f} MB, {whole / texts:.2f} times the {texts / 1e6:,.0f} MB of texts.\n\n"
        f"`find` with `total`, milliseconds:\n\n{found}\nOverviews, milliseconds (median of {ROUNDS}):\n\n{shown}\n"
        f"One article, milliseconds: read {work['read']:.1f}, stored {work['store']:.1f}"
        f" ({work['store'] / work['read']:.2f} of reading), compared with the record {work['match']:.1f}.\n"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--statements", type=int, default=1_000_000)
    options.add_argument("--folder", type=Path, help="where the records go; a temporary folder without it")
    options.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    options.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    chosen = options.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="onrecord-bench-"))
    found = both(folder / "onrecord.db", World(), chosen.statements, chosen.database or ("sqlite", "postgresql"))
    parts = sorted(found, reverse=True)
    if not chosen.folder:
        shutil.rmtree(folder)
    write(parts) if chosen.write else print(page(parts))


def page(parts: Sequence[str]) -> str:
    """The section of RESULTS.md."""
    return (
        f"{MARK}\n\n## Record\n\nMeasured {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. The load average was {os.getloadavg()[1]:.1f} (1 is this measurement alone): "
        "above the number of cores it makes wall times longer as many times as it is above, and processor times by a "
        "half. SQLite: processor time, and the wall time beside it; PostgreSQL: wall time. The questions stand in "
        "`benchmarks/record.py`.\n\n" + "\n".join(parts)
    )


def write(parts: Sequence[str]) -> None:
    """Put the section into RESULTS.md."""
    before = RESULTS.read_text(encoding="utf-8").partition(MARK)[0].rstrip()
    RESULTS.write_text(f"{before}\n\n{page(parts)}", encoding="utf-8")


if __name__ == "__main__":
    main()
