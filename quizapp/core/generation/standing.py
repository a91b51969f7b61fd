"""Whether "the N" says by itself what is meant, or points back to something said before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANAPHORIC = frozenset(
    "agreement announcement answer area argument article attack attempt author authority battle body building campaign "
    "case cause change chapter church city club committee company conflict council country couple court crisis damage "
    "day deal death debate decision defeat department development disaster discovery document effect election emperor "
    "era event evidence example experiment fact family figure film fire firm force form government group idea incident "
    "increase industry institution invasion investigation island issue king kingdom land law leader letter list "
    "man meeting method minister ministry model moment month movement name nation network number office officer "
    "official operation opposition order organisation organization pair paper party people period person place plan "
    "policy population position power practice president problem process product programme program project proposal "
    "protest question reason rebellion reform region regime relationship report republic result revolt river role rule "
    "ruler scheme school scientist section service ship show siege site situation society soldier state statement story "
    "study substance success survey system team territory theory thing time title town trade tradition treaty trial trip "
    "troop two type union university use vessel victory village visit vote war way weapon woman work year dispute side "
    "talk line amount rest total addition lack majority difference".split()
)
_UNIQUE = frozenset(
    "world sun moon earth sea ocean sky internet public economy environment brain heart blood skin air universe past "
    "future north south east west body human press law police army navy".split()
)
"""Nouns that mean one thing for everybody."""
_NARROWING = {"relcl", "acl", "nummod"}


def is_clear_definite(noun: "Token", title: set[str]) -> bool:
    """Whether "the ``noun``" stands alone: a name, a word of the title, unique, or narrowed down enough."""
    if noun.pos_ in {"PROPN", "ADJ"} or noun.lower_ in title or noun.lemma_.lower() in title:
        return True
    if noun.lower_ in _UNIQUE:
        return True
    if any(_narrows(child) for child in noun.children):
        return True
    described = [child for child in noun.children if child.dep_ in {"amod", "compound"}]
    return bool(described) and noun.lemma_.lower() not in _ANAPHORIC


def _narrows(child: "Token") -> bool:
    if child.dep_ == "prep":
        return child.lower_ in {"of", "between", "for", "in", "from", "against", "on"}
    return child.dep_ in _NARROWING or child.tag_ == "JJS" or child.ent_type_ in {"GPE", "NORP", "ORDINAL", "PERSON", "ORG"}
