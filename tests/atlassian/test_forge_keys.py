"""The keys of Forge: kept, asked for anew at most once a minute, and never guessed at."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import ECKey, OctKey

from service.atlassian.forge_keys import APART, FRESH, TRUSTED, Keys, KeysAway
from tests.atlassian import key_server
from tests.atlassian.key_server import KeyServer
from tests.atlassian.tokens import OTHER_KEY

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LOCAL = IPv4Address("127.0.0.1")


@pytest.fixture
def server() -> Iterator[KeyServer]:
    with key_server.running() as running:
        yield running


@pytest.fixture
def keys(server: KeyServer) -> Keys:
    return Keys(server.url, None, None)


def rotate(server: KeyServer) -> None:
    server.content = {"keys": [OTHER_KEY.as_dict(private=False)]}


def test_keys_are_asked_for_once(keys: Keys, server: KeyServer) -> None:
    assert keys.find("forge/one", NOON).kid == "forge/one"
    keys.find("forge/one", NOON + FRESH / 2)
    assert len(server.asked) == 1


def test_an_unknown_id_is_looked_for_at_most_once_a_minute(keys: Keys, server: KeyServer) -> None:
    for second in range(3):
        with pytest.raises(InvalidKeyIdError):
            keys.find(f"invented {second}", NOON + timedelta(seconds=second))
    assert len(server.asked) == 1
    with pytest.raises(InvalidKeyIdError):
        keys.find("invented", NOON + APART)
    assert len(server.asked) == 2


def test_a_new_key_is_found_after_a_minute(keys: Keys, server: KeyServer) -> None:
    keys.find("forge/one", NOON)
    rotate(server)
    with pytest.raises(InvalidKeyIdError):
        keys.find("forge/two", NOON + timedelta(seconds=59))
    assert keys.find("forge/two", NOON + APART).kid == "forge/two"


def test_a_withdrawn_key_is_gone_within_the_hour(keys: Keys, server: KeyServer) -> None:
    keys.find("forge/one", NOON)
    rotate(server)
    keys.find("forge/one", NOON + FRESH - timedelta(seconds=1))
    with pytest.raises(InvalidKeyIdError):
        keys.find("forge/one", NOON + FRESH)


@pytest.mark.parametrize("content", [[], {}, {"keys": None}, {"keys": [{"kty": "RSA", "n": "!"}]}])
def test_keys_that_cannot_be_read_are_away(keys: Keys, server: KeyServer, content: object) -> None:
    server.content = content
    with pytest.raises(KeysAway):
        keys.find("forge/one", NOON)


def test_while_they_are_away_nobody_is_believed_or_refused(keys: Keys, server: KeyServer) -> None:
    server.status = 500
    for second in range(3):
        with pytest.raises(KeysAway):
            keys.find("forge/one", NOON + timedelta(seconds=second))
    assert len(server.asked) == 1
    server.status = 200
    assert keys.find("forge/one", NOON + APART)


def test_keys_at_hand_are_trusted_while_others_are_away(keys: Keys, server: KeyServer) -> None:
    keys.find("forge/one", NOON)
    server.status = 500
    assert keys.find("forge/one", NOON + FRESH * 2)
    with pytest.raises(KeysAway):
        keys.find("forge/two", NOON + FRESH * 2)
    with pytest.raises(KeysAway):
        keys.find("forge/one", NOON + TRUSTED)


def test_a_clock_that_is_set_back_does_not_stop_the_asking(keys: Keys, server: KeyServer) -> None:
    server.status = 500
    with pytest.raises(KeysAway):
        keys.find("forge/one", NOON)
    server.status = 200
    assert keys.find("forge/one", NOON - timedelta(hours=3))


def test_only_rsa_keys_are_taken(keys: Keys, server: KeyServer) -> None:
    """A symmetric key that is published would let everybody sign."""
    others = (OctKey.generate_key(256, {"kid": "o"}), ECKey.generate_key("P-256", {"kid": "e"}))
    server.content["keys"] += [key.as_dict() for key in others]
    assert keys.find("forge/one", NOON)
    for kid in "oe":
        with pytest.raises(InvalidKeyIdError):
            keys.find(kid, NOON)


def test_a_server_that_is_not_there_is_away(server: KeyServer) -> None:
    with pytest.raises(KeysAway):
        Keys("http://127.0.0.1:1/jwks.json", None, None).find("forge/one", NOON)


def test_the_way_out_is_the_proxy_of_the_settings(
    server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    proxy = f"http://127.0.0.1:{server.server_port}"
    assert Keys("http://forge.invalid/jwks.json", proxy, None).find("forge/one", NOON)
    assert server.asked == ["http://forge.invalid/jwks.json"]


def test_the_certificates_to_trust_are_those_of_the_settings(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    with key_server.running(certificate) as server:
        with pytest.raises(KeysAway):
            Keys(server.url, None, None).find("forge/one", NOON)
        assert Keys(server.url, None, str(certificate)).find("forge/one", NOON)


def self_signed(folder: Path) -> Path:
    """A file with a certificate for 127.0.0.1, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(LOCAL)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file
