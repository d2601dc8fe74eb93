"""Read what is in the record again, with a newer reader or another codebook."""

from collections.abc import Iterator

from onrecord.errors import OnRecordError, RecordError
from onrecord.intake import renew
from onrecord.intake.add import with_actors
from onrecord.intake.reading import prepare, reader_version
from onrecord.model.article import Skipped
from onrecord.record import Store, codebook, fetch, keep, renewal
from onrecord.record.known import known_actors


def reread(store: Store, *, everything: bool = False) -> Iterator[str | Skipped]:
    """Read each article again that another reader read, or all; the ids of those that were, in their order.

    Raises RecordError where the record cannot be written; an article that cannot be read stays as it is and comes out as
    Skipped. Utterances and tensions of what was read again are found by `match`.
    """
    with store.read() as session:
        reader = reader_version()
        wanted = fetch.all_articles(session) if everything else renewal.reread_wanted(session, reader)
        known, book = known_actors(session), codebook.used(session)
    for number in wanted:
        with store.read() as session:
            kept = fetch.articles_by_number(session, [number])[number]
        try:
            entry = prepare(kept.to_read(), known, book)
        except RecordError:
            raise
        except OnRecordError as error:
            yield Skipped(kept.id, type(error).__name__, str(error))
            continue
        with store.write() as session:
            there = keep.known(session, kept.key)
            if there and there.sha256 == kept.sha256:
                renew.reading(session, there, with_actors(session, entry))
        yield kept.id
