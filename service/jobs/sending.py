"""Letters leave here. A letter is sent at most once: it is marked before it can arrive.

A worker that dies between that mark and the server's answer leaves a letter of which nobody knows
whether it arrived. We err on the side of silence: such a letter is not sent again by itself, but
shown to the administrator. All that a digest tells stands in Gezel too, and an ask is told of once
more before it ends; a mail that comes twice is a small breach of the promise to be rarely in the way.
"""

import json
from dataclasses import dataclass
from email.message import EmailMessage

import structlog

from service import clock
from service.actor import System
from service.connections.secrets import Vault
from service.db import sql
from service.db.pool import Pool, borrowed
from service.jobs import mail, writing
from service.notices import actions, reads
from service.notices.model import Addressee, Letter, State
from service.people import actions_enter
from service.settings import Settings

log = structlog.get_logger()
SENDING = System("letters")
UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs."""

    pool: Pool
    settings: Settings
    vault: Vault

    def write(self) -> int:
        """The digests of today; none where no mail can be sent."""
        if not self.settings.smtp_url:
            return 0
        with borrowed(self.pool) as db, clock.stopped():
            return actions.write_digests(db, SENDING)

    def settle_left(self) -> int:
        with borrowed(self.pool) as db, clock.stopped():
            return actions.settle_left(db, SENDING)

    def send(self, letter_id: int) -> None:
        """Send one letter, unless it was: the job may run twice without harm."""
        with borrowed(self.pool) as db, clock.stopped(), db.transaction():
            letter = reads.letter(db, SENDING, letter_id)
            if letter.state != State.WAITING:
                return
            message = self._message(db, letter)
            if message is None:
                actions.settle(db, SENDING, letter_id, State.NOTHING)
                return
        self._hand_over(letter_id, message)

    def _hand_over(self, letter_id: int, message: EmailMessage) -> None:
        try:
            if mail.hand_over(self.settings, message, lambda: self._begin(letter_id)):
                self._settle(letter_id, State.SENT)
        except mail.MayHaveArrived as unknown:
            self._settle(letter_id, State.UNSURE, str(unknown))
        except mail.NotTaken as refusal:
            log.warning("a letter was not taken", letter=letter_id, reason=str(refusal))
            if refusal.is_final:
                self._settle(letter_id, State.FAILED, str(refusal))
            else:
                with borrowed(self.pool) as db, clock.stopped():
                    actions.put_off(db, SENDING, letter_id, str(refusal))

    def _begin(self, letter_id: int) -> bool:
        with borrowed(self.pool) as db, clock.stopped():
            return actions.begin_sending(db, SENDING, letter_id)

    def _settle(self, letter_id: int, state: State, reason: str | None = None) -> None:
        with borrowed(self.pool) as db, clock.stopped():
            actions.settle(db, SENDING, letter_id, state, reason)

    def _message(self, db: sql.Connection, letter: Letter) -> EmailMessage | None:
        """The mail as it is now; None when its reader left or nothing is left to tell."""
        to = reads.addressee(db, SENDING, letter.person_id or 0)
        if to is None:
            return None
        if letter.sealed is not None:
            text = json.loads(self.vault.open(letter.sealed))
            return writing.plain(self.settings, letter.id, to, text["subject"], text["body"])
        lines = reads.lines(db, SENDING, letter.id)
        if not lines:
            return None

        def address(path: str) -> str:
            return self.settings.public_url + self._path(db, to, path)

        seal = self.vault.seal(f"{UNSUBSCRIBE} {to.person_id}").decode()
        unsubscribe = f"{self.settings.public_url}/unsubscribe/{seal}"
        return writing.digest(self.settings, letter.id, to, lines, address, unsubscribe)

    def _path(self, db: sql.Connection, to: Addressee, path: str) -> str:
        """The page itself, or a link that signs in first, where the reader wants that."""
        if not to.signs_in:
            return path
        return f"/enter/{actions_enter.make(db, SENDING, to.person_id, path)}"
