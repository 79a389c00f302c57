"""What other systems tell us: verify, keep, answer (`receive`); later, read it (`handlers`) and
work it in (`telling`), which is also the road of what was asked for.
"""

from service.webhooks import handlers, receive, telling

__all__ = ["handlers", "receive", "telling"]
