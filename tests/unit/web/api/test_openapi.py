"""Somebody else's reader of our OpenAPI document, which asks for whatever it says can be asked."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from onrecord.articles import fetch
from onrecord.errors import UnreadableFile
from tests.unit.web.api.conftest import Ask

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: `pip install schemathesis`")
EXAMPLES = 15


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_answers_are_as_they_are_described(told: str, open_api: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(url: str, allow_private: bool = False) -> None:
        raise UnreadableFile("tests ask nobody", where=url[:200])

    monkeypatch.setattr(fetch, "get", closed)
    client = open_api()
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app, headers={"host": "127.0.0.1:8765"})
    checks = [
        schemathesis.checks.not_a_server_error,
        *(
            getattr(schemathesis.specs.openapi.checks, name)
            for name in ("status_code_conformance", "content_type_conformance", "response_schema_conformance",
                         "response_headers_conformance")
        ),
    ]  # fmt: skip
    asked = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.add((operation.method, operation.path))

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        @_given(operation)
        def ask(case: object) -> None:
            headers = {"host": "127.0.0.1:8765"}
            case.call_and_validate(headers=headers, checks=checks)  # type: ignore[attr-defined]

        ask()
    assert len(asked) >= 19


def _given(operation: object) -> Callable[..., Callable[[], None]]:
    from hypothesis import given

    return given(case=operation.as_strategy())  # type: ignore[attr-defined, no-any-return]
