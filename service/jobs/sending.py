"""Letters leave here. A letter is sent at most once: it is marked before it can arrive.

A worker that dies between that mark and the server's answer leaves a letter of which nobody knows
whether it arrived. We err on the side of silence: such a letter is not sent again by itself, but
shown to the administrator. All that a digest tells stands in Gezel too, and an ask is told of once
more before it ends; a mail that comes twice breaks the promise to be rarely in the way.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial

import structlog

from service import clock
from service.actor import System
from service.atlassian.rest import transport
from service.connections.secrets import Vault
from service.db import sql
from service.db.pool import Pool, borrowed
from service.jobs import chat, mail, writing
from service.notices import actions, actions_chat, reads, reads_chat
from service.notices.model import Addressee, Letter, State
from service.people import actions_enter
from service.settings import Settings

log = structlog.get_logger()
SENDING = System("letters")
UNSUBSCRIBE = "unsubscribe"
#: Given what to ask right before it can arrive; False where that was refused.
HandOver = Callable[[Callable[[], bool]], bool]


@dataclass(frozen=True, slots=True)
class Post:
    """What sending needs."""

    pool: Pool
    settings: Settings
    vault: Vault

    def write(self) -> int:
        """The digests of today, where mail can be sent, and the messages for channels."""
        with borrowed(self.pool) as db, clock.stopped():
            mails = actions.write_digests(db, SENDING) if self.settings.smtp_url else 0
            return mails + actions_chat.write_messages(db, SENDING)

    def settle_left(self) -> int:
        with borrowed(self.pool) as db, clock.stopped():
            return actions.settle_left(db, SENDING)

    def send(self, letter_id: int) -> None:
        """Send one letter, unless it was: the job may run twice without harm."""
        with borrowed(self.pool) as db, clock.stopped(), db.transaction():
            letter = reads.letter(db, SENDING, letter_id)
            if letter.state != State.WAITING:
                return
            hand_over = self._mail(db, letter) if letter.person_id else self._chat(db, letter)
            if hand_over is None:
                actions.settle(db, SENDING, letter_id, State.NOTHING)
                return
        self._send(letter_id, hand_over)

    def _send(self, letter_id: int, hand_over: HandOver) -> None:
        try:
            if hand_over(lambda: self._begin(letter_id)):
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

    def _mail(self, db: sql.Connection, letter: Letter) -> HandOver | None:
        message = self._message(db, letter)
        return None if message is None else partial(mail.hand_over, self.settings, message)

    def _chat(self, db: sql.Connection, letter: Letter) -> HandOver | None:
        """The message as it is now; None when nothing is left to tell."""
        to = reads_chat.chat_to_tell(db, SENDING, letter.chat_id or 0)
        is_shared = reads_chat.still_shared(db, SENDING, letter.id)
        sentences, label = writing.chat(to, is_shared, letter.day)
        if not sentences:
            return None
        message = chat.message(to.product, sentences, label, self.settings.public_url)
        session = transport.session(self.settings.outbound_proxy, self.settings.ca_file)
        address = self.vault.open(to.address)
        return partial(chat.hand_over, session, address, message)

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
