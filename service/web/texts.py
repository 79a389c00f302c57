"""Words and shapes that many pages share: level names, reasons, dates, relative times."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from flask_babel import (
    format_date,
    format_datetime,
    format_timedelta,
    gettext,
    ngettext,
    to_user_timezone,
)
from flask_babel import lazy_gettext as _l

from service import clock

LEVELS = {
    1: _l("Exploring"),
    2: _l("Practising"),
    3: _l("Independent"),
    4: _l("Deepening"),
    5: _l("Passing on"),
}
SEEN = {
    1: _l("followed along with someone"),
    2: _l("did parts of it with help close by"),
    3: _l("did it alone and knew when to ask"),
    4: _l("saw trouble coming, chose between approaches with reasons"),
    5: _l("changed how we do it, so that others build on it"),
}
LEVEL_HINTS = {
    1: _l("follows along with someone"),
    2: _l("parts of it, help close by"),
    3: _l("alone, knows when to ask"),
    4: _l("the difficult and the new"),
    5: _l("others build on it"),
}
CLOSENESS = {
    "together": _l("did it together with you"),
    "parts": _l("saw parts of it"),
    "result": _l("uses the result"),
}
#: What somebody did in a piece of work.
ROLES = {
    "assignee": _l("did it"),
    "mover": _l("moved it along"),
    "reviewer": _l("reviewed it"),
    "reporter": _l("brought it in"),
    "commenter": _l("took part in the conversation"),
    "worklog_author": _l("worked on it"),
    "page_author": _l("wrote it"),
    "page_editor": _l("wrote along"),
}
WISHES = {0: _l("not now"), 1: _l("a little"), 2: _l("yes"), 3: _l("very much")}
GIVER_REASONS = {
    "assignee": _l("You worked on it too."),
    "mover": _l("You moved it along."),
    "reviewer": _l("You reviewed it."),
    "reporter": _l("You brought it in."),
    "commenter": _l("You took part in the conversation."),
    "worklog_author": _l("You worked on it too."),
    "page_author": _l("You wrote a page for it."),
    "page_editor": _l("You wrote along on it."),
    "named": _l("%(name)s says you were there."),
    "unseen": _l("You were there, and want to say something."),
}
WEEKDAYS = {
    1: _l("Monday"),
    2: _l("Tuesday"),
    3: _l("Wednesday"),
    4: _l("Thursday"),
    5: _l("Friday"),
    6: _l("Saturday"),
    7: _l("Sunday"),
}


def install(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=day,
        ago=ago,
        month=month,
        moment=moment,
        lasting=lasting,
        lasting_for=lasting_for,
        clipped=clipped,
        bare=bare,
    )
    app.jinja_env.globals.update(
        LEVELS=LEVELS,
        SEEN=SEEN,
        LEVEL_HINTS=LEVEL_HINTS,
        CLOSENESS=CLOSENESS,
        ROLES=ROLES,
        WISHES=WISHES,
        GIVER_REASONS=GIVER_REASONS,
        WEEKDAYS=WEEKDAYS,
        now=clock.now,
        today=today,
    )


def today() -> date:
    """The date here and now, in the time zone of the organisation."""
    return _date(clock.now())


def day(time: datetime | date, with_year: bool | None = None) -> str:
    """16 November, with the year when it is not this one."""
    year = with_year if with_year is not None else time.year != clock.now().year
    return str(format_date(_date(time), "d MMMM yyyy" if year else "d MMMM"))


def month(time: datetime | date) -> str:
    return str(format_date(_date(time), "MMMM yyyy"))


def moment(time: datetime) -> str:
    """16 Nov 2026, 10:42."""
    return str(format_datetime(time, "d MMM yyyy, HH:mm"))


def lasting(since: datetime) -> str:
    """How long since then: 3 minutes, 2 hours."""
    return str(format_timedelta(max(clock.now() - since, timedelta(seconds=1)), threshold=1.2))


def lasting_for(time: timedelta) -> str:
    """How long: 3 minutes, 2 hours."""
    return str(format_timedelta(max(time, timedelta(seconds=1)), threshold=1.2))


def ago(time: datetime) -> str:
    """How long ago, in words one would say."""
    days = (_date(clock.now()) - _date(time)).days
    if days < 1:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    if days < 14:
        return ngettext("%(num)d day ago", "%(num)d days ago", days)
    if days < 60:
        return ngettext("%(num)d week ago", "%(num)d weeks ago", days // 7)
    if days < 730:
        return ngettext("%(num)d month ago", "%(num)d months ago", round(days / 30.44))
    return ngettext("%(num)d year ago", "%(num)d years ago", days // 365)


def clipped(text: str | None, length: int = 80) -> str:
    """A title that fits a line, cut between words."""
    text = text or ""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def bare(text: str) -> str:
    """Words as a part of a sentence: without the stop at their end."""
    return text.strip().rstrip(".!…;,")


def _date(time: Any) -> date:
    return to_user_timezone(time).date() if isinstance(time, datetime) else time
