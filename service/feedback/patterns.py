"""The one table of patterns behind the hints, in English and Dutch.

Each pattern is read without regard for capitals, but `NAME` is a word that has one.
"""

from enum import StrEnum


class Hint(StrEnum):
    """What makes a sentence hard to act on."""

    ALWAYS = "always"  #: nobody always does anything
    PERSON = "person"  #: what somebody is, instead of what they did
    COMPARISON = "comparison"  #: with somebody who did not ask for it
    EMPTY = "empty"  #: praise that names nothing


def _any(*words: str) -> str:
    return "(?:" + "|".join(" ".join(words).split()) + ")"


NAME = r"(?-i:(?!I\b)[A-Z][a-z]+)"

# what somebody is ───────────────────────────────────────────────────────────────────────────
TRAITS_EN = _any(
    "smart clever brilliant gifted talented lazy sloppy messy careless chaotic arrogant difficult",
    "negative passive stubborn unreliable reliable amazing awesome great fantastic wonderful",
    "perfect nice kind helpful creative professional proactive shy dominant insecure impatient",
    "patient slow rude friendly funny strong weak indispensable motivated driven",
)
TRAITS_NL = _any(
    "slim knap briljant begaafd getalenteerd gemotiveerd gedreven gehaast lui slordig rommelig",
    "chaotisch arrogant moeilijk lastig negatief passief koppig onbetrouwbaar betrouwbaar",
    "geweldig fantastisch perfect aardig lief behulpzaam creatief professioneel proactief",
    "verlegen dominant onzeker ongeduldig geduldig traag bot vriendelijk grappig sterk zwak",
    "onmisbaar",
)
#: After "you are": where somebody is, or what is done; not what they are like.
NOT_A_TRAIT_EN = (
    r"(?:\w+(?:ing|ed)\b|(?:an?|the)\s+(?:one|first|last|only|owner|reviewer|person (?:to|who))\b|"
    + _any(
        "the there here right able ready welcome now back sure free done gone away ill sick new",
        "next also still already both all who what why how where when that it in on at with from",
        "under over off out up to for of by about my our one before after",
    )
    + r"\b)"
)
NOT_A_TRAIT_NL = (
    r"(?:\w*ge\w+(?:d|t|n)\b|een\s+(?:uur|dag|keer|middag|avond|week|tijd|half)\b|"
    + _any(
        "bij in op met van voor na naar aan uit over door er daar hier nu klaar weg terug ook de",
        "het al nog dit dat toen die naast ziek vrij nieuw eerst degene iemand gisteren vandaag",
        "vorige maandag dinsdag woensdag donderdag vrijdag begonnen vertrokken welkom langs tot",
        "mijn onze zelf om eerder later samen meteen",
    )
    + r"\b)"
)
MORE_EN = r"(?:(?:not|really|so|such|very|quite|just|simply|too|always|never|pretty|truly)\s+)*"
MORE_NL = r"(?:(?:niet|echt|zo|heel|erg|gewoon|te|altijd|nooit|toch|wel|nogal|best)\s+)*"
#: "If you are stuck, call me" is about a case, not about somebody.
NO_CASE_EN = r"(?<!if )(?<!when )(?<!once )(?<!while )(?<!whether )(?<!where )(?<!what )"
NO_CASE_NL = r"(?<!als )(?<!wanneer )(?<!terwijl )(?<!zodra )(?<!toen )(?<!waar )(?<!of )"

#: A few words more, so that what is shown back can be recognised.
SHOWN = r"(?: [a-z]+){0,2}"

# with whom ──────────────────────────────────────────────────────────────────────────────────
OTHERS_EN = (
    rf"(?:{NAME}|(?:the|all|most|any|many) (?:of )?(?:the |your )?(?:others?|rest|team|colleagues|"
    r"developers)|others|anyone|anybody|everyone|everybody|he|she|his|her|"
    r"you(?! (?:think|thought|know|knew|expect))|your (?:colleagues?|team))\b"
)
OTHERS_NL = (
    rf"(?:{NAME}|(?:de|alle|al je|de meeste) (?:rest|ander(?:e|en)|collega's|ontwikkelaars)|"
    r"ander(?:e|en)|iedereen|wie dan ook|hij|je (?:collega's?|team)|jouw)\b"
)
ALL_OF_EN = r"(?:the|our|this) (?:whole )?(?:team|group|department|company)\b|(?:us|all|everyone)\b"
ALL_OF_NL = (
    r"(?:het|ons|dit) (?:hele )?(?:team|bedrijf|stel)\b|(?:de|onze) (?:hele )?(?:groep|afdeling)\b|"
    r"(?:ons|allemaal|allen|iedereen)\b"
)
BEST_EN = r"(?:best|worst|fastest|slowest|smartest|nicest|strongest|weakest|most \w+|least \w+)"
BEST_NL = r"(?:beste|slechtste|snelste|traagste|slimste|sterkste|zwakste|handigste|netste|fijnste)"

# praise of which nothing else is left ───────────────────────────────────────────────────────
PRAISE = (
    r"(?:(?:you did |you have done |je hebt |dat heb je |jij hebt )?(?:it |het |dit |that |a )?"
    r"(?:very |really |so |heel |erg |echt |zeer )?"
    r"(?:good|great|nice|excellent|awesome|amazing|super|perfect|fantastic|brilliant|wonderful|cool"
    r"|goede?|mooie?|prima|top|knap|keurig|geweldige?|fantastische?|uitstekende?|netjes"
    r"|leuke?|fijne?)"
    r"(?: (?:job|work|one|stuff|going|gedaan|werk|bezig|zo|geweest|geleverd|samenwerking"
    r"|samengewerkt))*(?: (?:on|with|met) (?:this|that|it|dit))?"
    r"|well done|keep (?:it up|up the good work|going)|love it|i like it|chapeau|hulde"
    r"|ga (?:vooral )?zo door|vooral zo doorgaan|lekker bezig|topper(?:tje)?|kanjer|toppie"
    r"|(?:many )?thank(?:s| you)(?: a lot| so much| very much)?"
    r"(?: for (?:everything|(?:all )?your (?:help|work|effort|hard work)))?"
    r"|(?:it was )?(?:a )?(?:pleasure|nice|great) (?:to work|working) with you"
    r"|(?:heel erg )?(?:bedankt|dank(?: je(?: wel)?)?|dankjewel)"
    r"(?: voor (?:alles|je (?:hulp|inzet|werk)))?)"
)
LEFT_OVER = rf"(?:[\s,.!]+(?:and |en )?(?:{PRAISE}|{NAME}))*"

PATTERNS: tuple[tuple[Hint, str], ...] = (
    (
        Hint.ALWAYS,
        r"\b(?:you|he|she|everybody|everyone|nobody|no one|one)\b"
        r"(?:['’](?:re|s|ve|ll)| are| is| were| was| have| has| will| can| do| would| could)?\s+"
        r"(?:just |really |simply )?(?:always|never|constantly)\b"
        r"(?!\s+(?:again|have to|had to|need))",
    ),
    (Hint.ALWAYS, r"\bi (?:can|could) always\b"),
    (Hint.ALWAYS, r"\byou (?:don['’]t|do not|didn['’]t|did not) ever\b"),
    (Hint.ALWAYS, r"\b(?:every single time|each and every time|all the time|time and again)\b"),
    (Hint.ALWAYS, r"^(?:always|never|altijd|nooit)\s(?!mind|again|meer)"),
    (
        Hint.ALWAYS,
        r"\b(?:je|jij|jou|hij|zij|ze|iedereen|niemand|u)\s+(?:\w+\s+){0,3}?"
        r"(?:altijd|nooit|constant|voortdurend|steevast)\b(?!\s+(?:meer|nodig|moet|hoef))",
    ),
    (Hint.ALWAYS, r"\b(?:altijd|nooit)\s+(?:\w+\s+)?(?:je|jij)\b"),
    (Hint.ALWAYS, r"\b(?:(?:elke|iedere) keer weer|keer op keer|de hele tijd|te allen tijde)\b"),
    (Hint.PERSON, rf"\byou(?: are| were|['’]re)\s+{MORE_EN}(?:{TRAITS_EN}\b|the best\b)"),
    (
        Hint.PERSON,
        rf"\b{NO_CASE_EN}you(?: are|['’]re)\s+{MORE_EN}(?!{NOT_A_TRAIT_EN})[a-z]+{SHOWN}",
    ),
    (Hint.PERSON, rf"\b(?:je|jij|u) (?:bent|was)\s+{MORE_NL}(?:{TRAITS_NL}\b|de beste\b)"),
    (Hint.PERSON, rf"\b(?:ben|was) (?:je|jij)\s+{MORE_NL}{TRAITS_NL}\b"),
    (Hint.PERSON, rf"\b{NO_CASE_NL}(?:je|jij) bent\s+{MORE_NL}(?!{NOT_A_TRAIT_NL})[a-z]+{SHOWN}"),
    (Hint.PERSON, r"\b(?:as a person|your (?:character|personality|attitude))\b"),
    (Hint.PERSON, r"\b(?:als persoon|(?:je|jouw) (?:karakter|persoonlijkheid|houding))\b"),
    (
        Hint.COMPARISON,
        r"\b(?:(?!rather|other)\w+er|worse|more|less)(?: \w+)? than\s+" + OTHERS_EN,
    ),
    (Hint.COMPARISON, rf"\b(?:the )?{BEST_EN} (?:\w+ ){{0,2}}(?:of|in|on|at) (?:{ALL_OF_EN})"),
    (Hint.COMPARISON, rf"\b{BEST_EN} (?:\w+ )?(?:i|we)(?:['’]ve| have)\b"),
    (Hint.COMPARISON, rf"\b(?:compared (?:to|with)|unlike)\s+{OTHERS_EN}"),
    (Hint.COMPARISON, rf"\bas (?!soon|long|well|far|much)\w+ as\s+{OTHERS_EN}"),
    (Hint.COMPARISON, rf"\b(?:\w+er|meer|minder)(?: \w+)? dan\s+{OTHERS_NL}"),
    (Hint.COMPARISON, rf"\b{BEST_NL} (?:\w+ ){{0,2}}(?:van|in|uit|op) (?:{ALL_OF_NL})"),
    (Hint.COMPARISON, rf"\b{BEST_NL} (?:\w+ )?die (?:we|ik|wij)\b"),
    (
        Hint.COMPARISON,
        r"\b(?:in vergelijking met|vergeleken (?:met|bij)|in tegenstelling tot|anders dan)\s+"
        + OTHERS_NL,
    ),
    (Hint.COMPARISON, rf"\b(?:net zo|even) \w+ als\s+{OTHERS_NL}"),
    (Hint.EMPTY, rf"^\W*{PRAISE}{LEFT_OVER}\W*$"),
)
