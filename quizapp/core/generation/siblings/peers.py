"""Who may stand in for whom: the plausible field of each class (rules 3 to 7)."""

import math
import re
from collections.abc import Iterable

from quizapp.core.generation.siblings.gates import STATES
from quizapp.core.generation.siblings.gazetteer import Entry, apart_km, borders, forms_of, members, names_of
from quizapp.core.generation.siblings.lists.keys import lookup_key, without_article
from quizapp.core.generation.siblings.scene import Context, Scene, told_elsewhere

STATE_POPULATION = 10.0
TOWN_POPULATION = 7.0
CAPITAL_POPULATION = 20.0
APART_KM = 30.0
_WAIVED = frozenset(["powers", "english-speaking"])
_CONTINENTS = ("Europe", "Africa", "Asia")
_SPEAKS = re.compile(
    r"(?:['’]s)? (?:said|says|say|has|had|have|accused?|accuses|warned|warns|denied|denies|agreed|wants|wanted|insists|"
    r"insisted|refused|fears|claims|claimed|hopes)\b"
)


def _ratio(one: int, other: int) -> float:
    return max(one, other) / max(1, min(one, other)) if one and other else 1.0


def _state_field(key: Entry, context: Context, scene: Scene) -> list[tuple[float, Entry]]:
    """Neighbours and countries of the same part of the world; before 1945 none from across the world."""
    beside_all = {entry.country for entry in scene.sentence if entry.kind in STATES}
    today = context.year is None or context.year >= 1945
    inside = {f"in {name}" for name in _CONTINENTS if re.search(rf"\b{name}", context.rest)} & key.tokens
    found = []
    for other in members(key.kind):
        shared = {token for token in key.tokens & other.tokens if token[:3] != "in "}
        shared -= set() if today else _WAIVED
        beside = other.country in borders(key.country)
        ratio = _ratio(key.population, other.population)
        if inside <= other.tokens and (shared or beside) and (ratio <= STATE_POPULATION or shared & _WAIVED):
            near = len(borders(other.country) & beside_all)
            found.append((math.log(ratio) - 1.5 * len(shared) - beside - near - other.fame / 20, other))
    return found


def _town_field(key: Entry, context: Context, scene: Scene) -> list[tuple[float, Entry]]:
    if "capital" in key.tokens and (re.search(r"\bcapital\b", context.rest) or _SPEAKS.match(context.after)):
        return _capital_field(key, context, scene)
    limit = CAPITAL_POPULATION if "capital" in key.tokens else TOWN_POPULATION
    states = {
        entry.admin for entry in scene.sentence if entry.admin and entry.kind != "city" and entry.country == key.country
    }
    others = [e for e in scene.sentence if e.kind == "city" and e.country == key.country]
    found = []
    for other in members("city", key.country):
        ratio = _ratio(key.population, other.population)
        if ratio > limit or apart_km(key, other) < APART_KM or (key.admin in states and other.admin != key.admin):
            continue
        if key.country == "GB" and (key.admin == "NIR") != (other.admin == "NIR"):
            continue
        if others and apart_km(key, others[0]) < 100 and apart_km(other, others[0]) > 300:
            continue
        same = key.country in {"GB", "US", "CA", "AU", "IN"} and key.admin == other.admin
        found.append((math.log(ratio) + apart_km(key, other) / 400 - same - other.fame / 20, other))
    return found


def _capital_field(key: Entry, context: Context, scene: Scene) -> list[tuple[float, Entry]]:
    state = next((e for e in members("country") if e.country == key.country), None)
    if state is None:
        return []
    near = {e.country: score for score, e in _state_field(state, context, scene)}
    return [
        (near[city.country] + apart_km(key, city) / 2000, city)
        for city in members("city")
        if "capital" in city.tokens and city.country in near
    ]


def _class_field(key: Entry) -> list[tuple[float, Entry]]:
    return [
        (abs(key.fame - other.fame) / 10 - 2 * len(key.tokens & other.tokens), other)
        for other in members(key.kind)
        if not key.tokens or key.tokens & other.tokens
    ]


def _calendar_field(key: Entry, context: Context) -> list[tuple[float, Entry]]:
    around = members(key.kind)
    place = next(i for i, other in enumerate(around) if other.id == key.id)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? \Z", context.before) or re.match(
        r" (\d{1,2})\b", context.after
    )
    number = int(day[1]) if day else 0
    found = []
    for i, other in enumerate(around):
        steps = min((i - place) % len(around), (place - i) % len(around))
        longest = {"28": 28, "30": 30}.get(next(iter(other.tokens), ""), 31)
        if number <= longest and steps <= 4:
            found.append((float(steps), other))
    return found


def field(key: Entry, context: Context, scene: Scene) -> list[Entry]:
    """Those of the key's class that are as plausible as the key, the most plausible first."""
    if key.kind in {"month", "weekday"}:
        scored = _calendar_field(key, context)
    elif key.kind == "city":
        scored = _town_field(key, context, scene)
    elif key.kind in STATES - {"uk_nation", "uk_nationality"}:
        scored = _state_field(key, context, scene)
    else:
        scored = _class_field(key)
    wrong = [(score, other) for score, other in scored if other.id != key.id]
    return [other for _, other in sorted(wrong, key=lambda pair: (round(pair[0], 3), pair[1].name))]


def fits(key: Entry, other: Entry, context: Context, scene: Scene) -> bool:
    """Whether ``other`` is wrong for sure and nothing around the gap speaks against it."""
    if _is_mentioned(key, other, context, scene):
        return False
    if _is_a_part(key, other) or not _of_the_time(key, other, context):
        return False
    near = scene.article if key.kind in STATES and not key.admin else ()
    if any(_speaks_of(entry, other) for entry in near):
        return False
    return all(_agrees(key, other, entry) for entry in scene.sentence)


def _is_mentioned(key: Entry, other: Entry, context: Context, scene: Scene) -> bool:
    """Whether the article may say the same of it; of months and weekdays only the sentence itself does.

    Beside a sibling in the sentence the key is one of several, and what is mentioned anywhere may be another of them.
    """
    names = names_of(other)
    near = f" {lookup_key(context.rest)} "
    if any(entry.id == other.id for entry in scene.sentence) or any(f" {lookup_key(name)} " in near for name in names):
        return True
    if key.kind in {"month", "weekday"} or not (
        any(entry.id == other.id for entry in scene.article) or any(scene.says(name) for name in names)
    ):
        return False
    listed = any(entry.kind == key.kind for entry in scene.sentence)
    return listed or not context.sentences or not told_elsewhere(names, context)


def _is_a_part(key: Entry, other: Entry) -> bool:
    """Names that hold one another: "Oxford" and "Oxford Brookes", two names with one start."""
    one, two = key.name.casefold(), other.name.casefold()
    return one in two or two in one


def _of_the_time(key: Entry, other: Entry, context: Context) -> bool:
    if context.year is None:
        return other.until == 9999 or key.until < 9999
    return other.since <= context.year <= other.until


def _speaks_of(entry: Entry, other: Entry) -> bool:
    """The article speaks of a state under another name: its nationality, its capital, one of its nations."""
    told = entry.kind in STATES or (entry.kind == "city" and "capital" in entry.tokens)
    return told and bool(other.country) and entry.country == other.country


def _agrees(key: Entry, other: Entry, mentioned: Entry) -> bool:
    """A sentence that names the key's country is no place for a thing of another country, nor for the country's own."""
    if key.admin and key.kind != "city":
        return mentioned.country != other.country or mentioned.admin != other.admin
    if key.kind in STATES:
        return not (other.country and other.country in mentioned.countries)
    if mentioned.kind not in STATES or mentioned.country not in key.countries:
        return True
    return mentioned.country in other.countries or not other.countries


def in_form(key: Entry, written: str, others: Iterable[Entry], context: Context) -> list[str]:
    """The names of ``others``, each in the form of the key: with its article, long or short, after "a" or "an"."""
    said, inside = without_article(written)
    forms = forms_of(key)
    rank = next((i for i, (name, _) in enumerate(forms) if name == said), None)
    takes = bool(forms[rank][1]) if rank is not None else key.article
    found: dict[str, None] = {}
    for other in others:
        name, article = _form(other, 0 if key.kind == "country" else rank, short=_is_short(said))
        if (inside or bool(article) == takes) and _follows(name, context.before):
            found[_with_article(name, article, inside, first=not context.before.strip(" \"'“‘"))] = None
    return list(found)


def _with_article(name: str, article: str, inside: str, *, first: bool) -> str:
    """A name as the key has it: without article, or with its own, in capitals where the key's are."""
    if not inside or not article:
        return name
    return f"{inside if first or inside == 'the ' else article}{name}"


def _is_short(name: str) -> bool:
    return len(name) <= 6 and name.replace(".", "").isupper()


def _form(other: Entry, rank: int | None, *, short: bool) -> tuple[str, str]:
    """The name that matches the key's: abbreviations among abbreviations, second names among second names."""
    forms = forms_of(other)
    if rank is not None and rank < len(forms) and (rank == 0 or _is_short(forms[rank][0]) == short):
        return forms[rank]
    return next((form for form in forms if _is_short(form[0]) == short), forms[0]) if rank else forms[0]


def _follows(name: str, before: str) -> bool:
    """Whether the article right before the gap fits: "an ___" wants a vowel."""
    article = re.search(r"\b(an?) \Z", before, re.IGNORECASE)
    if not article:
        return True
    vowel = name[0].lower() in "aeiou" and not re.match(r"(?:U[KS]|Eu|Uk|Uru|Uni|Uz?g|One)", name)
    return vowel == (article[1].lower() == "an")
