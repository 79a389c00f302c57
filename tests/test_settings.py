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


@pytest.mark.parametrize("days", ["0", "7"])
def test_raw_bodies_are_kept_a_week_at_most(environment: pytest.MonkeyPatch, days: str) -> None:
    environment.setenv("GEZEL_RAW_BODY_DAYS", days)
    assert settings.read().raw_body_days == int(days)


@pytest.mark.parametrize("days", ["-1", "8", "30"])
def test_more_days_are_refused(environment: pytest.MonkeyPatch, days: str) -> None:
    environment.setenv("GEZEL_RAW_BODY_DAYS", days)
    with pytest.raises(Misconfigured, match="7 days at most"):
        settings.read()
