"""Which clauses stand alone, and how a claim is written so that it does."""

import pytest

from quizapp.core.generation.claims.definites import CLEAR, LIKELY, SINGLE, UNCLEAR, clarity
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.pipeline import CLEAR_ENOUGH
from quizapp.core.generation.words import Word
from tests.unit.core.generation.parsed import claim, claims, dropped, stated, surroundings


def subject(text: str, title: str = "Notes") -> tuple[Word, set[int], Surroundings]:
    """The subject of the last sentence of a text, all places of that sentence, and the surroundings."""
    around = surroundings(text, title)
    own = around.document.sentences[-1]
    return next(w for w in own.words if w.dep in {"nsubj", "nsubjpass"}), {w.i for w in own.words}, around


def clear(text: str, title: str = "Notes") -> int:
    return clarity(*subject(text, title))


@pytest.mark.parametrize(
    "text",
    [
        "Mara Voss opened a stone bridge in 1907.",
        "The long stone bridge of London was opened in 1907.",
        "The sun dries the salt of the bay of Orrin.",
        "A wider bridge replaced the ferry of Orrin in 1907.",
        "The ferry of Orrin was the oldest in Norway.",
        "The stone bridge of Orrin is longer than the wooden bridge of Lund.",
        "The farmers of Orrin sold their cows in 1907.",
        "France lost its best harbour to the Dutch fleet in 1907.",
        "Tom Harrow hurt himself at the mill of Orrin in 1907.",
        "Both Mara Voss and Tom Harrow lived in Orrin.",
    ],
)
def test_what_says_all_stands_alone(text: str):
    assert stated(text) == [text]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A strong frost ruined the harvest of 1924 in Norway.", "Notes"),
        ("A strong frost ruined the harvest of all farmers in 1924.", "Frost"),
        ("There were three mills beside the river Sale in 1911.", "The river Sale"),
        ("Bees carry pollen to red flowers. Red flowers need bees.", "Notes"),
    ],
)
def test_a_name_a_word_of_the_title_or_a_noun_that_returns_says_where_a_claim_belongs(text: str, title: str):
    returning = f"{text} Flowers of bees."
    assert stated(returning, title)[0] == text.partition(". ")[0].removesuffix(".") + "."


@pytest.mark.parametrize(
    "text",
    [
        "A strong frost ruined the harvest of all farmers in 1924.",
        "There were three mills beside the river Sale in 1911.",
        "Bees carried pollen to red flowers.",
    ],
)
def test_what_nothing_ties_to_its_article_is_dropped(text: str):
    assert text not in stated(f"{text} Flowers of bees. Flowers of bees.")
    assert dropped(text) == {"nothing says where it belongs": 1}


def test_on_one_place_a_noun_that_returns_is_not_enough():
    text = "Mara Voss lived in Bergen. Tom Harrow moved to Bergen. Bees carry pollen to red flowers. Flowers of bees."
    text += " Flowers of bees."
    assert "Bees carry pollen to red flowers." in stated(text)
    assert "Bees carry pollen to red flowers." not in stated(text, "Bergen")


def test_a_term_of_its_field_says_where_a_general_truth_belongs():
    text = "Simultaneous hermaphrodites can produce both eggs and sperm."
    assert stated(text) == [text]


def test_a_form_of_a_word_of_the_title_says_where_a_claim_belongs():
    text = "The position of the ctenophores among the animals was long debated."
    assert stated(text, "Ctenophora") == [text]


def test_a_short_form_that_the_article_uses_again_and_again_is_known():
    text = "The OHB opened a stone bridge in Norway in 1907."
    assert text in stated(f"{text} The OHB was loved. Everybody knew the OHB.")


@pytest.mark.parametrize(
    "text",
    [
        "Mara Voss won the 1907 election in Norway.",
        "Mara Voss reached the harbour of Orrin in the 1907–08 season.",
        "Bees open red and white flowers at the same time as wasps in Norway.",
        "The Orrin bridge is one of the most successful bridges in Norway.",
        "In deep ponds of Norway, strong frost covers the surface of the pond.",
        "In some towns of Norway, it is common to stand close to others.",
        "The National Broadcasting Company opened new stores with their own bakeries in Norway.",
        "The farm of Orrin sold 1.5 million tonnes of salt in 1973–74.",
        'The harbour of Orrin is known as the "salt gate" of Norway.',
        "Mara Voss died in 2014.",
    ],
)
def test_what_is_clear_by_itself_is_kept(text: str):
    assert stated(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "As Mara Voss told the Orrin News in 2001.",
        "While farmers of Orrin say the harbour is no risk.",
        "Mara Voss did not say why the farmers of Orrin had decided to leave now.",
        "A previous school of Orrin was opened by Mara Voss in Norway.",
        "Of which nearly all were farmers of Orrin.",
        "The harbour called a salt gate of Orrin.",
        "Mara Voss told the farmers that each group would carry salt to Norway.",
        "Julia was the niece of a painter of Orrin.",
        "In March, Mara Voss became the chair of the Orrin School.",
        "The harbour of Orrin was dear to Mara Voss back then.",
    ],
)
def test_half_a_sentence_or_one_that_leans_on_another_is_dropped(text: str):
    assert stated(text) == []


def test_it_is_followed_by_an_opinion_is_not():
    assert stated("In some towns of Norway, it is a tendency to stand close to others.") == []


def test_a_noun_that_the_sentence_did_not_bring_in_stays_unclear():
    assert dropped("In deep lakes of Norway, strong frost covers the area.") == {"unclear definite": 1}


def test_a_short_form_that_only_its_article_explains_is_dropped():
    text = "The OHB opened a stone bridge in Norway in 1907."
    assert dropped(text) == {"a short form without its words": 1}
    assert stated(text, "The OHB of Orrin") == [text]
    assert stated(text.replace("OHB", "BBC")) == [text.replace("OHB", "BBC")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("They opened the long stone bridge of London in 1907.", "unclear reference"),
        ("This led to the opening of a long stone bridge in London.", "unclear reference"),
        ("Those workers opened the long stone bridge of London.", "unclear reference"),
        ("Mara Voss told Tom Harrow that he had sold the mill of Orrin.", "unclear reference"),
        ("Several were hurt in the fire of Orrin in 1904.", "unclear reference"),
        ("The other bridge of Orrin was sold to a rich farmer in 1907.", "unclear reference"),
        ("The former bridge of Orrin was sold to a rich farmer in 1907.", "unclear reference"),
        ("We opened the long stone bridge of London in 1907.", "speaks of itself"),
        ("The company opened a long stone bridge in London in 1907.", "unclear definite"),
        ("The river Sale is deeper.", "comparison without its other half"),
    ],
)
def test_what_points_away_is_dropped(text: str, reason: str):  # failure mode 10
    assert stated(text) == []
    assert dropped(text) == {reason: 1}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The mill of Orrin burned down two years later.", "time or place unclear"),
        ("Orrin burned.", "length"),
        ("The bridge of Orrin was closed on Monday.", "nothing said"),
        ("The mill of Orrin burned: nobody knew why.", "not a plain sentence"),
    ],
)
def test_what_is_no_plain_statement_is_dropped(text: str, reason: str):
    assert stated(text) == []
    assert dropped(text) == {reason: 1}


@pytest.mark.parametrize(
    ("text", "title", "level"),
    [
        ("The sun is hot.", "Notes", CLEAR),
        ("The mill of Orrin burned.", "Notes", CLEAR),
        ("The oldest mill burned.", "Notes", CLEAR),
        ("The mill that Mara Voss built burned.", "Notes", CLEAR),
        ("The fungus Beauveria bassiana kills beetles.", "Notes", CLEAR),
        ("A mill stood in Orrin. The mill burned.", "The mill of Orrin", CLEAR),
        ("Two mills stood in Orrin. The mill burned.", "The mill of Orrin", LIKELY),
        ("The lighthouse burned.", "Notes", LIKELY),
        ("A museum opened. The museum grew. The museum burned.", "Notes", SINGLE),
        ("Old lighthouses grew. New lighthouses grew. The lighthouses burned.", "Notes", SINGLE),
        ("The museums grew. The museums opened. The museums burned.", "Notes", SINGLE),
        ("A museum opened. The museum burned.", "Notes", UNCLEAR),
        ("The museum burned.", "Notes", UNCLEAR),
        ("Two museums opened. The museum burned.", "Notes", UNCLEAR),
        ("The problem grew.", "Notes", UNCLEAR),
    ],
)
def test_how_clear_it_is_which_one_is_meant(text: str, title: str, level: int):
    assert clear(text, title) == level


def test_doubt_about_a_definite_lowers_a_claim():
    sure, likely = (
        claim("The mill of Orrin burned down in 1924."),
        claim("The lighthouse burned down in Orrin in 1924."),
    )
    single = claims("A museum opened. The museum grew. The museum of ships burned. The museum moved to Bergen.")[-1]
    assert sure.clear == 1
    assert CLEAR_ENOUGH <= likely.clear < 1
    assert single.text == "The museum moved to Bergen."
    assert single.clear < CLEAR_ENOUGH


def test_he_and_she_are_written_as_the_name_and_proven_from_where_it_stands():
    text = "Mara Voss was a painter. She opened a school in Bergen in 1907."
    last = claims(text)[-1]
    assert last.text == "Mara Voss opened a school in Bergen in 1907."
    assert text[last.start : last.end] == text
    assert last.clear < 1


def test_a_surname_is_written_in_full():
    text = "Mara Voss was a painter. Voss opened a school in Bergen in 1907."
    assert stated(text)[-1] == "Mara Voss opened a school in Bergen in 1907."


def test_a_surname_that_could_be_a_place_is_the_person_of_the_article():  # failure mode 1
    text = "In 1911 Bergen gave Voss a prize of 240 crowns. Mara Voss came. Voss said that she was glad."
    assert stated(text)[0] == "In 1911 Bergen gave Mara Voss a prize of 240 crowns."


def test_it_is_written_as_the_name():
    text = "Harrow University lies in Leeds. It has 12 old halls for students."
    assert stated(text)[-1] == "Harrow University has 12 old halls for students."


def test_her_is_written_as_the_name_in_the_genitive():
    text = "Emma Lind was a painter. Her school in Bergen opened in 1907."
    assert stated(text)[-1] == "Emma Lind’s school in Bergen opened in 1907."


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        (
            "Tom Harrow, the last ferryman of Orrin, sold two boats to Norway.",
            "Tom Harrow was the last ferryman of Orrin.",
        ),
        (
            "Tom Harrow, an old friend of the council of Orrin, sells boats to Norway.",
            "Tom Harrow is an old friend of the council of Orrin.",
        ),
    ],
)
def test_what_stands_beside_a_name_is_a_claim_in_the_time_of_its_sentence(text: str, gloss: str):
    own = next(claim for claim in claims(text) if claim.clause.kind == "apposition")
    assert own.text == gloss
    assert text[own.start : own.end] == text


def test_reported_speech_keeps_its_speaker():  # failure mode 17
    said = "Tom Harrow said that the tunnel of Orrin would cost 12 million crowns."
    told = "According to Tom Harrow, the tunnel of Orrin cost 12 million crowns."
    assert stated(said) == [said]
    assert stated(told) == [told]


def test_a_semicolon_parts_claims_but_not_their_proof():
    text = "Mara Voss built the mill of Orrin in 1907; Tom Harrow bought the mill of Lund in 1911."
    first, second = claims(text)
    assert first.text == "Mara Voss built the mill of Orrin in 1907."
    assert second.text == "Tom Harrow bought the mill of Lund in 1911."
    assert text[first.start : first.end] == text[second.start : second.end] == text


def test_a_claim_begins_with_a_capital_whatever_was_cut_before_it():
    assert stated("However, the mill of Orrin burned down in 1924.") == ["The mill of Orrin burned down in 1924."]


def test_what_is_said_twice_is_one_claim():
    assert len(stated("Mara Voss built the mill of Orrin in 1907. Mara Voss built the mill of Orrin in 1907.")) == 1


def test_a_joined_clause_is_claimed_by_itself():  # failure mode 13
    assert stated("Tom Harrow became a baker in 1904, and Mara Voss became a nurse in 1908.") == [
        "Tom Harrow became a baker in 1904.",
        "Mara Voss became a nurse in 1908.",
    ]


def test_a_short_quotation_stays_whole_within_a_claim():
    text = "Tom Harrow called his boat the “Sea Wolf” in 1907."
    assert stated(text) == [text]


def test_a_claim_that_is_mostly_quotation_is_dropped():
    long = "a great gift for all the poor people of the valley and for the whole of the north of Norway"
    assert dropped(f"Mara Voss praised the plan of Orrin as “{long}”.") == {"quotation": 1}


def test_questions_claim_nothing():
    assert stated("Did Mara Voss open a stone bridge in 1907?") == []


def test_every_piece_stands_where_it_says():
    made = claim("However, Voss was a painter. Mara Voss opened a school in Bergen in 1907.")
    for piece in made.pieces:
        assert made.text[piece.start : piece.end] == piece.text
    assert made.has(*made.words[1:])


def test_the_title_counts_with_its_singulars():
    assert {"mills", "mill", "orrin"} <= surroundings("Nothing burned.", "Orrin’s mills").title


def test_a_noun_told_apart_or_counted_is_not_single():
    around = surroundings("The mill burned. The old church burned. The new church stands. Two towers fell.")
    assert around.is_single("mill")
    assert not around.is_single("church")
    assert not around.is_single("tower")
    assert around.counts("church") == 2
