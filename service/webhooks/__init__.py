"""What other systems tell us: verify, keep, answer (`receive`); later, read it (`handlers`).

`senders` knows the connections and their secrets, `proof` the ways to prove oneself.
"""

from service.webhooks import handlers, proof, receive

__all__ = ["handlers", "proof", "receive"]
