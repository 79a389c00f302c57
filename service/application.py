"""The web application, put together of pages, webhooks and what each package says of people."""

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from service import clock, demo, log, web, webhooks
from service import settings as configuration
from service.aims import actions_erase as erase_aims
from service.aims import reads_about as aims
from service.budgets import actions_erase as erase_budgets
from service.budgets import reads_about as budgets
from service.connections.secrets import Vault
from service.db import pool as pools
from service.db.pool import Pool
from service.feedback import actions_erase as erase_feedback
from service.feedback import reads_about as feedback
from service.growth import actions_erase as erase_growth
from service.growth import reads_about as growth
from service.notices import actions_erase as erase_notices
from service.notices import reads_about as notices
from service.people import actions_erase as erase_people
from service.people import reads_about as people
from service.settings import Settings
from service.skills import actions_erase as erase_skills
from service.skills import reads_about as skills
from service.work import actions_erase as erase_work
from service.work import reads_about as work

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: What each package that holds something about people says about one of them.
ABOUT = {
    "people": people.about,
    "work": work.about,
    "skills": skills.about,
    "aims": aims.about,
    "feedback": feedback.about,
    "growth": growth.about,
    "budgets": budgets.about,
    "notices": notices.about,
}
#: How each of them forgets one; `people` last, as all others refer to its row.
ERASE = (
    erase_notices.erase,
    erase_growth.erase,
    erase_feedback.erase,
    erase_aims.erase,
    erase_budgets.erase,
    erase_skills.erase,
    erase_work.erase,
    erase_people.erase,
)


def create(settings: Settings | None = None, pool: Pool | None = None) -> Flask:
    """The web application: webhooks and pages, over one pool of connections."""
    settings = settings or configuration.read()
    log.configure(settings)
    clock.settle(settings.time_zone)
    app = Flask("service")
    app.config.update(web.flask_settings(settings))
    pool = pool or pools.of(settings, pools.FOR_PAGES)
    vault = Vault(settings.secret_key)
    web.install(app, settings, pool, vault)
    app.register_blueprint(web.about_me(ABOUT))
    app.register_blueprint(web.erase(ERASE))
    if settings.demo:
        app.register_blueprint(demo.door.blueprint(pool, web.enter, web.open_to_strangers))
    app.wsgi_app = with_door(app.wsgi_app, settings, pool)  # type: ignore[method-assign, assignment]
    return app


def with_door(pages: "WSGIApplication", settings: Settings, pool: Pool) -> "WSGIApplication":
    """The pages, and beside them the door for deliveries at `/webhooks`."""
    proofs, vault = webhooks.proof.of(settings), Vault(settings.secret_key)
    receiver = webhooks.receive.receiver(pool, vault, proofs, settings.delivery_limit)
    both: WSGIApplication = DispatcherMiddleware(pages, {"/webhooks": receiver})
    hops = settings.trusted_proxies
    return ProxyFix(both, x_for=hops, x_proto=hops) if hops else both
