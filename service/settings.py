"""Every environment variable, once: typed, checked at start, failing with what to do."""

from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import available_timezones

from environs import Env, EnvError

from service.errors import Misconfigured

MEGABYTE = 1024 * 1024
MOST_RAW_BODY_DAYS = 7
DEFAULT_URL = "http://localhost:8400"
FORGE_APP = "ari:cloud:ecosystem::app/"
ATLASSIAN_AUTH_URL = "https://auth.atlassian.com"
ATLASSIAN_API_URL = "https://api.atlassian.com"
FORGE_KEYS_URL = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json"


@dataclass(frozen=True)
class Settings:
    """One frozen object; `deploy/env.example` documents each field under its variable."""

    database_url: str
    secret_key: str = field(repr=False)
    database_schema: str = "public"
    public_url: str = DEFAULT_URL
    demo: bool = False
    web_workers: int = 2
    web_threads: int = 8
    database_pool: int = 10
    delivery_limit: int = 25 * MEGABYTE
    raw_body_days: int = 7
    smtp_url: str | None = None
    mail_from: str = "gezel@localhost"
    log_format: str = "console"
    time_zone: str = "Europe/Amsterdam"
    secure_cookies: bool = False
    trusted_proxies: int = 0
    atlassian_client_id: str | None = None
    atlassian_client_secret: str | None = field(default=None, repr=False)
    atlassian_auth_url: str = ATLASSIAN_AUTH_URL
    atlassian_api_url: str = ATLASSIAN_API_URL
    forge_app_id: str | None = None
    forge_keys_url: str = FORGE_KEYS_URL
    outbound_proxy: str | None = field(default=None, repr=False)
    ca_file: str | None = None
    chat_hosts: tuple[str, ...] = ()

    @property
    def has_oauth_app(self) -> bool:
        """Whether connections can be made by OAuth 2.0, through an app of our own."""
        return bool(self.atlassian_client_id and self.atlassian_client_secret)


def read(
    database_url: str | None = None,
    secret_key: str | None = None,
    public_url: str = DEFAULT_URL,
    database_schema: str = "public",
) -> Settings:
    """The settings of this process: the URL and key given here, else the environment's.

    The public URL and schema given here hold where the environment names none.
    """
    env = Env()
    try:
        return _read(env, database_url, secret_key, public_url, database_schema)
    except EnvError as wrong:
        raise Misconfigured(
            f"{wrong}. See deploy/env.example for what each variable means."
        ) from wrong


def _read(
    env: Env,
    database_url: str | None,
    secret_key: str | None,
    public_url: str,
    database_schema: str,
) -> Settings:
    public_url = env.str("GEZEL_PUBLIC_URL", public_url).rstrip("/")
    return Settings(
        database_url=database_url or env.str("DATABASE_URL"),
        secret_key=secret_key or _secret(env),
        database_schema=env.str("GEZEL_DATABASE_SCHEMA", database_schema),
        public_url=public_url,
        demo=env.bool("GEZEL_DEMO", default=False),
        web_workers=env.int("GEZEL_WEB_WORKERS", Settings.web_workers),
        web_threads=env.int("GEZEL_WEB_THREADS", Settings.web_threads),
        database_pool=env.int("GEZEL_DATABASE_POOL", Settings.database_pool),
        delivery_limit=env.int("GEZEL_DELIVERY_LIMIT_MB", 25) * MEGABYTE,
        raw_body_days=_raw_body_days(env),
        smtp_url=env.str("GEZEL_SMTP_URL", None),
        mail_from=env.str("GEZEL_MAIL_FROM", Settings.mail_from),
        log_format=env.str("GEZEL_LOG_FORMAT", Settings.log_format),
        time_zone=_zone(env),
        secure_cookies=env.bool("GEZEL_SECURE_COOKIES", public_url.startswith("https://")),
        trusted_proxies=env.int("GEZEL_TRUSTED_PROXIES", Settings.trusted_proxies),
        atlassian_client_id=env.str("GEZEL_ATLASSIAN_CLIENT_ID", None) or None,
        atlassian_client_secret=env.str("GEZEL_ATLASSIAN_CLIENT_SECRET", None) or None,
        atlassian_auth_url=env.str("GEZEL_ATLASSIAN_AUTH_URL", ATLASSIAN_AUTH_URL),
        atlassian_api_url=env.str("GEZEL_ATLASSIAN_API_URL", ATLASSIAN_API_URL),
        forge_app_id=_forge_app(env),
        forge_keys_url=env.str("GEZEL_FORGE_KEYS_URL", FORGE_KEYS_URL),
        outbound_proxy=env.str("GEZEL_OUTBOUND_PROXY", None) or None,
        ca_file=_ca_file(env),
        chat_hosts=tuple(env.list("GEZEL_CHAT_HOSTS", [])),
    )


def _raw_body_days(env: Env) -> int:
    days: int = env.int("GEZEL_RAW_BODY_DAYS", Settings.raw_body_days)
    if not 0 <= days <= MOST_RAW_BODY_DAYS:
        raise Misconfigured(
            f"GEZEL_RAW_BODY_DAYS is {days}. A raw body is kept {MOST_RAW_BODY_DAYS} days at most "
            "after it was understood: choose 0 to 7, or leave it out."
        )
    return days


def _zone(env: Env) -> str:
    name: str = env.str("GEZEL_TIME_ZONE", Settings.time_zone)
    if name not in available_timezones():
        raise Misconfigured(f"GEZEL_TIME_ZONE is no time zone: {name}. Write it like Europe/Paris.")
    return name


def _forge_app(env: Env) -> str | None:
    app: str = env.str("GEZEL_FORGE_APP_ID", "")
    if app and not app.startswith(FORGE_APP):
        raise Misconfigured(
            f"GEZEL_FORGE_APP_ID is no id of an app: {app}. Copy it from manifest.yml: {FORGE_APP}…"
        )
    return app or None


def _ca_file(env: Env) -> str | None:
    file: str = env.str("GEZEL_CA_FILE", "")
    if file and not Path(file).is_file():
        raise Misconfigured(f"GEZEL_CA_FILE names no file: {file}.")
    return file or None


def _secret(env: Env) -> str:
    """The key, or the content of the file that GEZEL_SECRET_KEY_FILE names."""
    file = env.str("GEZEL_SECRET_KEY_FILE", None)
    key = _content(file) if file else env.str("GEZEL_SECRET_KEY")
    if len(key) < 32:
        raise Misconfigured(
            "GEZEL_SECRET_KEY must have 32 characters or more; make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'."
        )
    return key


def given_public_url() -> str | None:
    """GEZEL_PUBLIC_URL as the environment gives it."""
    return Env().str("GEZEL_PUBLIC_URL", None)


def gives_secret_key() -> bool:
    """Whether the environment names the secret key, or a file with it."""
    env = Env()
    return bool(env.str("GEZEL_SECRET_KEY", None) or env.str("GEZEL_SECRET_KEY_FILE", None))


def given_token() -> str | None:
    """The token for `gezel connection add --address`, which is never an argument."""
    return Env().str("GEZEL_CONNECTION_TOKEN", None) or None


def _content(file: str) -> str:
    try:
        return Path(file).read_text().strip()
    except OSError as unreadable:
        raise Misconfigured(f"GEZEL_SECRET_KEY_FILE cannot be read: {unreadable}.") from unreadable


def given_database_url() -> str | None:
    """DATABASE_URL as the environment gives it; without it, `up` and `demo` embed a server."""
    return Env().str("DATABASE_URL", None)
