"""What other systems tell us: verify, keep, answer (`receive`); later, read it (`handlers`) and
work it in (`telling`), which is also the road of what was asked for.

`senders` knows the connections and their secrets, `proof` the ways to prove oneself.
"""

from service.webhooks import handlers, proof, receive, telling

__all__ = ["handlers", "proof", "receive", "telling"]
