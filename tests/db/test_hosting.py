import os
import pwd
import shutil
from pathlib import Path

import pytest

from service.db import embedded, hosting
from service.errors import Misconfigured

needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="Only root can act as another system user."
)


def test_a_missing_extra_is_refused_with_what_to_install(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "find_spec", lambda _: None)
    with pytest.raises(Misconfigured, match=r"DATABASE_URL.*pip install 'gezel\[embedded\]'"):
        embedded.running(data).__enter__()


@needs_root
def test_another_system_user_cannot_connect(data: Path) -> None:
    with embedded.running(data) as url:
        user = hosting.account()
        psql = hosting.binaries(data, user) / "psql"
        nobody = hosting._of(pwd.getpwnam("nobody"))
        # The server's own user shows that the command works; then nobody meets the closed folder.
        assert user.run(psql, url, "-c", "SELECT 1")[0]
        connected, said = nobody.run(psql, url, "-c", "SELECT 1")
        assert not connected
        assert "Permission denied" in said
        # Even past the folder, the kernel tells the server who it is.
        (data / "run").chmod(0o755)
        (data / "run" / ".s.PGSQL.5432").chmod(0o777)
        connected, said = nobody.run(psql, url, "-c", "SELECT 1")
    assert not connected
    assert "Peer authentication failed" in said


@needs_root
def test_as_root_a_folder_behind_a_closed_door_is_refused(data: Path) -> None:
    data.parent.chmod(0o700)
    with pytest.raises(Misconfigured, match="/var/lib/gezel"), embedded.running(data):
        pytest.fail("started")
    assert data.parent.stat().st_mode & 0o777 == 0o700


@needs_root
def test_as_root_binaries_behind_a_closed_door_are_copied_once(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = hosting.installed()
    closed = data.parent / "closed"
    shutil.copytree(source, closed / hosting.PACKAGE / source.name, symlinks=True)
    libraries = f"{hosting.PACKAGE}.libs"
    shutil.copytree(source.parents[1] / libraries, closed / libraries)
    closed.chmod(0o700)
    monkeypatch.setattr(hosting, "installed", lambda: closed / hosting.PACKAGE / source.name)
    with embedded.running(data):
        assert embedded.find(data) is not None
    [copy] = data.glob("server-*")
    made = copy.stat().st_ino
    assert copy.stat().st_uid == 0
    with embedded.running(data):
        assert copy.stat().st_ino == made
