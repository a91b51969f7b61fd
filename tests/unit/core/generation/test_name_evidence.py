"""The rules below the names, on words with given tags: what the parser does with a text is not asked here."""

from collections import Counter

import pytest

from quizapp.core.generation.names.bearers import find_people
from quizapp.core.generation.names.edges import trimmed
from quizapp.core.generation.names.entities import find_names
from quizapp.core.generation.names.kinds import agreed, lexical
from quizapp.core.generation.names.mentions import spans
from quizapp.core.generation.names.values import PERSON
from quizapp.core.generation.names.votes import Evidence, Votes, count
from quizapp.core.generation.words import Document, Entity, Sentence, Word, written


def sentence(tagged: str, *marked: tuple[str, str], passage: int = 1) -> Sentence:
    """A sentence of ``word/TAG`` parts; ``marked``: phrases that the parser takes for entities, with their types."""
    words, at = [], 0
    for place, part in enumerate(tagged.split()):
        text, _, tag = part.rpartition("/")
        pos = "PROPN" if tag.startswith("NNP") else "NOUN" if tag.startswith("NN") else "X"
        words.append(Word(place, text, text.lower(), text.lower(), pos, tag, "dep", "", at, at + len(text), " "))
        at += len(text) + 1
    entities = []
    for phrase, label in marked:
        length = len(phrase.split())
        run = next(words[i : i + length] for i in range(len(words)) if written(words[i : i + length]) == phrase)
        entities.append(Entity(label, tuple(run)))
        for word in run:
            word.ent = label
    made = Sentence(passage, 0, 0, at, tuple(words), tuple(entities), (0, at))
    for word in words:
        word.head, word.sentence = words[0], made
    return made


def article(*sentences: Sentence, title: str = "Notes") -> Document:
    return Document(title, "", (), (sentences,))


def people(title: str = "", **votes: Votes) -> dict[str, int]:
    """Persons by the votes; an underscore in a key is a space."""
    named = {name.replace("_", " "): own for name, own in votes.items()}
    return find_people(article(), title, Evidence(named, [], {"grammar"}, {"France"})).people


def called(score: float = 3, in_place: int = 0, acts: int = 0, **kinds: int) -> Votes:
    return Votes(Counter(kinds), sum(kinds.values()), score, acts, in_place)


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("the/DT Mara/NNP Voss/NNP 's/POS", "Mara Voss"),
        ("Mara/NNP Voss/NNP of/IN", "Mara Voss"),
        ("Mara/NNP Voss/NNP DBE/NNP RA/NNP", "Mara Voss"),
        ("Charles/NNP Voss/NNP II/NNP", "Charles Voss II"),
        ("née/JJ Voss/NNP", "Voss"),
        ("Mara/NNP Voss/NNP :/: Me/PRP", "Mara Voss"),
        ("Before/NNP Mara/NNP Voss/NNP", "Mara Voss"),
        ("Prime/NNP Minister/NNP Mara/NNP Voss/NNP", "Mara Voss"),
        ("President/NNP of/IN France/NNP", "President of France"),
        ("Secretary/NNP", ""),
        ("fungi/NNP", ""),
    ],
)
def test_a_name_ends_where_the_person_ends(tagged: str, name: str):
    assert written(trimmed(sentence(tagged).words, person=True)) == name


def test_an_office_of_something_is_no_first_name():
    words = sentence("Minister/NN of/IN Education/NNP Mara/NNP Voss/NNP").words
    assert written(trimmed(words[2:], person=True)) == "Mara Voss"


def test_what_is_named_with_of_is_one_name():
    found = spans(sentence("the/DT Battle/NNP of/IN Harrow/NNP ended/VBD", ("Harrow", "PERSON")))
    assert [(span.name, span.label) for span in found] == [("Battle of Harrow", "")]


def test_a_marked_person_takes_the_proper_nouns_beside():
    found = spans(sentence("then/RB Mara/NNP Voss/NNP left/VBD", ("Mara", "PERSON")))
    assert [span.name for span in found] == ["Mara Voss"]


def test_two_names_side_by_side_that_make_a_known_person_are_one():
    whole = sentence("Mara/NNP Voss/NNP left/VBD", ("Mara Voss", "PERSON"))
    torn = sentence("Mara/NNP Voss/NNP left/VBD", ("Mara", "PERSON"), ("Voss", "ORG"), passage=2)
    names = find_names(Document("Notes", "", (), ((whole,), (torn,))))
    assert [(mention.name, mention.kind) for mention in names.mentions(torn)] == [("Mara Voss", PERSON)]


@pytest.mark.parametrize(
    ("tagged", "marked", "score"),
    [
        ("then/RB Voss/NNP left/VBD", "PERSON", 1),
        ("the/DT Voss/NNP left/VBD", "PERSON", -1),
        ("then/RB Vosses/NNPS left/VBD", "PERSON", -1),
        ("planet/NN Voss/NNP fell/VBD", "PERSON", -3),
        ("Port/NN Voss/NNP fell/VBD", "PERSON", -2),
        ("Mrs/NNP Voss/NNP left/VBD", "PERSON", 4),
        ("then/RB Voss/NNP left/VBD", "ORG", -1),
    ],
)
def test_what_stands_around_a_name_speaks_for_or_against_a_person(tagged: str, marked: str, score: int):
    own = sentence(tagged, (tagged.split()[1].partition("/")[0], marked))
    (votes,) = count(spans(own)).values()
    assert votes.score == score


def test_votes_make_persons():
    assert people(Mara_Voss=called(person=2)) == {"Mara Voss": 2}
    assert people(Mara_Voss=called(score=-1, person=2, place=3)) == {}


def test_words_that_name_things_make_no_person():
    assert people(Victoria_Square=called(person=2, place=1)) == {}
    assert people(Nathan_Law=called(person=2)) == {"Nathan Law": 2}
    assert people(Case_Grammar=called(person=2)) == {}
    assert people(France=called(person=2, acts=2)) == {}


def test_a_part_that_names_a_people_makes_no_person():
    assert people(Norman_Dutch=called(person=2), Dutch=called(group=2)) == {}


def test_a_surname_that_is_mostly_a_place_is_nobodys():
    votes = {"Mara Leeds": called(person=1), "Leeds": called(score=-4, in_place=2, place=3)}
    found = find_people(article(), "", Evidence(votes, [], set(), set()))
    assert found.forms == {}
    votes["Leeds"] = called(score=-1, organization=1)
    assert find_people(article(), "", Evidence(votes, [], set(), set())).forms == {"Leeds": "Mara Leeds"}


def test_the_topic_of_the_article_is_no_part_of_a_person():
    votes = {"Harrow Shahid": called(person=1), "Harrow": called(place=3)}
    assert find_people(article(), "Harrow", Evidence(votes, [], set(), set())).forms == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("River Harrow", "place"),
        ("Harrow University", "organization"),
        ("Treaty of Harrow", "event"),
        ("Harrow Prize", ""),
        ("Mara Voss", None),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: str | None):
    assert lexical(name) == kind


def agreed_on(name: str, in_place: int = 0, *, common: bool = False, country: bool = False, **votes: int) -> str:
    return agreed(name, votes, common=common, in_place=in_place, country=country)


def test_two_thirds_of_the_mentions_agree_on_a_kind():
    assert agreed_on("Harrow", organization=2, place=1) == "organization"
    assert agreed_on("Harrow", organization=1, place=1) == ""


def test_a_common_noun_an_abbreviation_or_a_single_hit_has_no_kind():
    assert agreed_on("Harrow", organization=2) == "organization"
    assert agreed_on("Harrow", organization=2, common=True) == ""
    assert agreed_on("HRW", organization=2) == ""
    assert agreed_on("Harrow", organization=1) == ""
    assert agreed_on("Voss, & Harrow", organization=2) == ""


def test_a_single_place_needs_a_preposition():
    assert agreed_on("Harrow", place=1) == ""
    assert agreed_on("Harrow", in_place=1, place=1) == "place"
    assert agreed_on("France", country=True) == "place"
