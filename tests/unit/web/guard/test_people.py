from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from onrecord.errors import Refused
from onrecord.record import accounts, audit
from onrecord.web.guard.passwords import digest, fits, hashed
from onrecord.web.guard.people import COOKIE, Person, now
from onrecord.web.settings import Settings
from tests.unit.web.conftest import BASE, PASSWORD, Room

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}


def enter(room: TestClient, name: str = "ann", password: str = PASSWORD, **more: str) -> int:
    return room.post("/login", data={"name": name, "password": password, **more}, headers=OWN).status_code


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "record.example.org", "", "127.0.0.1.nip.io"]
)
def test_others_are_let_near_only_with_accounts(host: str) -> None:
    with pytest.raises(Refused, match="account"):
        Settings("onrecord.db", host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback_needs_none(host: str) -> None:
    assert host in Settings("onrecord.db", host).allowed


def test_an_address_for_all_needs_a_name() -> None:
    with pytest.raises(Refused, match="--name"):
        Settings("onrecord.db", "0.0.0.0", accounts=True)


@pytest.mark.parametrize(
    "path", ["/", "/search", "/start.json", "/a/x", "/s/x", "/api/v1/statements", "/nothing", "//login"]
)
def test_nobody_sees_nothing(guarded: TestClient, path: str) -> None:
    answer = guarded.get(path)
    assert answer.status_code in (303, 401)
    assert "Талевська" not in answer.text
    assert "account" in answer.text or answer.headers["location"].startswith("/login")


def test_programs_are_told_401_people_are_led_to_the_door(guarded: TestClient) -> None:
    answer = guarded.get("/start.json")
    assert answer.status_code == 401
    assert answer.json()["ok"] is False
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert guarded.get("/search?q=вода").headers["location"].startswith("/login?next=%2Fsearch%3Fq%3D")


def test_in_and_out(guarded: TestClient) -> None:
    assert enter(guarded) == 303
    assert guarded.get("/").status_code == 200
    held = guarded.cookies[COOKIE]
    assert guarded.post("/logout", headers=OWN).status_code == 303
    guarded.cookies.set(COOKIE, held)
    assert guarded.get("/").status_code == 303, "the session ended on the server too"


def test_the_cookie(guarded: TestClient) -> None:
    answer = guarded.post("/login", data={"name": "ann", "password": PASSWORD}, headers=OWN)
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told and "samesite=strict" in told and "path=/" in told and "secure" not in told


def test_the_cookie_with_tls(told: str, open_room: Room) -> None:
    base = "https://record.example.org"
    room = open_room(base=base, accounts=True, https=True, names=("record.example.org",))
    with room.app.state.record.store.write() as session:  # type: ignore[attr-defined]
        accounts.add(session, "ann", "reader", hashed(PASSWORD), now())
    own = {"origin": base, "sec-fetch-site": "same-origin"}
    answer = room.post("/login", data={"name": "ann", "password": PASSWORD}, headers=own)
    told_cookie = answer.headers["set-cookie"]
    assert told_cookie.startswith("__Host-onrecord=") and "Secure" in told_cookie
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("ann", "wrong"),
        ("ann", ""),
        ("nobody", PASSWORD),
        ("ann' OR '1'='1", PASSWORD),
        ("ANN", PASSWORD),
        ("", ""),
        ("ann", PASSWORD + " "),
        ("ann", "x" * 10_000),
    ],
)
def test_the_wrong_ones(guarded: TestClient, name: str, password: str) -> None:
    assert enter(guarded, name, password) == 401
    assert guarded.get("/").status_code == 303


@pytest.mark.parametrize(
    "goal",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil",
        "/a\nb",
        "http:evil",
        "/%09/evil.example/..//",
    ],
)
def test_the_door_leads_inside_only(guarded: TestClient, goal: str) -> None:
    answer = guarded.post("/login", data={"name": "ann", "password": PASSWORD, "next": goal}, headers=OWN)
    led = answer.headers["location"]
    assert led.startswith("/") and not led.startswith(("//", "/\\")) and "\n" not in led


def test_guessing_is_slowed_by_name_and_by_address(guarded: TestClient) -> None:
    tries = [enter(guarded, "ann", f"guess {n}") for n in range(12)]
    assert tries[:8] == [401] * 8
    assert set(tries[8:]) == {429}
    assert enter(guarded, "ann") == 429, "also the right one has to wait"


def test_ended_accounts_and_changed_passwords_end_their_sessions(guarded: TestClient) -> None:
    store = guarded.app.state.record.store  # type: ignore[attr-defined]
    assert enter(guarded) == 303
    with store.write() as session:
        accounts.change(session, "ann", password=hashed("another long one"))
    assert guarded.get("/").status_code == 303
    assert enter(guarded, password="another long one") == 303
    with store.write() as session:
        accounts.close(session, "ann", now())
    assert guarded.get("/").status_code == 303
    assert enter(guarded, password="another long one") == 401


def give(
    room: TestClient,
    secret: str,
    *,
    account: str = "rev",
    scope: str = "reviewer",
    hours: float = 1,
    kind: str = "token",
) -> None:
    with room.app.state.record.store.write() as session:  # type: ignore[attr-defined]
        found = accounts.by_name(session, account)
        assert found is not None
        expires = now() + timedelta(hours=hours)
        accounts.give(session, found, kind, digest(secret), scope, now(), expires)  # type: ignore[arg-type]


def ask(room: TestClient, shown: str) -> int:
    return room.get("/start.json", headers={"authorization": shown}).status_code


def test_tokens(guarded: TestClient) -> None:
    give(guarded, "good")
    give(guarded, "old", hours=-1)
    give(guarded, "cookie", kind="session")
    assert ask(guarded, "Bearer good") == 200
    for shown in (
        "Bearer old",
        "Bearer cookie",
        "Bearer",
        "Bearer nothing",
        "Basic Z29vZA==",
        "good",
        f"Bearer {digest('good')}",
    ):
        assert ask(guarded, shown) == 401, shown
    guarded.cookies.set(COOKIE, "good")
    assert guarded.get("/start.json").status_code == 401, "a token is no session"


def test_the_lesser_of_scope_and_role(guarded: TestClient) -> None:
    store = guarded.app.state.record.store  # type: ignore[attr-defined]
    give(guarded, "wide", account="ann", scope="admin")
    give(guarded, "narrow", account="root", scope="reader")
    with store.read() as session:
        for secret in ("wide", "narrow"):
            held = accounts.holder(session, "token", digest(secret), now())
            assert held is not None and held.role == "reader"


def test_secrets_are_not_in_the_record(guarded: TestClient, told: str) -> None:
    enter(guarded)
    held = guarded.cookies[COOKIE]
    with guarded.app.state.record.store.read() as session:  # type: ignore[attr-defined]
        dump = "\n".join(session.connection.connection.iterdump())
    assert held not in dump and PASSWORD not in dump
    assert digest(held) in dump


def test_roles() -> None:
    assert Person("a", "reviewer", "session").may("reader")
    assert not Person("a", "reader", "session").may("reviewer")
    assert not Person().may("reader")


def test_passwords() -> None:
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert fits(PASSWORD, kept)
    assert not fits(PASSWORD + "x", kept)
    assert not fits(PASSWORD, None)
    assert not fits(PASSWORD, "no hash")
    for bad in ("short", "x" * 300):
        with pytest.raises(Refused):
            hashed(bad)


def test_what_changed_is_written_down_with_the_change_or_not_at_all(guarded: TestClient) -> None:
    store = guarded.app.state.record.store  # type: ignore[attr-defined]

    def broken_off() -> None:
        with audit.doing("rev", "POST /x", "10.0.0.9"), store.write() as session:
            accounts.close(session, "ann", now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    with store.read() as session:
        assert audit.latest(session.connection) == []
    with audit.doing("rev", "POST /x", "10.0.0.9"), store.write() as session:
        accounts.close(session, "ann", now())
    with store.write():
        pass
    with store.read() as session:
        rows = audit.latest(session.connection)
    assert [(row.who, row.what, row.address) for row in rows] == [("rev", "POST /x", "10.0.0.9")]


def test_logins_are_written_down_without_what_was_typed(guarded: TestClient) -> None:
    enter(guarded, "my secret typed into the wrong field", "x")
    enter(guarded, "ann", "x")
    enter(guarded)
    with guarded.app.state.record.store.read() as session:  # type: ignore[attr-defined]
        rows = audit.latest(session.connection)
    assert [(row.who, row.what) for row in rows] == [("ann", "login"), ("ann", "login.refused"), ("?", "login.refused")]


def test_argon2_is_as_strong_as_is_recommended() -> None:
    """RFC 9106, second recommendation: argon2id, 64 MB, 3 rounds, 4 lanes; a salt for each."""
    one, other = hashed(PASSWORD), hashed(PASSWORD)
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$") and one != other
    assert fits("\u0439" * 12, hashed("\u0438\u0306" * 12)), "one letter, typed on two keyboards"
    assert not fits("\ud800" * 12, one)


def test_whether_there_is_an_account_takes_as_long(guarded: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: each try makes one hash, whatever the name."""
    from onrecord.web.guard import passwords

    enter(guarded, "ann", "x")
    made: list[str] = []
    verify = passwords._HASHER.verify

    class Counting:
        hash = passwords._HASHER.hash

        def verify(self, kept: str, password: bytes) -> bool:
            made.append(kept)
            return verify(kept, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    store = guarded.app.state.record.store  # type: ignore[attr-defined]
    with store.write() as session:
        accounts.close(session, "rev", now())
    answers = []
    for name in ("ann", "nobody", "rev", ""):
        made.clear()
        answer = guarded.post("/login", data={"name": name, "password": "x"}, headers=OWN)
        answers.append((answer.status_code, len(made), made[0].split("$")[3], answer.text))
    assert len({one[:3] for one in answers}) == 1 and answers[0][:3] == (401, 1, "m=65536,t=3,p=4")
    assert len({text for *_, text in answers}) == 1, "and tells the same"


def test_a_session_that_somebody_else_chose_is_never_taken(guarded: TestClient) -> None:
    told = {"name": "ann", "password": PASSWORD}
    answer = guarded.post("/login", data=told, headers={**OWN, "cookie": f"{COOKIE}=chosen"})
    held = answer.cookies[COOKIE]
    assert held != "chosen" and len(held) >= 43
    guarded.cookies.clear()
    guarded.cookies.set(COOKIE, "chosen")
    assert guarded.get("/").status_code == 303
    guarded.cookies.clear()
    assert guarded.get("/", headers={"cookie": f"{COOKIE}={held}"}).status_code == 200
    guarded.post("/login", data=told, headers={**OWN, "cookie": f"{COOKIE}={held}"})
    guarded.cookies.clear()
    assert guarded.get("/", headers={"cookie": f"{COOKIE}={held}"}).status_code == 303, "the one before ended"


def test_sessions_expire_on_the_server(guarded: TestClient) -> None:
    give(guarded, "old", kind="session", hours=-1)
    give(guarded, "new", kind="session", hours=1)
    for secret, status in (("new", 200), ("old", 303)):
        guarded.cookies.clear()
        guarded.cookies.set(COOKIE, secret)
        assert guarded.get("/search").status_code == status


def test_nobody_is_slowed_too(told: str, open_room: Room) -> None:
    """Labelled failing: whoever showed a wrong token was refused before anything was counted."""
    room = open_room(accounts=True, rate=0.01, burst=6.0)
    shown = {"authorization": "Bearer wrong"}
    assert [room.get("/start.json", headers=shown).status_code for _ in range(8)] == [401] * 6 + [429] * 2


def test_what_one_may_see_is_not_remembered_for_another(guarded: TestClient) -> None:
    def page(name: str, path: str) -> str:
        guarded.cookies.clear()
        assert enter(guarded, name) == 303
        return guarded.get(path).text

    for path in ("/", "/search", "/actors", "/issues"):
        assert 'href="/review"' in page("rev", path) and 'href="/review"' not in page("ann", path), path
