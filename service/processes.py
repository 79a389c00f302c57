"""Several processes as one: `gezel up` starts the web and the worker, and ends both."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType

from service.errors import GezelError
from service.settings import Settings

OWNER = "GEZEL_OWNER_PID"
GRACE_SECONDS = 15.0


class PartEnded(GezelError):
    """`gezel %(part)s` ended by itself (%(code)s), so the rest was stopped too. \
The lines above say why."""


def stop_on_sigterm() -> None:
    """Let SIGTERM unwind the stack as Ctrl-C does, so that everything is cleaned up."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run(settings: Settings, parts: Sequence[Sequence[str]], extra: dict[str, str]) -> None:
    """Run `gezel <part>` for each part until this process is told to stop, or one of them ends."""
    environment = os.environ | _environment(settings) | extra | {OWNER: str(os.getpid())}
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for part in parts:
            command = [sys.executable, "-m", "service.cli", *part]
            # A session of its own: Ctrl-C reaches the owner alone, which ends each part once.
            children[part[0]] = subprocess.Popen(command, env=environment, start_new_session=True)
        _wait(children)
    finally:
        _end(children)


def _wait(children: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        for name, child in children.items():
            code = child.poll()
            if code is not None:
                raise PartEnded(part=name, code=code)
        time.sleep(0.2)


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        child.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "DATABASE_URL": settings.database_url,
        "GEZEL_SECRET_KEY": settings.secret_key,
        "GEZEL_DATABASE_SCHEMA": settings.database_schema,
        "GEZEL_PUBLIC_URL": settings.public_url,
    }


def end_with_owner() -> None:
    """A part whose owner was killed ends too, instead of holding its port for nobody."""
    owner = os.environ.get(OWNER)
    if owner:
        threading.Thread(target=_watch, args=(int(owner),), daemon=True).start()


def _watch(owner: int) -> None:
    while os.getppid() == owner:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
