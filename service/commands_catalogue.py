"""What `gezel catalogue` does, without the terminal."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from service.commands import COMMAND, database
from service.errors import GezelError, said_by
from service.skills import actions_import, catalogue_csv, catalogue_yaml
from service.skills import reads_catalogue as catalogue
from service.skills.catalogue_files import BrokenFile
from service.skills.catalogue_plan import Change

FORMS = {".yaml": catalogue_yaml, ".yml": catalogue_yaml, ".csv": catalogue_csv}
#: Spreadsheets know UTF-8 by a mark at its beginning.
ENCODINGS = {".yaml": "utf-8", ".yml": "utf-8", ".csv": "utf-8-sig"}


class NotAForm(GezelError):
    """%(file)s ends in none of .yaml, .yml and .csv, so its form is not known."""


class NotText(GezelError):
    """%(file)s is not text in UTF-8. Nothing was changed."""


class BrokenCatalogue(GezelError):
    """The file is broken."""


def export(data: Path, file: Path) -> None:
    """Write the whole catalogue, in the form that the name of the file asks for."""
    form = _form_of(file)
    with database(data) as (_, db):
        text = form.written(catalogue.written(db, COMMAND))
    file.write_text(text, encoding=ENCODINGS[file.suffix], newline="")


def take_in(data: Path, file: Path, agrees: Callable[[list[str]], bool]) -> bool:
    """Say what the file would do, a line each, and do it if that `agrees`; whether it was done."""
    form = _form_of(file)
    try:
        wanted = form.read(file.read_bytes().decode("utf-8-sig"))
        with database(data) as (_, db):
            plan = actions_import.preview(db, COMMAND, wanted)
            if plan.does_nothing or not agrees([_said(one) for one in plan.changes]):
                return False
            actions_import.take_in(db, COMMAND, wanted, plan.mark)
    except UnicodeDecodeError as wrong:
        raise NotText(file=file) from wrong
    except BrokenFile as broken:
        lines = [f"{file}:{one.line or 1}: {one.message} {one.where}" for one in broken.problems]
        raise BrokenCatalogue("\n".join([said_by(BrokenFile), *lines])) from broken
    return True


def _said(change: Change) -> str:
    return f"{change.kind.replace('_', ' '):13} {change.slug or 'areas'}"


def _form_of(file: Path) -> ModuleType:
    try:
        return FORMS[file.suffix]
    except KeyError:
        raise NotAForm(file=file) from None
