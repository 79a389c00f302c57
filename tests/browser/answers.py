"""Forms that are answered with a page of their own."""

#: Where a button is pressed after the fields are filled in, and what the answer is called.
ANSWERS: dict[str, tuple[str, str, dict[str, str], str, str]] = {
    "a secret": (
        "dana", "/connections/lindewal-jira/hook/automation", {},
        "/connections/lindewal-jira/hook/automation", "Being heard",
    ),
    "a raw body": (
        "dana", "/deliveries/{strange}", {"#reason": "which app sent this"},
        "/deliveries/{strange}/body", "Raw body of delivery",
    ),
    "a look without a reason": (
        "dana", "/deliveries/{strange}", {"#reason": "why"},
        "/deliveries/{strange}/body", "Delivery",
    ),
    "a link to hand over": (
        "dana", "/people/invite", {"#name": "Wen Wright", "#email": "wen.wright@example.org"},
        "/people/invite", "A link to hand over",
    ),
    "a list, looked at first": (
        "dana", "/people/import", {"#text": "Wen Wright, wen@example.org, Payments\nNobody"},
        "/people/import/preview", "What would happen",
    ),
    "what a rule would do": (
        "dana", "/rules/new/{slug}", {"[id='values-0']": "PAY, OPS"},
        "/rules/new/{slug}/preview", "A rule for",
    ),
    "a rule that does not fit": (
        "dana", "/rules/{rule}/change", {"[id='values-0']": " "},
        "/rules/{rule}/change/preview", "Change a rule for",
    ),
    "a catalogue that is broken": (
        "dana", "/catalogue-import", {"#text": "areas: ["}, "/catalogue-import/preview",
        "A catalogue from a file",
    ),
    "a catalogue that would change": (
        "dana", "/catalogue-import",
        {"#text": "area,skill,level,what,en,nl\nbuilding,,,name,Making,Maken"},
        "/catalogue-import/preview", "What would happen",
    ),
    "a proposal changed into too little": (
        "steward", "/proposals/{open_proposal}/edit", {"#level1_signals_en": "One."},
        "/proposals/{open_proposal}/edit", "Change and accept",
    ),
    "a pause that is over": (
        "noor", "/settings/pace", {"#until": "2020-01-01"}, "/settings/pause", "My pace",
    ),
    "an address of another chat": (
        "dana", "/mail/chat", {"#address": "https://example.org/hook"},
        "/mail/chat", "A channel for",
    ),
    "no more mail": (
        "dana", "/unsubscribe/{seal}", {}, "/unsubscribe/{seal}", "No more of these mails",
    ),
    "a wish that needs another look": (
        "noor", "/budgets/{budget}/ask", {"#title": "A course", "#money": "much", "#why": "So."},
        "", "What would help you grow?",
    ),
    "a file that would make budgets": (
        "iris", "/budgets/import",
        {"#text": "name,whose,currency,from,until,money\nA,nobody,EUR,2027-01-01,2027-12-31,1"},
        "/budgets/import/preview", "What would happen",
    ),
    "more than there is": (
        "iris", "/budgets/{budget}", {"[id='money']": "much"},
        "/budgets/{budget}/grant", "Payments",
    ),
    "a form sent too early": ("asked", "/asks/{ask}", {}, "/asks/{ask}/answer", "What did you see"),
    "thanks to nobody": (
        "noor", "/thanks/new", {"#happening": "The fair", "#effect": "It worked."},
        "/thanks", "Thank somebody",
    ),
    "a report of blanks": (
        "trusted", "/reports/{report}", {"#outcome": " "}, "/reports/{report}/close", "A report of",
    ),
    "another address than mine": (
        "noor", "/settings/erase", {"#email": "other@example.org"}, "/settings/erase", "Erase",
    ),
    "a password that is too short": (
        "stranger", "/link/{invited}", {"#password": "short"}, "", "Good to have you here",
    ),
    "a strange password": (
        "stranger", "/sign-in", {"#email": "nobody@example.org", "#password": "not this one"},
        "/sign-in", "Sign in",
    ),
}  # fmt: skip
