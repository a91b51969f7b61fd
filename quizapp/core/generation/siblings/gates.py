"""When no wrong option fits, whatever the lists hold: the sentence already fixes the key (rules 2 and 6)."""

import re
from collections.abc import Callable

from quizapp.core.generation.siblings.gazetteer import Entry, names_of
from quizapp.core.generation.siblings.scene import LOOSE, Context, Scene

STATES = frozenset(["country", "nationality", "people", "uk_nation", "uk_nationality"])
NATURE = frozenset(
    ["river", "lake", "sea", "mountain_range", "mountain", "island", "desert", "ocean", "continent", "planet"]
)
TIMELESS = NATURE | {"month", "weekday", "language", "element"}
_HOME = {"english_county": "ENG", "london_borough": "ENG", "museum_london": "ENG"}
_TITLES = (
    "president|prime minister|chancellor|minister|king|queen|emperor|empress|tsar|pope|sultan|governor|senator|"
    "ambassador|premier|secretary|mayor|dictator|leader|prince|princess|general|captain|striker|defender|midfielder|"
    "goalkeeper|footballer|singer|actor|actress|author|writer|artist|composer|philosopher|manager|coach"
)
_TITLED = re.compile(rf"\b(?:{_TITLES})\b(?:,? [A-Z]|(?: of| of the)? ___)|___ (?:\w+ )?(?:{_TITLES})\b", re.IGNORECASE)
_ROLE_AND_NAME = re.compile(
    rf"(?:['’]s)?(?: [a-z-]+){{0,2}} (?:{_TITLES}|founder|co-founder|chief executive|boss|chief|CEO|chair\w*|director|head|"
    r"spokes\w+|reporter|correspondent|presenter|captain|editor|columnist|analyst|economist|engineer)s?,? [A-Z]|-\d"
)
_LONGER = re.compile(
    r" [A-Z]|['’]s? [A-Z]|[-–/][A-Z\d]| (?:and|&) [A-Z]\w+ (?:County|Council|Trust|University|Wars?|Company)"
)
_PROJECT = re.compile(r" (?:family (?:of )?)?(?:program\w*|project|missions?|spacecraft|rockets?|capsule)\b")
_SOMEBODY = re.compile(r"(?: (?!(?:and|at|by|for|from|in|of|on|or|that|to|with)\b)[a-z-]+){1,3},? [A-Z]")
_SHORE = re.compile(r" (?:coast|shore|seaboard|ports?|(?:to|in|on) the (?:north|south|east|west))")
_COMPOUND = re.compile(
    r"[ -](?:per|di|mon|tri)?(?:oxide|chloride|sul(?:ph|f)ate|sul(?:ph|f)ide|nitrate|carbonate|acid|fluoride|bomb|isotopes?|hydroxide|bonds?)\b"
)
_PLACED = re.compile(
    r"\b(?:border\w*|neighbou?r\w*|landlocked|island|islands|peninsula|archipelago|kingdom|republic|monarchy|"
    r"[A-Z][a-z]+-speaking|(?:north|south|east|west)\w*|largest|smallest|most populous|colony|coloni\w+)\b"
)
_HEADS = {
    "river": {"River", "Rivers"},
    "lake": {"Lake", "Lakes"},
    "mountain": {"Mount", "Mt"},
    "month": {"Early", "Late", "Mid"},
}
_TITLE_BEFORE = re.compile(r"\b([A-Z]\w*) (?:of|for)(?: the)? \Z")
_EXAMPLES = re.compile(
    r"\b(?:such as|including|includes?|for example|for instance|e\.g\.|among (?:them|others)|like|or)\b[^.;:]*\Z"
)
_FOOD_OR_BODY = re.compile(
    r"\b(?:diets?|dietary|foods?|bod(?:y|ies)|blood|bones?|vitamins?|nutri\w+|health\w*|eat\w*|minerals?|muscles?|cells?|"
    r"deficien\w+|supplement\w*)\b",
    re.IGNORECASE,
)


def _said_again(key: Entry, context: Context, _scene: Scene) -> bool:
    """The key stands elsewhere in the sentence, under any of its names or inside a longer word."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}", context.rest) for name in {*names_of(key), context.key} if len(name) > 1
    )


def _begins_a_name(key: Entry, context: Context, _scene: Scene) -> bool:
    """The key is the first part of something longer: "___ Airport", "___'s Angela Merkel", "___ founder Bill Gates"."""
    if _LONGER.match(context.after) or _ROLE_AND_NAME.match(context.after):
        return True
    if key.kind in {"nationality", "uk_nationality"}:
        return bool(_SOMEBODY.match(context.after))
    if key.kind.endswith("_god") or key.kind == "planet":
        return bool(_PROJECT.match(context.after))
    return key.kind in {"weekday", "month"} and bool(re.match(r"['’]s? ", context.after))


def _ends_a_name(key: Entry, context: Context, _scene: Scene) -> bool:
    """The key is the last part of something longer: "University of ___", "BBC ___", "Swiss ___"."""
    if re.search(r"\w[-–/]\Z", context.before):
        return True
    outer = _TITLE_BEFORE.search(context.before)
    if outer and outer.start() > 0:
        return True
    before = re.search(r"(\S+) (?:the )?\Z", context.before)
    if not before or not before[1][0].isupper() or before[1][-1] in ",;:.!?":
        return False
    return before[1].lower() not in LOOSE and before[1] not in _HEADS.get(key.kind, ())


def _an_example(_key: Entry, context: Context, _scene: Scene) -> bool:
    """One of several examples: what else is like it is true as well."""
    return bool(_EXAMPLES.search(context.before[-80:]))


def _in_brackets(_key: Entry, context: Context, _scene: Scene) -> bool:
    """Its short form follows, or it explains one: "___ (NASA)", "NASA (___)"."""
    return bool(re.match(r",? \(", context.after) or context.before.endswith("("))


def _state_is_fixed(key: Entry, context: Context, scene: Scene) -> bool:
    """A state beside its own town, nationality, ruler or border."""
    if key.kind not in STATES:
        return False
    own = [entry for entry in scene.sentence if key.country in entry.countries]
    if any(not key.admin or (entry.admin or _HOME.get(entry.kind)) == key.admin for entry in own):
        return True
    if _TITLED.search(context.rest):
        return True
    return key.kind in {"country", "uk_nation"} and bool(_PLACED.search(context.rest))


def _division_is_fixed(key: Entry, context: Context, scene: Scene) -> bool:
    """A state, province or nation beside one of its towns, or in times before it was one."""
    if not key.admin or key.kind == "city":
        return False
    inside = any(e.country == key.country and e.admin == key.admin for e in scene.sentence)
    return inside or (context.year is not None and context.year < 1800 and key.country != "GB")


def _town_is_fixed(key: Entry, context: Context, _scene: Scene) -> bool:
    """A town called the capital of something it is not the capital of, or named as a government or a person's side."""
    if key.kind != "city":
        return False
    if re.search(r"\bcapitals?\b", context.rest) and "capital" not in key.tokens:
        return True
    return bool(re.search(r"\b(?:port|harbou?r|docks|seaside|coastal|river|island)\b", context.rest))


def _shore_is_fixed(key: Entry, context: Context, _scene: Scene) -> bool:
    """A coast belongs to the land that the sentence is about, and so does what lies to its east."""
    return key.kind in {"ocean", "sea"} and bool(_SHORE.match(context.after))


def _too_early(key: Entry, context: Context, _scene: Scene) -> bool:
    """Before 1900 only old things of nature and the states of the time are safe; towns of the Old World from 1800 on."""
    if context.year is None or context.year >= 1900 or key.kind in TIMELESS:
        return False
    if key.kind == "city":
        return context.year < 1800 or key.country in {"US", "CA", "AU", "NZ", "ZA"}
    return False


def _element_in_food(key: Entry, context: Context, _scene: Scene) -> bool:
    """In a text on diet or the body only some elements are plausible, and in a compound few."""
    return key.kind == "element" and bool(_FOOD_OR_BODY.search(context.text) or _COMPOUND.match(context.after))


def _abbreviated_state(key: Entry, context: Context, _scene: Scene) -> bool:
    """The UK and the US without article are half an adjective: "UK sales" gives no "France sales"."""
    if key.kind != "country" or not key.article:
        return False
    said = context.key[:4].lower() == "the " or not re.search(r"\bthe \Z", context.before, re.IGNORECASE)
    return not said or (context.key.replace(".", "").isupper() and len(context.key) < 5)


_GATES: tuple[Callable[[Entry, Context, Scene], bool], ...] = (
    _said_again,
    _begins_a_name,
    _ends_a_name,
    _an_example,
    _in_brackets,
    _state_is_fixed,
    _division_is_fixed,
    _town_is_fixed,
    _shore_is_fixed,
    _too_early,
    _element_in_food,
    _abbreviated_state,
)


def gate(key: Entry, context: Context, scene: Scene) -> str:
    """The name of the first rule that withholds options for ``key``; blank where none does."""
    return next((rule.__name__.strip("_") for rule in _GATES if rule(key, context, scene)), "")
