"""Set-up, step four: being heard. Gezel makes the webhook, or an administrator does."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.atlassian.rest.errors import AtlassianError
from service.connections import reads_setup
from service.connections.model_setup import SetUp, Step
from service.errors import GezelError, NotFound
from service.web import here
from service.web.connections import making
from service.web.connections.access import go_to
from service.web.connections.blueprint import bp
from service.web.connections.by_hand import ways
from service.web.errors import told


@bp.get("/connections/<name>/hook")
def hook(name: str) -> str:
    return _page(reads_setup.set_up(here.db(), here.me(), name), None)


@bp.post("/connections/<name>/hook")
def make_hook(name: str) -> Response | tuple[str, int]:
    found = reads_setup.set_up(here.db(), here.me(), name)
    if not found.has_own_hooks:
        raise NotFound
    try:
        making.make(found)
    except (AtlassianError, GezelError) as error:
        return _page(found, told(error)), 422
    flash(gettext("The webhook is made. Change any piece of work there to try it."))
    return go_to(found, Step.HOOK)


def _page(found: SetUp, trouble: str | None) -> str:
    return render_template(
        "connections/hook.html",
        setup=found,
        step=Step.HOOK,
        ways=ways(found),
        trouble=trouble,
        public_url=here.parts().settings.public_url,
    )
