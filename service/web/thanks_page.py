"""Thanks as those find them whom they concern."""

from flask import render_template, request

from service.errors import Invalid
from service.feedback import reads_reports, reads_thanks
from service.feedback.model_thanks import Thanks
from service.web import here, readers

Shown = str | tuple[str, int]


def shown(thanks: Thanks, wrong: Invalid | None = None) -> Shown:
    """The page of thanks that were read as me; with what was wrong in the form on it."""
    db, me = here.db(), here.me()
    trusted = reads_reports.trusted_about(db, me, thanks.giver_id)
    page = render_template(
        "thanks/page.html",
        thanks=thanks,
        has_wall=reads_thanks.has_wall(db, me),
        report=reads_reports.my_report(db, me, thanks_id=thanks.id),
        trusted=readers.listed([one.name for one in trusted]),
        typed=request.form if wrong else {},
        errors=wrong.fields if wrong else {},
    )
    return (page, 422) if wrong else page
