"""How the double says no."""

from tests.double.world import Json


class Refusal(Exception):
    """An answer that is not a good one, in the words of Jira unless it has a body of its own."""

    def __init__(self, status: int, words: str = "", body: Json | None = None) -> None:
        self.status = status
        self.body = body or {"errorMessages": [words] if words else [], "errors": {}}
        super().__init__(words)
