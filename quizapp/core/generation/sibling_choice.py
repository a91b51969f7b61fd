"""Which thing a name means: one class for certain, or nothing."""

import re
from collections.abc import Sequence

from quizapp.core.generation.gazetteer import Entry, lookup
from quizapp.core.generation.scene import Context, Scene, scene_of

DOMINANT = 5
"""So many times bigger than the next is the town that everybody means."""
_CUES = {
    "language": re.compile(
        r"\b(?:speak\w*|spoken?|spoke|languages?|translat\w+|dialects?|fluent\w*|bilingual|lessons|alphabet|"
        r"vocabulary|grammar|wr(?:ite|itten|ote) in)\b",
        re.IGNORECASE,
    ),
    "club": re.compile(
        r"\b(?:football\w*|goals?|match\w*|league|season|striker|defender|midfielder|goalkeeper|coach|manager|cup|"
        r"fans|club|clubs|signed|beat|defeated|penalty|squad|transfer)\b",
        re.IGNORECASE,
    ),
}
"""Classes that borrow the names of others, and what must stand in the sentence for them to be meant."""


def _shadow(kind: str) -> re.Pattern[str] | None:
    return _CUES["club"] if kind.startswith("football_club") else _CUES.get(kind)


def _by_cue(entries: Sequence[Entry], context: Context | None) -> list[Entry]:
    """Those that the sentence's words call for: a language where somebody speaks, a club where somebody scores."""
    if len({entry.kind for entry in entries}) < 2:
        return list(entries)
    called = [e for e in entries if (cue := _shadow(e.kind)) and context and cue.search(context.rest)]
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


def resolve(name: str, context: Context | None) -> tuple[Entry | None, Scene]:
    """The one thing that ``name`` means, and what stands around it; ``None`` where it is not certain.

    Without a context, towns of one name count as the biggest of them.
    """
    entries = _by_article(_by_cue(lookup(name), context), name, context)
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
