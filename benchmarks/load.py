"""How quickly the reading room answers on a record of a million statements, while many ask at once.

    python -m benchmarks.load --folder build/load      about four minutes, once the record is there (see `load_record`)

`onrecord serve` runs as it ships, in a process of its own, and is asked over loopback at a constant rate: each request goes
out when its turn comes, whether those before were answered or not, and its time counts from its turn (no coordinated
omission). Every request opens a connection. Addresses are drawn anew for each request, so that hardly any answer is known
already. The same questions go to Datasette over the same file, one after another. The server's processor time stands
beside, which other work on the machine changes least.
"""

import argparse
import asyncio
import contextlib
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.generated import World
from benchmarks.load_peer import Datasette, NoDatasetteError
from benchmarks.load_questions import Ask, Asking, overviews
from benchmarks.load_record import prepare

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "LOAD.md"
STATEMENTS = 1_000_000
RATES = (10, 20)
SECONDS = 30
PEER = 6
"""Questions of each kind that are asked one after another."""
PATIENCE = 60.0


class Answer(NamedTuple):
    """What came of a request: milliseconds from its turn to the first byte and to the last, status, bytes of the body."""

    kind: str
    first: float
    whole: float
    status: int
    size: int


class Server:
    """A process that serves HTTP on a port of this machine."""

    def __init__(self, command: Sequence[str], port: int, ready: str = "/healthz") -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self.port = port
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{ready}", timeout=PATIENCE).close()
                return
            time.sleep(0.1)
        self.stop()
        raise SystemExit(f"{command[0]} did not come up")

    def processor(self) -> float:
        """Seconds of the processor that it has used."""
        held = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
        return (int(held[11]) + int(held[12])) / os.sysconf("SC_CLK_TCK")

    def settle(self) -> None:
        """Wait until it does nothing: what it makes ready at its start is ready."""
        for _ in range(60):
            before = self.processor()
            time.sleep(1.0)
            if self.processor() - before < 0.05:
                return

    def memory(self) -> int:
        """Megabytes that it has held at most."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


def onrecord(path: Path) -> Server:
    """The reading room of a record, as it ships."""
    port = free_port()
    command = ("-m", "onrecord", "serve", "--record", str(path), "--port", str(port), "--quiet")
    return Server((sys.executable, *command), port)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def ask(port: int, one: Ask, turn: float) -> Answer:
    """Ask, and take all of the answer; one that does not come in time has the status 0."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _asked(port, one, turn)
    except (TimeoutError, OSError):
        waited = 1000 * (time.perf_counter() - turn)
        return Answer(one.kind, waited, waited, 0, 0)


async def _asked(port: int, one: Ask, turn: float) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {one.url} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    writer.write(head.encode("ascii"))
    line = await reader.readline()
    first = time.perf_counter()
    told = await reader.read()
    whole = time.perf_counter()
    writer.close()
    body = told.partition(b"\r\n\r\n")[2]
    return Answer(one.kind, 1000 * (first - turn), 1000 * (whole - turn), int(line.split()[1]), len(body))


async def drive(port: int, questions: Sequence[Ask], rate: float) -> list[Answer]:
    """Ask so many times a second, and wait for all."""
    begun = time.perf_counter()
    tasks = []
    for place, one in enumerate(questions):
        turn = begun + place / rate
        await asyncio.sleep(max(0.0, turn - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(port, one, turn)))
    return list(await asyncio.gather(*tasks))


def in_turn(port: int, questions: Iterable[Ask]) -> list[Answer]:
    """Ask one after another."""
    return [asyncio.run(ask(port, one, time.perf_counter())) for one in questions]


async def written(port: int, ids: Iterator[str], every: float) -> None:
    """Accept a statement every so many seconds, until cancelled: nothing that is remembered of the record holds after it."""
    while True:
        body = json.dumps({"action": "accept", "statements": [next(ids)]}).encode()
        head = f"POST /api/v1/decisions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        told = await reader.read()
        writer.close()
        if b" 200 " not in told[:20]:
            raise SystemExit(f"a decision was refused: {told[-300:]!r}")
        await asyncio.sleep(every)


async def drive_written(port: int, questions: Sequence[Ask], rate: float, ids: Iterator[str]) -> list[Answer]:
    """The same while a statement is accepted each second."""
    writing = asyncio.create_task(written(port, ids, 1.0))
    try:
        return await drive(port, questions, rate)
    finally:
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing


def at_rates(path: Path, asking: Asking, seconds: int, rates: Sequence[int]) -> Iterator[str]:
    """A table for each rate, and one with writes."""
    server = onrecord(path)
    try:
        server.settle()
        for rate in rates:
            questions = asking.mixed(rate * seconds)
            yield _measured(f"{rate} requests a second", server, lambda q=questions, r=rate: drive(server.port, q, r))
        rate = rates[0]
        questions = asking.mixed(rate * seconds)
        yield _measured(
            f"{rate} requests a second, and a statement accepted every second",
            server,
            lambda: drive_written(server.port, questions, rate, asking.ids()),
        )
        yield f"The server held {server.memory()} MB at most, mapped parts of the file among them.\n"
    finally:
        server.stop()


def _measured(title: str, server: Server, run: Callable[[], object]) -> str:
    before = server.processor()
    answers: list[Answer] = asyncio.run(run())  # type: ignore[arg-type]
    spent = 1000 * (server.processor() - before) / len(answers)
    wrong = [one for one in answers if one.status != 200]
    kinds = list(dict.fromkeys(one.kind for one in sorted(answers)))
    rows = [_row(kind, [one for one in answers if one.kind == kind]) for kind in kinds]
    rows.append(_row("**all**", answers))
    head = ["page", "requests", "first byte, median", "median", "p95", "most", "kB, most"]
    told = f"### {title}\n\n{table(head, rows)}\n{spent:.0f} ms of processor a request; {len(wrong)} not answered with 200.\n"
    print(told, flush=True)
    return told


def _row(name: str, answers: Sequence[Answer]) -> list[str]:
    times = sorted(one.whole for one in answers)
    return [
        name,
        str(len(times)),
        f"{statistics.median(one.first for one in answers):.0f}",
        f"{statistics.median(times):.0f}",
        f"{times[min(int(0.95 * len(times)), len(times) - 1)]:.0f}",
        f"{times[-1]:.0f}",
        f"{max(one.size for one in answers) / 1000:.0f}",
    ]


def each_page(path: Path, asking: Asking) -> str:
    """Every kind of page, asked for after a write and again."""
    server = onrecord(path)
    rows = []
    try:
        server.settle()
        for name, url in overviews(asking.sample()):
            with contextlib.suppress(asyncio.TimeoutError):
                asyncio.run(asyncio.wait_for(written(server.port, asking.ids(), 30.0), 0.5))
            before = server.processor()
            (cold,) = in_turn(server.port, [Ask(name, url)])
            spent = 1000 * (server.processor() - before)
            (warm,) = in_turn(server.port, [Ask(name, url)])
            if cold.status != 200:
                raise SystemExit(f"{url}: {cold.status}")
            rows.append([name, f"{cold.whole:.0f}", f"{spent:.0f}", f"{warm.whole:.0f}", f"{cold.size / 1000:.0f}"])
    finally:
        server.stop()
    head = ["page", "after a write", "processor", "again", "kB"]
    told = f"### Each page, one at a time\n\n{table(head, rows)}"
    print(told, flush=True)
    return told


def beside(path: Path, asking: Asking) -> str:
    """The same questions one after another, here and at Datasette."""
    pairs = asking.pairs(PEER)
    try:
        peer = Datasette(path)
    except NoDatasetteError as error:
        return f"Datasette: {error}\n"
    ours = onrecord(path)
    theirs = Server(peer.command(port := free_port()), port, "/-/versions.json")
    rows = []
    try:
        ours.settle()
        for kind, asked in pairs.items():
            here = statistics.median(one.whole for one in in_turn(ours.port, (mine for mine, _ in asked)))
            there = in_turn(port, (Ask(kind, peer.address(question)) for _, question in asked))
            if wrong := [one for one in there if one.status != 200]:
                raise SystemExit(f"Datasette answered {wrong[0].status} to {kind}")
            median = statistics.median(one.whole for one in there)
            rows.append([kind, str(len(asked)), f"{here:.0f}", f"{median:.0f}", f"{here / median:.2f}"])
    finally:
        ours.stop()
        theirs.stop()
    head = ["page", "questions", "onrecord, median", "Datasette, median", "ratio"]
    told = f"### Beside Datasette {peer.version}\n\n{table(head, rows)}"
    print(told, flush=True)
    return told


def sample() -> str:
    """First bytes of the pages of the sample record, each asked for the first time and again."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "tools.demo", folder], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        path = Path(folder) / "onrecord.db"
        asking = Asking(None, path)
        server = onrecord(path)
        try:
            server.settle()
            questions = [Ask(name, url) for name, url in overviews(asking.sample())]
            first, again = in_turn(server.port, questions), in_turn(server.port, questions)
        finally:
            server.stop()
    rows = [
        [one.kind, f"{one.first:.0f}", f"{two.first:.0f}", f"{one.size / 1000:.0f}"]
        for one, two in zip(first, again, strict=True)
    ]
    told = f"### The sample record\n\n{table(['page', 'first byte, first time', 'again', 'kB'], rows)}"
    print(told, flush=True)
    return told


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "load", help="where the record is kept")
    options.add_argument("--statements", type=int, default=STATEMENTS)
    options.add_argument("--seconds", type=int, default=SECONDS, help="of each rate")
    options.add_argument("--rate", type=int, action="append", help="requests a second; may stand more than once")
    options.add_argument("--only", choices=("rates", "pages", "peer", "sample"), action="append")
    options.add_argument("--write", action="store_true", help="write LOAD.md")
    chosen = options.parse_args()
    world = World()
    path = prepare(chosen.folder, world, chosen.statements)
    asking = Asking(world, path)
    only = chosen.only or ("rates", "pages", "peer", "sample")
    load = os.getloadavg()[0]
    parts: list[str] = []
    if "rates" in only:
        parts += at_rates(path, asking, chosen.seconds, chosen.rate or RATES)
    if "pages" in only:
        parts.append(each_page(path, asking))
    if "peer" in only:
        parts.append(beside(path, asking))
    if "sample" in only:
        parts.append(sample())
    if chosen.write:
        RESULTS.write_text(page(parts, chosen.statements, load), encoding="utf-8")


def page(parts: Sequence[str], many: int, load: float) -> str:
    """LOAD.md."""
    return (
        "<!-- Made by `python -m benchmarks.load --write`; do not edit. -->\n# Reading room under load\n\n"
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, {os.cpu_count()} cores that server and driver share, "
        f"Python {platform.python_version()}; the load average before was {load:.1f} (0 is a quiet machine). "
        f"{many:,} statements in SQLite. Milliseconds, from a request's turn to the last byte unless told otherwise. How: "
        "`benchmarks/load.py`.\n\n" + "\n".join(parts)
    )


if __name__ == "__main__":
    main()
