import logging
import socket
import traceback
from pathlib import Path

import pytest

from service.atlassian.rest import errors, jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.site import ApiToken, OAuthGrant, PersonalToken, Product, Site
from tests.atlassian.rest.conftest import Connect, by_oauth, site
from tests.double.mischief import Mischief
from tests.double.server import Double
from tests.double.world import NOON

CLOUD = Product.JIRA_CLOUD
SECRET = "s3cr3t-and-long"


def test_an_address_where_nobody_listens(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(errors.CannotBeReached, match=r"^127\.0\.0\.1 cannot be reached"):
        jira.who_am_i(connect(Site(CLOUD, f"http://127.0.0.1:{port}")))


def test_a_proxy_where_nobody_listens(connect: Connect, double: Double) -> None:
    proxied = site(double, CLOUD, proxy="http://me:pass@127.0.0.1:9")
    with pytest.raises(errors.ProxyFailed):
        jira.who_am_i(connect(proxied))


def test_certificates_that_are_not_trusted_or_not_there(
    connect: Connect, double: Double, tmp_path: Path
) -> None:
    secure = double.url.replace("http:", "https:")
    with pytest.raises(errors.NotTrusted, match="CA file"):
        jira.who_am_i(connect(Site(CLOUD, secure)))
    with pytest.raises(errors.NotTrusted):
        jira.who_am_i(connect(Site(CLOUD, secure, ca_file=str(tmp_path / "none.pem"))))


def test_being_sent_elsewhere_is_told_and_not_followed(jira_here: Client, double: Double) -> None:
    where = {"Location": "https://sso.example.org/login?secret=1"}
    double.misbehave(Mischief(302, where))
    with pytest.raises(errors.Elsewhere, match=r"to https://sso\.example\.org/login\. "):
        jira_here.get("/rest/api/3/myself")
    assert len(double.calls) == 1


@pytest.fixture
def jira_here(connect: Connect) -> Client:
    return connect(CLOUD)


@pytest.mark.parametrize(
    ("mischief", "error", "words"),
    [
        (Mischief(403), errors.NotAllowed, "does not allow this: Not now. Give"),
        (Mischief(404), errors.NotThere, "Not now"),
        (Mischief(410), errors.NotThere, "Not now"),
        (Mischief(409), errors.Changed, "in the meantime"),
        (Mischief(400, body=b'{"errors": {"jql": "No."}}'), errors.Refused, "this: No."),
        (Mischief(400, body=b'{"errors": [{"title": "Bad"}]}'), errors.Refused, "Bad"),
        (Mischief(400, body=b'{"message": "Odd"}'), errors.Refused, "Odd"),
        (Mischief(400, body=b"<html>"), errors.Refused, "this: 400"),
        (Mischief(400, body=b"[1]"), errors.Refused, "this: 400"),
        (Mischief(200, body=b"<html>Sign in"), errors.UnusableAnswer, "not JSON"),
        (
            Mischief(403, {"X-Seraph-LoginReason": "AUTHENTICATION_DENIED"}),
            errors.CaptchaNeeded,
            "in a browser",
        ),
    ],
)
def test_each_refusal_says_what_to_do(
    jira_here: Client,
    double: Double,
    mischief: Mischief,
    error: type[errors.AtlassianError],
    words: str,
) -> None:
    double.misbehave(mischief)
    with pytest.raises(error) as told:
        jira_here.get("/rest/api/3/myself")
    assert words in str(told.value)


def test_long_words_of_the_other_side_are_cut(jira_here: Client, double: Double) -> None:
    double.misbehave(Mischief(400, body=b'{"message": "' + b"x" * 5000 + b'"}'))
    with pytest.raises(errors.Refused) as told:
        jira_here.get("/rest/api/3/myself")
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("credentials", [ApiToken("g@example.org", SECRET), PersonalToken(SECRET)])
def test_no_secret_is_shown_anywhere(
    connect: Connect,
    double: Double,
    credentials: ApiToken | PersonalToken,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    where = site(double, CLOUD, credentials=credentials, proxy=f"http://me:{SECRET}@127.0.0.1:9")
    said = [repr(where), str(where)]
    for one in (where, site(double, CLOUD, credentials=credentials)):
        with pytest.raises(errors.AtlassianError) as told:
            jira.who_am_i(connect(one))
        said += traceback.format_exception(told.value)
    assert SECRET not in "".join(said) + caplog.text


def test_grants_are_not_shown(double: Double) -> None:
    grant = OAuthGrant(SECRET, SECRET, NOON)
    assert SECRET not in repr(grant) + repr(by_oauth(double, CLOUD))


def test_an_e_mail_address_of_any_letters_can_be_sent(connect: Connect, double: Double) -> None:
    double.world.email = "zoë.ż@example.org"
    assert jira.who_am_i(connect(CLOUD)).user.id == "gezel-1"


def test_nothing_is_taken_from_the_environment(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    assert jira.who_am_i(connect(CLOUD)).user.id == "gezel-1"
