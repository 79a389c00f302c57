"""How the tables of events are written: one sentence, then the names it holds for."""


def by_name(sentences: dict[str, str]) -> dict[str, str]:
    """The sentence of each event, from the events of each sentence, set apart by spaces."""
    return {name: words for words, names in sentences.items() for name in names.split()}
