"""Passwords as argon2id hashes, and secrets of sessions and tokens as hashes of random bytes."""

import hashlib
import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import Refused

LEAST, MOST = 12, 256
"""Characters of a password: enough that guessing is hopeless at the speed the login allows; not so many that hashing is."""
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16)
"""The second recommendation of RFC 9106: 64 MB for each hash."""
_AT_ONCE = BoundedSemaphore(2)
"""So many are made at a time: many who guess take neither all memory nor all cores."""


def hashed(password: str) -> str:
    """The hash under which a new password is kept. Raises Refused where it is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise Refused(f"a password has {LEAST} to {MOST} characters; this one has {len(password)}")
    return _HASHER.hash(_one_way(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept. Takes as long where there is no such account (`kept` is None)."""
    try:
        with _AT_ONCE:
            _HASHER.verify(kept or _nobody(), _one_way(password[:MOST]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None and len(password) <= MOST


def new_secret() -> str:
    """A secret for a session or token: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret. It is random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _one_way(password: str) -> bytes:
    """One spelling of letters that have several: `й` is one character on this keyboard and two on that."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


@cache
def _nobody() -> str:
    return _HASHER.hash(new_secret())
