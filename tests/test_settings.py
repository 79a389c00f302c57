"""Settings fail at the start, with words that say what to do."""

import pytest

from service import settings
from service.errors import Misconfigured

GOOD = {"DATABASE_URL": "postgresql://x", "GEZEL_SECRET_KEY": "k" * 32}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("GEZEL_DATABASE_SCHEMA", "GEZEL_PUBLIC_URL", "GEZEL_SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name, text in GOOD.items():
        monkeypatch.setenv(name, text)
    return monkeypatch


def test_defaults() -> None:
    found = settings.read()
    assert (found.database_url, found.public_url) == ("postgresql://x", "http://localhost:8400")
    assert not found.secure_cookies


def test_https_makes_cookies_secure(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("GEZEL_PUBLIC_URL", "https://gezel.example.org/")
    found = settings.read()
    assert found.public_url == "https://gezel.example.org"
    assert found.secure_cookies


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("DATABASE_URL", None, "DATABASE_URL"),
        ("GEZEL_SECRET_KEY", None, "GEZEL_SECRET_KEY"),
        ("GEZEL_SECRET_KEY", "short", "32 characters"),
        ("GEZEL_WEB_WORKERS", "two", "GEZEL_WEB_WORKERS"),
        ("GEZEL_FORGE_APP_ID", "5f2a6c1e", "GEZEL_FORGE_APP_ID is no id"),
        ("GEZEL_CA_FILE", "/nowhere/ca.pem", "GEZEL_CA_FILE names no file"),
    ],
)
def test_a_wrong_setting_says_which(
    environment: pytest.MonkeyPatch, name: str, text: str | None, says: str
) -> None:
    environment.delenv(name, raising=False)
    if text is not None:
        environment.setenv(name, text)
    with pytest.raises(Misconfigured, match=says):
        settings.read()


def test_the_key_is_never_shown() -> None:
    assert "k" * 32 not in repr(settings.read())


APPS = ("GEZEL_ATLASSIAN_CLIENT_ID", "GEZEL_ATLASSIAN_CLIENT_SECRET", "GEZEL_FORGE_APP_ID",
        "GEZEL_OUTBOUND_PROXY", "GEZEL_CA_FILE")  # fmt: skip


def test_an_empty_secret_of_an_app_is_none(environment: pytest.MonkeyPatch) -> None:
    for name in APPS:
        environment.setenv(name, "")
    found = settings.read()
    assert (found.atlassian_client_id, found.atlassian_client_secret) == (None, None)
    assert (found.forge_app_id, found.outbound_proxy, found.ca_file) == (None, None, None)


def test_the_apps_and_the_way_out_are_read(environment: pytest.MonkeyPatch) -> None:
    texts = ("our id", "our secret", "ari:cloud:ecosystem::app/1", "http://p:3128", __file__)
    for name, text in zip(APPS, texts, strict=True):
        environment.setenv(name, text)
    found = settings.read()
    assert texts == (found.atlassian_client_id, found.atlassian_client_secret,
                     found.forge_app_id, found.outbound_proxy, found.ca_file)  # fmt: skip
    assert "our secret" not in repr(found)


@pytest.mark.parametrize("days", ["0", "7"])
def test_raw_bodies_are_kept_a_week_at_most(environment: pytest.MonkeyPatch, days: str) -> None:
    environment.setenv("GEZEL_RAW_BODY_DAYS", days)
    assert settings.read().raw_body_days == int(days)


@pytest.mark.parametrize("days", ["-1", "8", "30"])
def test_more_days_are_refused(environment: pytest.MonkeyPatch, days: str) -> None:
    environment.setenv("GEZEL_RAW_BODY_DAYS", days)
    with pytest.raises(Misconfigured, match="7 days at most"):
        settings.read()
