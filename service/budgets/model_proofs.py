"""Files that prove a purchase: known by how they begin, whatever they are called."""

import re

MOST_BYTES = 5 * 1024 * 1024
MOST_PROOFS = 10
#: How a file of each type begins. Sources: ISO 32000, the PNG specification, ITU-T T.81.
BEGINS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


def type_of(content: bytes) -> str | None:
    """What a file is, by how it begins; None for all that is not kept."""
    return next((kind for begin, kind in BEGINS.items() if content.startswith(begin)), None)


def plain_name(name: str) -> str:
    """The last part of a path, without signs that mean something elsewhere."""
    last = re.split(r"[/\\]", name)[-1]
    kept = re.sub(r"[^\w .()-]", "", last).strip(" .")
    return kept[-100:] or "proof"
