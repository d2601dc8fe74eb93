"""A request that is not served: with a status, the name of what is wrong, and what may be told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - named for what happened, as those of errors.py are
    """`code` names the words that tell it (`refusal.CODE` in web/words); `values` go into them. `headers` are added to
    the answer."""

    status: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {HTTPStatus(self.status).phrase}: {self.code} {dict(self.values)}"
