"""The web application under gunicorn: a few processes, each with threads."""

import select
import signal
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

from service import create_app
from service.settings import Settings

# Longer than the slowest honest upload of a delivery; a buffering proxy belongs in front anyway.
TIMEOUT_SECONDS = 60
STAYS_MS = 50


class StayingWorker(ThreadWorker):
    """Keeps the thread on a connection whose next request comes at once, as a busy sender's does.

    Gunicorn hands a kept-alive connection back to its main thread after each request and out again
    for the next one, which is an eighth of the work of a delivery. Nobody waits for the thread that
    stays: it does so only while every connection can have one.
    """

    def handle(self, conn: TConn) -> Any:
        """As gunicorn's: whether the connection is kept, after one request or several."""
        is_kept = super().handle(conn)
        while is_kept is True and self._has_threads_for_all() and _is_told_more(conn):
            is_kept = super().handle(conn)
        return is_kept

    def _has_threads_for_all(self) -> bool:
        return self.alive and self.nr_conns <= self.cfg.threads


def _is_told_more(conn: TConn) -> bool:
    """Whether the next request begins within a moment."""
    line = select.poll()
    line.register(conn.sock, select.POLLIN)
    return bool(line.poll(STAYS_MS))


class Server(BaseApplication):
    """Gunicorn, configured by our settings instead of its own file."""

    def __init__(self, settings: Settings, host: str, port: int) -> None:
        self._settings, self._bind = settings, f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def _options(self) -> dict[str, Any]:
        return {
            "bind": self._bind,
            "worker_class": StayingWorker,
            "workers": self._settings.web_workers,
            "threads": self._settings.web_threads,
            "timeout": TIMEOUT_SECONDS,
            "keepalive": 15,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": _leave_ctrl_c_to_the_master,
        }

    def load(self) -> Any:
        """Called in each process after it was forked, so that none shares a connection."""
        return create_app(self._settings)


def _leave_ctrl_c_to_the_master(_: object) -> None:
    """A terminal's Ctrl-C reaches the workers too; told to quit twice, a gthread worker hangs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def serve(settings: Settings, host: str, port: int) -> None:
    """Answer on `host:port` until told to stop."""
    Server(settings, host, port).run()
