"""Which thing a name means: one class for certain, or nothing."""

import re
from collections.abc import Sequence

from quizapp.core.generation.siblings.gazetteer import Entry, lookup
from quizapp.core.generation.siblings.scene import LOOSE, Context, Scene, scene_of

DOMINANT = 5
"""So many times bigger than the next is the town that everybody means."""
_CUES = {
    "language": re.compile(
        r"\b(?:speak\w*|spoken?|spoke|languages?|translat\w+|dialects?|fluent\w*|bilingual|lessons|alphabet|words?|derived?|terms?|prefix|"
        r"vocabulary|grammar|wr(?:ite|itten|ote) in)\b",
        re.IGNORECASE,
    ),
    "american_indian": re.compile(
        r"\b(?:tribes?|native|settlers?|coloni\w+|frontier|reservations?|warriors?|chiefs?)\b", re.IGNORECASE
    ),
    "club": re.compile(
        r"\b(?:football\w*|goals?|match\w*|league|season|striker|defender|midfielder|goalkeeper|coach|manager|cup|"
        r"fans|supporters?|stadium|club|clubs|signed|beat|defeated|penalty|squad|transfer)\b",
        re.IGNORECASE,
    ),
}
"""Classes that borrow the names of others, and what must stand in the sentence for them to be meant."""


def _shadow(kind: str) -> re.Pattern[str] | None:
    return _CUES["club"] if kind.startswith("football_club") else _CUES.get(kind)


def _called(entry: Entry, context: Context) -> bool:
    """Whether the sentence speaks of languages, football or America's first nations."""
    cue = _shadow(entry.kind)
    return cue is not None and cue.search(context.rest) is not None


def _describes(context: Context) -> bool:
    """Whether the word after it is no word of speech: "German culture" is no language, whatever stands around."""
    after = re.match(r" ([a-z-]+)", context.after)
    return after is not None and after[1] not in LOOSE and not _CUES["language"].match(after[1])


def _by_cue(entries: Sequence[Entry], context: Context | None) -> list[Entry]:
    """Those that the sentence's words call for: a language where somebody speaks, a club where somebody scores."""
    if context and _describes(context):
        entries = [entry for entry in entries if entry.kind != "language"]
    if len({entry.kind for entry in entries}) < 2:
        return list(entries)
    called = [e for e in entries if context and _called(e, context)]
    return called or [e for e in entries if not _shadow(e.kind)]


def _by_article(entries: list[Entry], name: str, context: Context | None) -> list[Entry]:
    """Those whose article agrees: "the Amazon" flows, "Amazon" sells."""
    if len({entry.kind for entry in entries}) < 2 or context is None:
        return entries
    said = name[:4].lower() == "the " or re.search(r"\bthe \Z", context.before, re.IGNORECASE) is not None
    return [entry for entry in entries if entry.article == said] or entries


def _by_evidence(entries: list[Entry], scene: Scene) -> list[Entry]:
    """Those of the country that the article is about."""
    own = {entry.id for entry in entries}
    weight = {
        entry.id: sum(1 for e in scene.article if e.id not in own and entry.countries & e.countries)
        for entry in entries
    }
    best = max(weight.values())
    return [entry for entry in entries if weight[entry.id] == best] if best else entries


def _by_case(entries: Sequence[Entry], name: str, context: Context | None) -> list[Entry]:
    """A common noun in capitals is one only where the sentence begins, and no rank or unit then: "General", "Newton"."""
    if context is None or name[:1].islower():
        return list(entries)
    first = not context.before.strip(" \"'“‘")
    return [e for e in entries if not e.name[0].islower() or (first and e.kind not in {"army_rank", "si_unit"})]


def resolve(name: str, context: Context | None) -> tuple[Entry | None, Scene]:
    """The one thing that ``name`` means, and what stands around it; ``None`` where it is not certain.

    Without a context, towns of one name count as the biggest of them.
    """
    entries = _by_article(_by_cue(_by_case(lookup(name), name, context), context), name, context)
    scene = scene_of(context, lookup(name)) if context else Scene((), (), "")
    if len(entries) > 1 and context:
        entries = _by_evidence(entries, scene)
    if len({entry.kind for entry in entries}) != 1:
        return None, scene
    if len(entries) > 1:
        sizes = sorted((entry.population for entry in entries), reverse=True)
        if context and sizes[0] < DOMINANT * sizes[1]:
            return None, scene
        entries = [max(entries, key=lambda entry: (entry.population, -entry.id))]
    return entries[0], scene
