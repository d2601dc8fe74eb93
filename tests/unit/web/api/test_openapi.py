"""Somebody else's reader of our OpenAPI document: it asks for whatever the document says can be asked, and for what it says
cannot, and holds every answer against it. All its checks, as the only user of a loopback address and with a token."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from starlette.testclient import TestClient

from onrecord.articles import fetch
from onrecord.errors import UnreadableFile
from onrecord.web.api.document import document
from onrecord.web.guard.bodies import ADDRESS
from tests.unit.web.api.conftest import Ask

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: `pip install schemathesis`")
EXAMPLES = 8
LEFT_OUT = {"positive_data_acceptance"}
"""No schema says which issues there are, which cursor belongs to which search, and which text is in a language that is read."""
OURS = {"host": "127.0.0.1:8765"}
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(url: str, allow_private: bool = False) -> None:
        raise UnreadableFile("tests ask nobody", where=url[:200])

    monkeypatch.setattr(fetch, "get", closed)


def ask_everything(app: Any, headers: dict[str, str]) -> None:
    from schemathesis.checks import CHECKS
    from schemathesis.generation import GenerationMode

    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)
    checks = [one for one in CHECKS.get_all() if one.__name__ not in LEFT_OUT]
    asked = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.add((operation.method, operation.path))
        for mode in GenerationMode:

            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                derandomize=True,
                database=None,
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: Any) -> None:
                assume(len(case.as_transport_kwargs().get("url", "")) + len(str(case.query)) < ADDRESS // 4)
                case.call_and_validate(headers=headers, checks=checks)

            try:
                ask()
            except Exception as error:
                if "Unsatisfiable" not in type(error).__name__:  # nothing wrong can be sent to what takes nothing
                    raise
    assert asked == {(method, path) for path, held in document()["paths"].items() for method in held}


def test_answers_are_as_they_are_described(told: str, open_api: Ask) -> None:
    ask_everything(open_api().app, OURS)


def test_with_a_token_too(tokens: tuple[TestClient, Callable[..., dict[str, str]]]) -> None:
    client, headers = tokens
    ask_everything(client.app, {**OURS, **headers("reviewer")})
