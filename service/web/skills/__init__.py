"""Pages about skills: the catalogue and its proposals for everybody, and set-up with its rules."""

from service.web.skills import answering as answering
from service.web.skills import catalogue as catalogue
from service.web.skills import files as files
from service.web.skills import merging as merging
from service.web.skills import proposals as proposals
from service.web.skills import stewards as stewards
from service.web.skills.blueprint import bp as catalogue_bp
from service.web.skills.rules import bp as rules_bp

blueprints = (catalogue_bp, rules_bp)
