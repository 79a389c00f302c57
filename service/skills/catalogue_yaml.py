"""The catalogue as YAML, the form of the files in `catalogue/`."""

from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from service.skills import schema_problems as problems
from service.skills.catalogue_files import BrokenFile, Located, Path, Problem, checked
from service.skills.model_words import LevelWords, Lines, Words, WrittenArea, WrittenSkill

NOTHING = "tag:yaml.org,2002:null"
DEEPEST = 12


class Block(yaml.SafeDumper):
    """Lists stand under their name with a step in, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)


def written(areas: list[WrittenArea]) -> str:
    """The catalogue as a file: the same catalogue always as the same text."""
    content = {"areas": [_area(area) for area in areas]}
    return yaml.dump(content, Dumper=Block, allow_unicode=True, sort_keys=False, width=10_000)


def _area(area: WrittenArea) -> dict[str, Any]:
    skills = [_skill(skill) for skill in area.skills]
    return {"slug": area.slug, "name": _words(area.name), "skills": skills}


def _skill(skill: WrittenSkill) -> dict[str, Any]:
    return {
        "slug": skill.slug,
        **({"archived": True} if skill.is_archived else {}),
        "name": _words(skill.words.name),
        "summary": _words(skill.words.summary),
        "levels": [_level(level) for level in skill.words.levels],
    }


def _level(level: LevelWords) -> dict[str, Any]:
    texts = {"summary": _words(level.summary), "signals": _lines(level.signals)}
    return texts | ({"examples": _lines(level.examples)} if level.examples.en else {})


def _words(words: Words) -> dict[str, str]:
    return {"en": words.en, "nl": words.nl}


def _lines(lines: Lines) -> dict[str, list[str]]:
    return {"en": list(lines.en), "nl": list(lines.nl)}


def read(text: str, loader: Any = yaml.SafeLoader) -> list[WrittenArea]:
    """The catalogue in this text, or BrokenFile.

    `loader` may be yaml's faster CSafeLoader for files of our own; the pure one stands up to any.
    """
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise BrokenFile([Problem(mark.line + 1 if mark else 1, problems.NOT_YAML)]) from wrong
    except yaml.YAMLError as wrong:  # a sign that YAML does not allow
        raise BrokenFile([Problem(_line_of(text, wrong), problems.NOT_YAML)]) from wrong
    except RecursionError as wrong:
        raise BrokenFile([Problem(1, problems.NESTED)]) from wrong
    reading = _Reading()
    content = reading.content(root, ()) if root else None
    if reading.problems:
        raise BrokenFile(reading.problems)
    return checked(Located(content, reading.lines))


def _line_of(text: str, wrong: yaml.YAMLError) -> int:
    return text.count("\n", 0, getattr(wrong, "position", 0)) + 1


class _Reading:
    """Turns nodes into plain values, texts as they stand, and notes the line of each."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def content(self, node: Node, path: Path) -> Any:
        line = self.lines[path] = node.start_mark.line + 1
        if id(node) in self._seen or len(path) > DEEPEST:
            self.problems.append(
                Problem(line, problems.REPEATED if id(node) in self._seen else problems.NESTED)
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._names(node, path)
        if isinstance(node, SequenceNode):
            return [self.content(one, (*path, place)) for place, one in enumerate(node.value)]
        return node.value if node.tag != NOTHING else None

    def _names(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.value in found:
                message = (
                    problems.TWICE_HERE if isinstance(key, ScalarNode) else problems.NOT_A_NAME
                )
                self.problems.append(Problem(key.start_mark.line + 1, message))
                continue
            found[key.value] = self.content(value, (*path, key.value))
        return found
