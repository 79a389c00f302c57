"""Which tokens are believed: signed in the one way that is right, in time, and meant for us."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.atlassian.forge_keys import Keys, KeysAway
from service.atlassian.tokens import LEEWAY_SECONDS, LONGEST, ForgeApp, OAuthApp
from tests.atlassian import key_server
from tests.atlassian.key_server import KeyServer
from tests.atlassian.tokens import (
    APP,
    CLIENT_SECRET,
    KEY,
    OTHER_KEY,
    OTHER_SITE,
    SITE,
    by_hand,
    by_key,
    by_nobody,
    by_secret,
    forge_claims,
    oauth_claims,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NOW = int(NOON.timestamp())
LATE = NOW + LEEWAY_SECONDS + 1
EARLY = NOW - LEEWAY_SECONDS
OAUTH = OAuthApp(CLIENT_SECRET)
# What makes any token wrong, whoever signed it.
WRONG_TIMES = [
    {"exp": EARLY},
    {"exp": 0},
    {"exp": None},
    {"exp": "never"},
    {"exp": float("nan")},
    {"exp": True},
    {"nbf": LATE},
    {"iat": LATE},
]


@pytest.fixture(scope="module")
def server() -> Iterator[KeyServer]:
    with key_server.running() as running:
        yield running


@pytest.fixture(scope="module")
def forge(server: KeyServer) -> ForgeApp:
    return ForgeApp(APP, Keys(server.url, None, None))


def without(claims: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in claims.items() if key != name}


def test_a_token_of_our_oauth_app_is_believed() -> None:
    assert OAUTH.signed(f"Bearer {by_secret(oauth_claims(NOON))}", NOON)
    assert OAUTH.signed(f"bearer  {by_secret(oauth_claims(NOON))} ", NOON)


@pytest.mark.parametrize("wrong", WRONG_TIMES, ids=str)
def test_a_token_of_our_oauth_app_holds_for_its_time(wrong: dict[str, Any]) -> None:
    assert not OAUTH.signed(f"Bearer {by_secret(oauth_claims(NOON, **wrong))}", NOON)


def test_clocks_may_differ_a_little() -> None:
    claims = oauth_claims(NOON, exp=EARLY + 1, nbf=LATE - 1, iat=LATE - 1)
    assert OAUTH.signed(f"Bearer {by_secret(claims)}", NOON)


def test_a_token_without_an_end_is_not_believed() -> None:
    assert not OAUTH.signed(f"Bearer {by_secret(without(oauth_claims(NOON), 'exp'))}", NOON)


@pytest.mark.parametrize(
    "token",
    [
        by_secret(oauth_claims(NOON), "another secret, long enough to be one"),
        by_hand(oauth_claims(NOON), b""),
        by_secret(oauth_claims(NOON), method="HS512"),
        by_nobody(oauth_claims(NOON)),
        by_nobody(oauth_claims(NOON), "None"),
        by_nobody(oauth_claims(NOON), "HS256"),
        by_key(oauth_claims(NOON)),
    ],
    ids=["other secret", "empty secret", "HS512", "none", "None", "unsigned", "RS256"],
)
def test_what_our_oauth_app_did_not_sign_is_not_believed(token: str) -> None:
    assert not OAUTH.signed(f"Bearer {token}", NOON)


def test_an_empty_secret_proves_nothing() -> None:
    assert not OAuthApp("").signed(f"Bearer {by_hand(oauth_claims(NOON), b'')}", NOON)


def test_a_call_of_forge_is_believed(forge: ForgeApp) -> None:
    header = f"Bearer {by_key(forge_claims(NOON))}"
    assert forge.signed(header, SITE, NOON)
    assert forge.signed(header, None, NOON)


def test_a_call_with_more_in_its_header_is_believed(forge: ForgeApp) -> None:
    assert forge.signed(f"Bearer {by_key(forge_claims(NOON), x5t='thumbprint')}", SITE, NOON)


@pytest.mark.parametrize("wrong", WRONG_TIMES, ids=str)
def test_a_call_of_forge_holds_for_its_time(forge: ForgeApp, wrong: dict[str, Any]) -> None:
    assert not forge.signed(f"Bearer {by_key(forge_claims(NOON, **wrong))}", SITE, NOON)


@pytest.mark.parametrize("name", ["exp", "iss", "aud"])
def test_a_call_that_leaves_something_out_is_not_believed(forge: ForgeApp, name: str) -> None:
    assert not forge.signed(f"Bearer {by_key(without(forge_claims(NOON), name))}", SITE, NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "ari:cloud:ecosystem::app/another"},
        {"aud": ["ari:cloud:ecosystem::app/another"]},
        {"aud": ""},
        {"aud": {"0": APP}},
        {"iss": "forge/another-token"},
        {"iss": ["forge/invocation-token"]},
        {"iss": ""},
    ],
    ids=str,
)
def test_a_call_for_another_or_of_another_is_not_believed(
    forge: ForgeApp, wrong: dict[str, Any]
) -> None:
    assert not forge.signed(f"Bearer {by_key(forge_claims(NOON, **wrong))}", SITE, NOON)


@pytest.mark.parametrize(
    "token",
    [
        by_key(forge_claims(NOON), OTHER_KEY),
        by_key(forge_claims(NOON), OTHER_KEY, "forge/two"),
        by_key(forge_claims(NOON), key_id=None),
        by_nobody(forge_claims(NOON)),
        by_nobody(forge_claims(NOON), "RS256"),
        by_hand(forge_claims(NOON), KEY.as_pem(private=False)),
        by_hand(forge_claims(NOON), KEY.as_der(private=False)),
        by_hand(forge_claims(NOON), b""),
        by_secret(forge_claims(NOON)),
    ],
    ids=["other key", "unknown id", "no id", "none", "unsigned", "public key as secret",
         "public key in DER", "empty secret", "client secret"],
)  # fmt: skip
def test_what_forge_did_not_sign_is_not_believed(forge: ForgeApp, token: str) -> None:
    assert not forge.signed(f"Bearer {token}", SITE, NOON)


@pytest.mark.parametrize(
    ("claims", "right"),
    [
        (forge_claims(NOON), True),
        (forge_claims(NOON, context={"cloudId": SITE}), True),
        (forge_claims(NOON, app={"id": APP}, context={"cloudId": SITE}), True),
        (forge_claims(NOON, OTHER_SITE), False),
        (forge_claims(NOON, OTHER_SITE, context={"cloudId": SITE}), False),
        (forge_claims(NOON, context={"cloudId": OTHER_SITE}), False),
        (forge_claims(NOON, app={"id": APP}), False),
        (forge_claims(NOON, app=[SITE], context=SITE), False),
        (forge_claims(NOON, app={"apiBaseUrl": f"https://x/?https://y/ex/jira/{SITE}"}), False),
    ],
    ids=str,
)
def test_a_call_must_be_of_the_connections_site(
    forge: ForgeApp, claims: dict[str, Any], right: bool
) -> None:
    assert forge.signed(f"Bearer {by_key(claims)}", SITE, NOON) is right


def test_a_call_cannot_be_judged_while_the_keys_are_away() -> None:
    with key_server.running() as away:
        away.status = 503
        app = ForgeApp(APP, Keys(away.url, None, None))
        with pytest.raises(KeysAway):
            app.signed(f"Bearer {by_key(forge_claims(NOON))}", SITE, NOON)


def test_for_a_token_of_another_method_no_key_is_asked() -> None:
    with key_server.running() as asked:
        app = ForgeApp(APP, Keys(asked.url, None, None))
        for token in (by_secret(forge_claims(NOON)), by_nobody(forge_claims(NOON)), "a.b.c"):
            assert not app.signed(f"Bearer {token}", SITE, NOON)
        assert asked.asked == []


def strange_headers() -> list[str]:
    right = by_secret(oauth_claims(NOON))
    deep = by_hand({"exp": 1}, b"x").replace("eyJ", "W1tb" * 1500 + "eyJ", 1)
    return ["", "Bearer", "Bearer ", f"Basic {right}", right, f"JWT {right}", "Bearer é",
            f"Bearer {right}é", f"Bearer {right} {right}", "Bearer ..", "Bearer a.b",
            f"Bearer {'a' * (LONGEST + 1)}", f"Bearer {'a.' * 4000}", f"Bearer {deep}",
            f"Bearer {by_secret(oauth_claims(NOON, padding='x' * LONGEST))}"]  # fmt: skip


@pytest.mark.parametrize("number", range(len(strange_headers())))
def test_strange_headers_prove_nothing(forge: ForgeApp, number: int) -> None:
    header = strange_headers()[number]
    assert not OAUTH.signed(header, NOON)
    assert not forge.signed(header, SITE, NOON)


@given(part=some.binary(max_size=60), place=some.integers(0, 2), text=some.text(max_size=40))
def test_whatever_comes_is_answered(forge: ForgeApp, part: bytes, place: int, text: str) -> None:
    parts = by_key(forge_claims(NOON)).split(".")
    parts[place] = base64.urlsafe_b64encode(part).decode()
    for header in (f"Bearer {'.'.join(parts)}", f"Bearer {text}", text):
        assert not forge.signed(header, SITE, NOON)
        assert not OAUTH.signed(header, NOON)


WORD = some.text(max_size=5) | some.sampled_from(["RS256", "HS256", "none", "forge/one", "b64"])
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | WORD,
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(WORD, inner, max_size=2),
    max_leaves=4,
)
SAID = some.dictionaries(
    some.sampled_from(["alg", "kid", "crit", "b64", "typ", "jwk", "x5c", "cty"]) | WORD, ANYTHING
)


@given(header=SAID | some.builds(lambda said: said | {"alg": "RS256", "kid": "forge/one"}, SAID))
def test_whatever_the_token_says_of_itself_is_answered(
    forge: ForgeApp, header: dict[str, Any]
) -> None:
    _, claims, signature = by_key(forge_claims(NOON)).split(".")
    said = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    token = f"{said}.{claims}.{signature}"
    assert not forge.signed(f"Bearer {token}", SITE, NOON)
    assert not OAUTH.signed(f"Bearer {token}", NOON)


def test_times_are_those_of_the_clock() -> None:
    header = f"Bearer {by_secret(oauth_claims(NOON))}"
    assert not OAUTH.signed(header, NOON + timedelta(hours=1))
    assert not OAUTH.signed(header, NOON - timedelta(hours=1))
