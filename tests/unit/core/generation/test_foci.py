"""What can be asked for in a claim, and what can not."""

import pytest

from quizapp.core.generation.claims.figures import number_noun
from quizapp.core.generation.claims.foci import find_foci
from quizapp.core.generation.claims.terms import is_rare, is_uncommon
from tests.unit.core.generation.parsed import claims, foci, sentence, surroundings


def found(text: str, *kinds: str, title: str = "Notes") -> list[str]:
    """The things of the first claim that are of one of ``kinds``."""
    return [focus.text for focus in foci(text, title) if focus.kind in kinds]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Mara Voss opened a school in Bergen in 1907.", ["1907"]),
        ("Since 1907 Mara Voss has run a school in Bergen.", ["1907"]),
        ("The council of Orrin banned open fires after the fire of 1904.", ["1904"]),
        ("Zenobia ruled the city of Palmyra in 272 AD.", ["272"]),
        ("The mill of Orrin burned down in 1924 and in 1931.", []),
        ("The strike of Orrin took place between 1904 and 1906.", []),
        ("The 1904 strike of Orrin ruined three small mines.", []),
        ("Mara Voss sold 1907 old books to the school of Bergen.", []),
    ],
)
def test_a_year_is_asked_for_where_it_is_the_only_one_and_tells_when(text: str, years: list[str]):
    assert found(text, "year") == years


def test_a_decade_is_typed_in_several_ways():
    own = next(f for f in foci("In the 1840s a long frost ruined many farms in Norway.") if f.kind == "decade")
    assert own.accepted == ("1840s", "1840’s", "40s", "the 1840s")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A fire destroyed 240 wooden houses in Orrin.", ["240"]),
        ("Mara Voss had five brothers in Norway.", ["five"]),
        ("The tunnel of Orrin cost 12 million crowns in 1931.", ["12 million"]),
        ("The population of Orrin grew by 12 percent in 1931.", ["12"]),
        ("The mill of Orrin ran for 12 hours a day.", []),
        ("Mara Voss bought a 12-volt battery for the mill of Orrin.", []),
        ("Orrin sold 14 horses, 20 cows and 30 sheep in 1931.", []),
        ("The flood of Orrin ruined 2 of 12 mills in 1931.", []),
    ],
)
def test_a_number_is_asked_for_where_it_is_the_only_one_and_counts_something(text: str, numbers: list[str]):
    assert found(text, "number") == numbers


@pytest.mark.parametrize(
    "text",
    [
        "One mill in Norway burned down in 1924.",
        "The first mill of Orrin burned down in 1924.",
        "Mara Voss sold one of the old boats to the school of Bergen.",
    ],
)
def test_one_and_first_count_nothing(text: str):  # failure mode 11
    assert claims(text)
    assert found(text, "number") == []


def test_a_number_is_accepted_in_words_and_figures():
    accepted = {f.text: f.accepted for f in foci("Mara Voss had five brothers in Norway.")}
    assert accepted["five"] == ("five", "5")
    money = {f.text: f.accepted for f in foci("The tunnel of Orrin cost 12 million crowns in 1931.")}
    assert money["12 million"] == ("12 million", "12,000,000", "12000000")


def test_a_number_knows_what_it_counts():
    own = next(f for f in foci("A fire destroyed 240 wooden houses in Orrin.") if f.kind == "number")
    noun = number_noun(own)
    assert noun is not None
    assert noun.text == "houses"


def test_percent_is_no_money():  # failure mode 16
    own = next(f for f in foci("The mills of Orrin lost 12 per cent of the workers.") if f.kind == "number")
    assert own.text == "12"


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Ships from Norway brought salted herring to Spain.", "place", ["Norway", "Spain"]),
        ("Mara Voss wrote a letter to Tom Harrow in 1920.", "person", ["Mara Voss", "Tom Harrow"]),
        ("Poland attacked Lithuania with 240 old tanks in the spring of 1920.", "place", ["Poland", "Lithuania"]),
        ("Russia shares a long northern border with Norway, Finland and Latvia.", "place", ["Russia"]),
        ("William of Apulia wrote a long Latin poem on old ships in Norway.", "place", ["Norway"]),
    ],
)
def test_a_name_is_asked_for_where_it_stands_by_itself(text: str, kind: str, names: list[str]):
    assert found(text, kind) == names


def test_a_person_is_accepted_by_surname():
    own = next(
        focus
        for focus in foci("Mara Voss wrote a letter to Tom Harrow in 1920. Harrow said that he was ill.")
        if focus.text == "Tom Harrow"
    )
    assert own.accepted == ("Tom Harrow", "Harrow")


def test_a_title_before_a_name_is_no_part_of_what_is_asked_for():  # failure modes 2 and 3
    text = "Mara Voss wrote a letter to Foreign Minister Tom Harrow in 1920."
    assert found(text, "person") == ["Mara Voss", "Tom Harrow"]


def test_a_genitive_is_no_part_of_what_is_asked_for():  # failure mode 3
    text = "A storm destroyed Mara Voss’s house in Bergen in 1907. Voss said that she was sad."
    assert not any("’" in focus.text for focus in foci(text))


def test_what_the_title_tells_is_not_asked_for():
    text = "Mara Voss opened a school in Bergen in 1907."
    assert found(text, "person", "place", "year", title="Mara Voss in Bergen") == ["1907"]
    assert found(text, "year", title="The school of 1907") == []


def test_a_form_of_a_word_of_the_title_is_told_too():
    text = "Cold water kills ctenophores in Norway."
    assert "ctenophores" in found(text, "rare")
    assert found(text, "rare", title="Ctenophora") == []


def test_what_the_rest_of_the_claim_tells_is_not_asked_for():
    assert found("Norway asked the king of Norway for bread.", "place") == []


def test_a_point_of_the_compass_is_guessed_too_easily():
    text = "Mara Voss opened a school in North Korea in 1907."
    assert claims(text)
    assert found(text, "place") == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The juice is known as vinegar in Orrin.", ["vinegar"]),
        ("The salty liquid in the barrels of Orrin is called brine.", ["brine"]),
    ],
)
def test_a_term_is_asked_for_where_it_is_introduced(text: str, terms: list[str]):
    assert found(text, "term") == terms


def test_a_technical_word_is_accepted_in_both_numbers():
    text = "A strong frost in Norway ruined the rafts in 1907. Rafts are flat boats."
    raft = next(f for f in foci(text) if f.kind == "rare")
    assert raft.accepted == ("rafts", "raft")
    assert not any(f.kind == "rare" for f in foci("A strong frost in Norway ruined the rafts in 1907."))


def test_an_everyday_word_is_no_term():
    words = {w.text: w for w in sentence("The farmers fed the oxen and the dogs with bread.").words}
    assert is_rare(words["oxen"])
    assert not is_rare(words["dogs"])
    assert not is_rare(words["farmers"])
    assert is_uncommon(words["oxen"])
    assert not is_uncommon(words["bread"])


def test_what_is_asked_for_stands_where_it_says():
    text = "In 1907 Mara Voss sold 240 wooden boats to rich farmers in Norway."
    own = claims(text)[0]
    found_here = find_foci(own, surroundings(text))
    assert [f.kind for f in found_here] == ["year", "person", "number", "place"]
    assert all(own.text[f.start : f.end] == f.text for f in found_here)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Photosynthesis gives plants the sugar of the leaves. Photosynthesis needs light.", "Leaves"),
        ("Pasteurization kills the germs of the milk. Pasteurization needs heat.", "Milk"),
    ],
)
def test_a_common_noun_with_a_capital_is_no_organization(text: str, title: str):  # failure mode 16
    assert found(text, "organization", "person", "place", title=title) == []


@pytest.mark.parametrize(
    ("text", "kind", "asked_for"),
    [
        ("Tom Harrow slept in Bergen for once.", "place", []),
        ("Tom Harrow joined the school of nurses in Bergen.", "place", ["Bergen"]),
        ("Nurses sold boats in Bergen.", "place", []),
        ("Nurses sold good boats in Bergen.", "place", ["Bergen"]),
        ("Tom Harrow never met Mara Voss.", "person", []),
        ("Tom Harrow joined Harrow University.", "organization", []),
        ("Tom Harrow slept in Bergen in 1907.", "year", ["1907"]),
    ],
)
def test_a_gap_needs_enough_words_around_it_unless_it_is_a_figure(text: str, kind: str, asked_for: list[str]):
    assert found(text, kind) == asked_for


def test_a_gap_at_the_beginning_needs_more_words_behind_it():
    short = "Poland attacked Lithuania with 240 old tanks."
    assert found(short, "place") == ["Lithuania"]
    assert found(f"{short[:-1]} in the spring of 1920.", "place") == ["Poland", "Lithuania"]


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("The third museum of Orrin opened in the old town hall in 1931.", ["third"]),
        ("The museum of Orrin opened for the first time in 1931.", []),
        ("The third museum of Orrin burned down in the second fire of 1931.", []),
        ("Mara Voss sold the museum of Orrin in the second half of 1931.", []),
        ("The museum of Orrin was the Third Museum of Norway in 1931.", []),
    ],
)
def test_an_ordinal_is_asked_for_where_it_is_the_only_one_and_counts_things(text: str, ordinals: list[str]):
    assert found(text, "ordinal") == ordinals
