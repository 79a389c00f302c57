"""What other systems tell us: verify, keep, answer (`receive`); later, read it (`handlers`)."""

from service.webhooks import handlers, receive

__all__ = ["handlers", "receive"]
