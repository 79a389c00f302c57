"""Reports: bringing words before the two trusted people, their page, and choosing them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.feedback import actions_reports, reads, reads_reports, reads_thanks
from service.feedback.schema import PageSent
from service.feedback.schema_words import OutcomeSent, ReportSent, TrustedSent
from service.web import feedback_form, feedback_page, here, thanks_page

bp = Blueprint("reports", __name__)
choosing = Blueprint("trusted", __name__)
bp.context_processor(feedback_form.texts)
Answer = str | Response | tuple[str, int]
NUMBER = "<int(max=9223372036854775807):{}>"


@bp.post(f"/feedback/{NUMBER.format('feedback_id')}/report")
def report_feedback(feedback_id: int) -> Answer:
    words = reads.feedback(here.db(), here.me(), feedback_id)
    try:
        reason = here.form(ReportSent)["reason"]
        actions_reports.report_feedback(here.db(), here.me(), feedback_id, reason)
    except Invalid as wrong:
        return feedback_page.shown(words, wrong)
    flash(gettext("Reported. The two trusted people read it; nobody else is told."))
    return redirect(url_for("feedback.page", feedback_id=feedback_id), code=303)


@bp.post(f"/thanks/{NUMBER.format('thanks_id')}/report")
def report_thanks(thanks_id: int) -> Answer:
    found = reads_thanks.thanks(here.db(), here.me(), thanks_id)
    try:
        reason = here.form(ReportSent)["reason"]
        actions_reports.report_thanks(here.db(), here.me(), thanks_id, reason)
    except Invalid as wrong:
        return thanks_page.shown(found, wrong)
    flash(gettext("Reported. The two trusted people read it; nobody else is told."))
    return redirect(url_for("thanks.page", thanks_id=thanks_id), code=303)


@bp.post(f"/reports/{NUMBER.format('report_id')}/take-back")
def take_back(report_id: int) -> Response:
    mine = reads_reports.mine(here.db(), here.me(), report_id)
    actions_reports.take_back(here.db(), here.me(), report_id)
    flash(gettext("Taken back. The copy of the words is gone."))
    if mine.feedback_id is not None:
        return redirect(url_for("feedback.page", feedback_id=mine.feedback_id), code=303)
    return redirect(url_for("thanks.page", thanks_id=mine.thanks_id), code=303)


# the trusted people ─────────────────────────────────────────────────────────────────────────


@bp.get("/reports")
def page() -> str:
    before = here.query(PageSent)["before"]
    found = reads_reports.reports(here.db(), here.me(), before)
    return render_template(
        "reports/page.html",
        reports=found,
        is_first=before is None,
        older=found[-1].id if len(found) == reads_reports.PAGE else None,
    )


@bp.get(f"/reports/{NUMBER.format('report_id')}")
def report(report_id: int) -> str:
    found = reads_reports.report(here.db(), here.me(), report_id)
    return render_template("reports/report.html", report=found, typed={}, errors={})


@bp.post(f"/reports/{NUMBER.format('report_id')}/close")
def close(report_id: int) -> Answer:
    found = reads_reports.report(here.db(), here.me(), report_id)
    try:
        outcome = here.form(OutcomeSent)["outcome"]
        actions_reports.close(here.db(), here.me(), report_id, outcome)
    except Invalid as wrong:
        page = render_template(
            "reports/report.html", report=found, typed=request.form, errors=wrong.fields
        )
        return page, 422
    flash(gettext("Closed. %(name)s reads what you wrote.", name=found.reporter_first))
    return redirect(url_for(".report", report_id=report_id), code=303)


# choosing them ──────────────────────────────────────────────────────────────────────────────


@choosing.get("/trusted")
def people() -> str:
    return _people()


@choosing.post("/trusted")
def choose() -> Answer:
    try:
        actions_reports.choose_trusted(here.db(), here.me(), here.form(TrustedSent)["people"])
    except Invalid as wrong:
        return _people(wrong), 422
    flash(gettext("Kept. Every form names them from now on."))
    return redirect(url_for(".people"), code=303)


def _people(wrong: Invalid | None = None) -> str:
    chosen = reads_reports.chosen_trusted(here.db(), here.me())
    return render_template(
        "reports/trusted.html",
        chosen=chosen,
        typed=request.form.getlist("people") if wrong else [str(one.person_id) for one in chosen],
        candidates=reads_reports.may_be_trusted(here.db(), here.me()),
        errors=wrong.fields if wrong else {},
    )
