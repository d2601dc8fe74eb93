"""`onrecord train`: gold sets in, weights of the reader out."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.attribution import weights
from onrecord.attribution.network import Network
from onrecord.errors import MissingExtra, OnRecordError
from onrecord.evaluate import calibrate, gold
from onrecord.evaluate.examples import Example, example, vocabulary
from onrecord.evaluate.gold import Gold

if TYPE_CHECKING:
    from onrecord.evaluate.fit import Settings

REPEATS = 3
"""How often an article of a set that marks nested attributions is shown in each epoch, for one time that a flat one
(PolNeAR: thirty times as large, and told less) is."""

HELD_OUT = 15
"""Of the nested articles, one in so many is kept from learning, to fit the confidence."""

MISSING = "training needs PyTorch, which is an extra: pip install 'onrecord[train]'"


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def train(
    paths: Sequence[Path],
    target: Path,
    tell: Callable[[str], object] = _to_stderr,
    settings: "Settings | None" = None,
) -> None:
    """Fit the network on gold sets and write its weights to `target`, with where they come from.

    The result depends on the sets, the lexicons and the seed alone (and on the machine's arithmetic). Raises
    MissingExtra without PyTorch, and UnreadableFile or BadLine for a broken set.
    """
    try:
        from onrecord.evaluate import fit
    except ImportError as error:
        raise MissingExtra(MISSING) from error
    sets = {path: list(gold.read(path)) for path in paths}
    articles = [one for articles in sets.values() for one in articles]
    held = _held_out(articles)
    learned = [example(one) for one in articles if one not in held]
    if not learned:
        raise OnRecordError("the gold sets hold no article to learn from; name at least one set with statements")
    names = vocabulary(learned)
    settings = settings or fit.Settings()
    tell(f"{len(learned)} articles, {sum(len(one.cues) for one in learned)} attributions, {len(names)} features")
    learner = fit.fit(_repeated(learned), names, settings, tell)
    arrays = learner.arrays()
    arrays["calibration"] = calibrate.fit(Network(names, arrays), held)
    notes = {"sets": [_described(path, part) for path, part in sets.items()], "settings": settings._asdict()}
    weights.save(target, names, arrays, notes)
    tell(f"wrote {target} ({target.stat().st_size / 1e6:.1f} MB)")


def _held_out(articles: Iterable[Gold]) -> list[Gold]:
    """The articles that the confidence is fitted on: every HELD_OUT-th of those that mark nested attributions."""
    return [one for one in articles if one.nested][HELD_OUT - 1 :: HELD_OUT]


def _repeated(examples: Iterable[Example]) -> list[Example]:
    return [one for one in examples for _ in range(REPEATS if one.nested else 1)]


def _described(path: Path, articles: Sequence[Gold]) -> dict[str, Any]:
    digest = hashlib.sha256("".join(one.article.text for one in articles).encode("utf-8", "surrogatepass"))
    return {
        "name": path.stem,
        "articles": len(articles),
        "attributions": sum(len(one.statements) for one in articles),
        "sha256 of the texts": digest.hexdigest(),
    }
