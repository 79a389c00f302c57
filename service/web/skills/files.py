"""The catalogue as a file: out for everybody, in for stewards and administrators."""

from flask import make_response, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.errors import Forbidden
from service.skills import actions_import as actions
from service.skills import catalogue_csv, catalogue_yaml
from service.skills import reads_catalogue as reads
from service.skills.catalogue_files import BrokenFile, Problem
from service.skills.catalogue_plan import Plan
from service.skills.model_words import WrittenArea
from service.skills.schema_import import MOST_TEXT, FileSent
from service.web import here
from service.web.skills.blueprint import bp, said

NO_FILE = Problem(0, _l("Choose a file, or paste its text."))
NOT_TEXT = Problem(
    0, _l("This file is not text in UTF-8. From a spreadsheet, save it as CSV UTF-8.")
)
TOO_MUCH = Problem(0, _l("This is more than a catalogue can be: two million characters at most."))
KINDS = {
    "new_area": _l("New areas"),
    "renamed_area": _l("Areas with another name"),
    "new_skill": _l("New skills"),
    "new_version": _l("Skills with a new version"),
    "moved": _l("Skills that move to another area"),
    "archived": _l("Skills that are archived"),
    "brought_back": _l("Skills that are offered again"),
    "order": _l("Another order"),
    "stays": _l("Not in the file; they stay as they are"),
}


@bp.get("/catalogue.yaml")
def as_yaml() -> Response:
    text = catalogue_yaml.written(reads.written(here.db(), here.me()))
    return _file(text, "gezel-catalogue.yaml", "application/yaml")


@bp.get("/catalogue.csv")
def as_csv() -> Response:
    """With the mark at its beginning by which spreadsheets know UTF-8."""
    text = "\ufeff" + catalogue_csv.written(reads.written(here.db(), here.me()))
    return _file(text, "gezel-catalogue.csv", "text/csv")


def _file(text: str, name: str, kind: str) -> Response:
    answer = make_response(text)
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/catalogue-import")
def file() -> str:
    _must_shape_something()
    return _form("")


@bp.post("/catalogue-import/preview")
def preview() -> str | tuple[str, int]:
    """What the file would do, in words; nothing happens yet."""
    _must_shape_something()
    text = request.form.get("text", "")
    try:
        text = _sent_text()
        return _preview(text, actions.preview(here.db(), here.me(), _read(text)))
    except BrokenFile as broken:
        return _form(text, broken.problems), 422


@bp.post("/catalogue-import")
def take_in() -> Response | str | tuple[str, int]:
    """Do what was announced; when it would be something else by now, announce that."""
    _must_shape_something()
    text, mark = request.form.get("text", ""), here.form(FileSent)["mark"]
    try:
        actions.take_in(here.db(), here.me(), _read(text), mark)
    except BrokenFile as broken:
        return _form(text, broken.problems), 422
    except actions.NotAsAnnounced:
        plan = actions.preview(here.db(), here.me(), _read(text))
        return _preview(text, plan, changed=True), 409
    return said(gettext("The catalogue is as the file says."), "catalogue.page")


def _must_shape_something() -> None:
    if not (here.me().is_administrator or reads.tended(here.db(), here.me())):
        raise Forbidden


def _sent_text() -> str:
    """The chosen file, if there is one, else what was pasted."""
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    try:
        text = content.decode("utf-8-sig") if content else request.form.get("text", "")
    except UnicodeDecodeError as wrong:
        raise BrokenFile([NOT_TEXT]) from wrong
    if not text.strip():
        raise BrokenFile([NO_FILE])
    if len(text) > MOST_TEXT:
        raise BrokenFile([TOO_MUCH])
    return text


def _read(text: str) -> list[WrittenArea]:
    """YAML or CSV, as its first line shows."""
    first = text.lstrip("\ufeff \r\n").partition("\n")[0].lower()
    is_table = first.startswith(catalogue_csv.HEADINGS[0]) and not first.startswith("areas")
    return catalogue_csv.read(text) if is_table else catalogue_yaml.read(text)


def _preview(text: str, plan: Plan, changed: bool = False) -> str:
    return render_template(
        "catalogue/preview.html", text=text, plan=plan, kinds=KINDS, changed=changed
    )


def _form(text: str, problems: list[Problem] | None = None) -> str:
    return render_template("catalogue/file.html", text=text, problems=problems or [])
