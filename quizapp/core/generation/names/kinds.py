"""What kind of thing a name names, from its own words and from the document's votes."""

from collections.abc import Mapping

from quizapp.core.generation.names.values import EVENT, GROUP, ORGANIZATION, PLACE, UNCERTAIN

_HEADS = {
    ORGANIZATION: "university college school academy institute council company corporation corp inc ltd llc plc gmbh "
    "bank court ministry department office agency bureau commission committee association society union league club "
    "party church army navy parliament senate congress assembly foundation trust museum hospital orchestra group "
    "federation organisation organization administration authority board network press times post fund "
    "guard police police's brigade regiment gallery",
    PLACE: "river lake sea ocean strait mountain mountains mount island islands valley street road avenue square park "
    "bridge palace castle cathedral abbey station airport bay gulf peninsula desert canal coast county city town "
    "village province state district region republic kingdom empire duchy colony hill hills falls forest beach cape "
    "fort territory basin canyon plateau house hall planet tower temple mosque stadium border",
    EVENT: "war wars battle revolution treaty olympics games cup championship championships festival conference summit "
    "crisis massacre earthquake hurricane rebellion uprising crusade armistice siege election reformation",
    GROUP: "dynasty tribe people peoples",
    UNCERTAIN: "act award prize protocol law effect theory theorem principle equation bill code edition project "
    "program programme mission disease syndrome constant number street's day week month year century age era style",
}
_SMALL = frozenset(["of", "the", "and", "for", "de", "in", "on"])
LEXICON: Mapping[str, str] = {word: kind for kind, words in _HEADS.items() for word in words.split()}
"""Last words of names, and "X of" heads, that tell the kind and that it is no person."""


def lexical(name: str) -> str | None:
    """The kind that a name's own words tell, ``None`` where they tell nothing.

    "River Thames", "Yale University", "Treaty of Ghent", "Bank of England".
    """
    words = name.lower().replace(".", "").split()
    if len(words) < 2:
        return None
    if "of" in words[1:]:
        return LEXICON.get(words[words.index("of", 1) - 1])
    return LEXICON.get(words[-1], PLACE if words[0] in ("river", "lake", "mount", "fort", "cape") else None)


def agreed(name: str, votes: Mapping[str, int], *, common: bool, in_place: int, country: bool) -> str:
    """The kind that the mentions of ``name`` agree on, by two thirds of ``votes`` (kind: mentions); else blank.

    A word that the document also uses as a common noun ("Photosynthesis") and a single word that
    stands once are left uncertain, unless it is a country or stands behind "in" (``in_place`` times).
    """
    told = lexical(name)
    if told is not None:
        return told
    if country:
        return PLACE
    total = sum(votes.values())
    kind = max(sorted(votes), key=lambda kind: votes[kind], default=UNCERTAIN)
    certain = total > 0 and not common and 3 * votes[kind] >= 2 * total
    return (
        kind if certain and (in_place or kind != PLACE or total > 1) and _is_told(name, kind, total, in_place) else ""
    )


def _is_told(name: str, kind: str, total: int, in_place: int) -> bool:
    """Whether a kind can be believed: not of abbreviations, of authors side by side, of one hit on one word."""
    if kind == PLACE and in_place:
        return True
    if name.isupper() or (kind == ORGANIZATION and not _is_title_case(name)):
        return False
    return total > 1 or (kind != ORGANIZATION and " " in name)


def _is_title_case(name: str) -> bool:
    """Whether a name has capitals in all but small words, and nothing but words."""
    words = name.split()
    return all(word[0].isupper() or word in _SMALL for word in words) and not any(ch in ",&()[]/" for ch in name)
