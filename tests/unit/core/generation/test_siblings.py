"""Wrong options from the lists: each key in a sentence, with what must never stand beside it."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from quizapp.core.generation.siblings.gazetteer import lookup, members, names_of
from quizapp.core.generation.siblings.lists import listed
from quizapp.core.generation.siblings.lists.keys import lookup_key, without_article
from quizapp.core.generation.siblings.offer import (
    Context,
    aliases,
    country_of_demonym,
    demonym_of,
    place_class,
    same_kind,
    siblings,
    why_withheld,
)


def marked(sentence: str, *names: str, year: int | None = 2012) -> Context:
    """The context of the key between square brackets."""
    start, end = sentence.index("["), sentence.index("]")
    text = sentence.replace("[", "").replace("]", "")
    return Context(text, start, end - 1, names, year)


def chosen(context: Context, seed: int, count: int = 3) -> tuple[str, ...]:
    return siblings(context.key, context, count=count, random=Random(seed))  # noqa: S311 # no secret


def offered(context: Context) -> set[str]:
    """All options that any of twenty seeds offers."""
    found: set[str] = set()
    for seed in range(20):
        found |= set(chosen(context, seed))
    return found


OFFERED = [
    ("A bomb killed twelve people in [Baghdad] on Monday.", (), 2005, "city", "Sadr City|Iraq|Tehran"),
    ("A bomb killed twelve in [Baghdad], Iraq.", ("Basra", "Mosul"), 2005, "city", "Basra|Mosul|Sadr City|Damascus"),
    ("The museum moved to [Leicester].", (), 2012, "city", "Melbourne|Scotland|Oadby|Leicestershire"),
    ("The museum moved to [Melbourne].", ("Australia",), 2012, "city", "Victoria|Point Cook|Melbourne City Centre|Central Coast"),
    ("The family lived in [Pittsburgh], Pennsylvania.", (), 2012, "city", "St. Louis|Cleveland|Pennsylvania"),
    ("They met in [Munich] in 1998.", (), 2012, "city", "Bavaria|Vienna|Köln"),
    ("Protests spread to [São Paulo].", ("Salvador", "Belem"), 2013, "city", "Salvador|Belém|Bahia|Sao Paulo"),
    ("[Beijing] said it would respond.", (), 2012, "city", "Shanghai|Wuhan"),
    ("A court in [Perth] found him guilty.", ("Scotland", "Edinburgh"), 2012, "city", "Sydney|Melbourne"),
    ("A judge in [Perth] found him guilty.", ("Australia", "Sydney"), 2012, "city", "Dundee|Stirling|Sydney"),
    ("A firm in [Belfast], Northern Ireland, was sold.", (), 2012, "", "Leeds|Dublin"),
    ("The law applies in [Scotland] only.", (), 2012, "uk_nation", "Britain|United Kingdom|London"),
    ("A British law applies in [Scotland].", ("UK", "Leeds"), 2012, "uk_nation", "Britain|United Kingdom|London"),
    ("Scientists in [Brazil] found a new frog.", (), 2012, "country", "Portugal|South America|Bolivia"),
    ("Sales fell in [Germany] last year.", ("French", "Warsaw"), 2012, "country", "France|Poland|Bavaria|East Germany"),
    ("Sales fell in [France] last year.", ("England", "London"), 2012, "country", "United Kingdom|Britain|England"),
    ("Troops entered [the Netherlands] in May.", (), 1940, "country", "the Czech Republic|Holland|Ukraine"),
    ("He lived in [Holland] for years.", (), 2000, "country", "Netherlands|French Republic|Kingdom of Spain"),
    ("[The United States] signed the treaty.", (), 1990, "country", "America|USA|Belize"),
    ("The rebels fled to [Belgium] in the end.", (), 1960, "country", "Liechtenstein|Brussels"),
    ("He joined a [Portuguese] team.", (), 2004, "nationality", "Italian|Brazilian|Portugal"),
    ("He joined a [French] team.", ("Germany",), 2004, "nationality", "German|Italian|English"),
    ("The [Germans] attacked at dawn.", (), 1916, "people", "Poles|Finns|Yugoslavs"),
    ("She spoke fluent [German] at home.", (), 1990, "language", "Austrian|Swiss|Belgian"),
    ("The law was passed in [October] 2010.", (), 2010, "month", "Monday"),
    ("The fire began on 31 [October].", (), 2010, "month", "September|November|June"),
    ("The game after Wednesday was played on [Tuesday].", (), 2010, "weekday", "Wednesday"),
    ("The team moved to [Ohio].", (), 1995, "us_state", "Cleveland|Ontario|Puerto Rico"),
    ("The law was passed in [Victoria].", ("Australia",), 2000, "australian_state", "Northern Territory|Melbourne"),
    ("The law was passed in [Ontario].", ("Canada",), 2000, "canadian_province", "Toronto|Yukon"),
    ("They crossed the [Rhine] at night.", (), 1945, "river", "Amazon|Lake Constance|Thames"),
    ("The [Amazon] floods every year.", (), 2000, "river", "eBay|Alibaba|Nile"),
    ("She bought it on [Amazon].", (), 2010, "online_retailer", "Nile|Orinoco"),
    ("They camped beside [Lake Victoria].", (), 2000, "lake", "Lake Superior|Victoria"),
    ("They sailed across the [Baltic Sea].", (), 2000, "sea", "Atlantic Ocean|Dead Sea"),
    ("The letter appeared in the [Guardian].", (), 2010, "uk_newspaper", "The Times|The Observer|New York Times"),
    ("The letter appeared in [The Guardian].", (), 1950, "uk_newspaper", "The Independent|The Sun|The Observer"),
    ("The [FBI] searched the house.", (), 2000, "us_agency", "Central Intelligence Agency|MI5|NASA"),
    ("The [World Health Organization] met.", (), 2000, "un_agency", "WFP|UN|United Nations"),
    ("Shares in [Barclays] fell.", (), 2012, "uk_bank", "Northern Rock|Bank of England|HBOS"),
    ("[Firefox] was released.", (), 2004, "web_browser", "Microsoft Edge|Chrome|Google"),
    ("The ship left [Liverpool] in May.", (), 2012, "city", "Everton|Chelsea"),
    ("The club sold him to [Liverpool] after the match.", (), 2012, "football_club_england", "Leeds|Real Madrid"),
    ("The pipes were made of [lead].", (), 2000, "element", "oxygen|steel"),
    ("The probe passed [Jupiter] in 1979.", (), 1979, "planet", "Earth|Titan|Zeus"),
    ("Two [lions] escaped from the zoo.", (), 2000, "big_cat", "tiger|wolves"),
    ("They crossed the [Ottoman Empire].", (), 1914, "empire", "Byzantine Empire|Roman Empire|Mongol Empire"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "names", "year", "kind", "never"), OFFERED, ids=[row[0] for row in OFFERED])
def test_options_are_of_the_keys_class_and_never_what_a_reader_would_strike(
    sentence: str, names: tuple[str, ...], year: int, kind: str, never: str
) -> None:
    context = marked(sentence, *names, year=year)
    found = offered(context)
    assert not found & set(never.split("|"))
    if kind:
        assert place_class(context.key, context) == kind
        assert len(found) >= 3, why_withheld(context.key, context)
        assert not {lookup_key(name) for name in found} & {lookup_key(context.key), *map(lookup_key, names)}


WITHHELD = [
    ("He was born in [Georgia].", (), 2012, "unknown"),
    ("She moved to [Washington] in 2009.", (), 2012, "unknown"),
    ("He was born in [Victoria].", (), 2012, "unknown"),
    ("The [Brendleford] council met.", (), 2012, "unknown"),
    ("In [Scotland], the law was different.", (), 1066, "few"),
    ("The Iraqi capital, [Baghdad], was quiet.", (), 2005, "few"),
    ("The [English] fleet was beaten.", (), 1066, "few"),
    ("A [Latin] teacher came.", (), 2012, "unknown"),
    ("Kent lies in [England].", (), 2012, "state_is_fixed"),
    ("Berlin is the biggest city of [Germany].", (), 2012, "state_is_fixed"),
    ("[Germany] and its German neighbours disagreed.", (), 2012, "state_is_fixed"),
    ("The French people of [France] voted.", (), 2012, "state_is_fixed"),
    ("President Hollande ruled [France] then.", (), 2012, "state_is_fixed"),
    ("To the east it borders on [Belgium].", (), 2012, "state_is_fixed"),
    ("They went to [Germany]'s Angela Merkel.", (), 2012, "begins_a_name"),
    ("The [British] prime minister David Cameron agreed.", (), 2012, "begins_a_name"),
    ("He works at the University of [Leeds].", (), 2012, "ends_a_name"),
    ("It lands at [Manchester] Airport.", (), 2012, "begins_a_name"),
    ("The [French] and Indian War began.", (), 1950, "begins_a_name"),
    ("They died in the [Jurassic]–Cretaceous extinction.", (), 2000, "begins_a_name"),
    ("It is bordered by the [Tasman Sea] to the east.", (), 2000, "shore_is_fixed"),
    ("He works for BBC [Wales] in Cardiff.", (), 2012, "ends_a_name"),
    ("[The World Health Organization] (WHO) met.", (), 2012, "said_again"),
    ("[Amnesty International] (AI) met.", (), 2012, "in_brackets"),
    ("It was built in countries such as [Spain].", (), 2012, "an_example"),
    ("He left Houston, the biggest town in [Texas].", (), 2012, "division_is_fixed"),
    ("He came to [Virginia] as a child.", (), 1754, "division_is_fixed"),
    ("Sacramento is the state capital, not [Los Angeles].", (), 2012, "town_is_fixed"),
    ("The port of [Hamburg] was closed.", (), 2012, "town_is_fixed"),
    ("The army took [Chicago] that year.", (), 1850, "too_early"),
    ("Bread contains [iron] and is healthy.", (), 2012, "element_in_food"),
    ("The [US] signed the treaty.", (), 2012, "abbreviated_state"),
    ("It lies on the [Atlantic] coast.", (), 2012, "shore_is_fixed"),
    ("They live in [Europe].", (), 2012, "few"),
    ("He was born in [Ulan Bator].", (), 2012, "few"),
]


@pytest.mark.parametrize(("sentence", "names", "year", "why"), WITHHELD, ids=[row[0] for row in WITHHELD])
def test_where_the_sentence_fixes_the_key_there_are_no_options_at_all(
    sentence: str, names: tuple[str, ...], year: int, why: str
) -> None:
    context = marked(sentence, *names, year=year)
    assert chosen(context, 1) == ()
    assert why_withheld(context.key, context) == why


def test_northern_ireland_is_no_option_before_there_was_one() -> None:
    assert "Northern Ireland" not in offered(marked("The law of [Wales] was harsh.", year=1066))


def test_towns_under_two_names_are_one() -> None:
    assert aliases("Ulan Bator") == aliases("Ulaanbaatar") == ("Ulaanbaatar", "Ulan Bator")
    assert not same_kind("Kiev", "Kyiv")
    assert "Mumbai" not in offered(marked("The train left [Delhi].", "Bombay"))


def test_an_option_carries_its_article_as_the_key_does() -> None:
    bare = offered(marked("The [Guardian] printed it."))
    assert bare
    assert not any(name.startswith(("The ", "the ")) for name in bare)
    assert offered(marked("It appeared in [The Guardian].")) & {"the Daily Mail", "The Times", "the Daily Express"}
    assert all(name[0].isupper() for name in offered(marked("[The Guardian] printed it.")))


def test_after_an_every_option_begins_with_a_vowel() -> None:
    assert all(name[0] in "AEIO" for name in offered(marked("He joined an [Estonian] team.")))
    assert all(name[0] not in "AEIO" for name in offered(marked("He joined a [Spanish] team.")))


def test_a_name_that_the_article_mentions_is_offered_only_where_it_says_other_things_of_it() -> None:
    told = ("Millions use Firefox and Opera.", "Chrome was released that spring.", "It is a good year.")
    text = "[Safari] was released by Apple in spring."
    plain = marked(text, "Firefox", "Opera", "Chrome", "Netscape", "Internet Explorer")
    assert offered(plain) == set()
    found = offered(Context(plain.text, plain.start, plain.end, plain.names, 2012, told))
    assert found
    assert "Chrome" not in found


def test_all_or_none() -> None:
    context = marked("The law applies in [Scotland] only.")
    assert len(chosen(context, 1)) == 3
    assert chosen(context, 1, count=4) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Germany", "country"), ("the Netherlands", "country"), ("UK", "country"), ("us", ""), ("US", "country"),
        ("Baghdad", "city"), ("Sadr City", ""), ("Brooklyn", "new_york_borough"), ("Islington", "london_borough"),
        ("Georgia", ""), ("Victoria", ""), ("Washington", ""), ("Texas", "us_state"), ("Kent", "english_county"),
        ("French", "nationality"), ("Swahili", "language"), ("May", "month"), ("may", ""), ("Sunday", "weekday"),
        ("England", "uk_nation"), ("Thames", "river"), ("River Thames", "river"), ("Mercury", "planet"),
        ("mercury", "element"), ("NASA", "space_agency"), ("Harvard", "us_university"), ("Nobody Knows", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_has_one_leaf_class_or_none(name: str, kind: str) -> None:
    assert place_class(name) == kind


def test_same_kind_asks_for_one_class_and_two_things() -> None:
    assert same_kind("Leeds", "Bristol")
    assert not same_kind("Leeds", "Kent")
    assert not same_kind("UK", "Britain")
    assert not same_kind("Georgia", "Texas")


def test_countries_and_their_people() -> None:
    assert demonym_of("France") == "French"
    assert demonym_of("the UK") == "British"
    assert demonym_of("Atlantis") == ""
    assert country_of_demonym("Dutch") == "Netherlands"
    assert country_of_demonym("Danes") == "Denmark"
    assert country_of_demonym("Klingon") == ""
    assert {"United Kingdom", "UK", "Britain", "Great Britain"} <= set(aliases("Britain"))
    assert {"United States", "US", "USA", "America"} <= set(aliases("USA"))
    assert aliases("Georgia") == ()


SAMPLE = """
from random import Random
from quizapp.core.generation.siblings.offer import Context, siblings
for key in ("Germany", "Leeds", "French", "Ohio", "Rhine", "Toyota", "May", "copper"):
    text = f"They wrote about {key} again."
    for seed in range(5):
        print(siblings(key, Context(text, 17, 17 + len(key)), count=3, random=Random(seed)))
"""


def test_the_same_arguments_give_the_same_options_in_every_process() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SAMPLE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert outputs.pop().count("()") < 10


def test_many_threads_read_at_once() -> None:
    context = marked("The museum moved to [Leicester].")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda seed: chosen(context, seed % 4), range(64)))
    assert len(set(found)) <= 4
    assert all(len(options) == 3 for options in found)


def classes() -> dict[str, list[listed.Listed]]:
    found: dict[str, list[listed.Listed]] = defaultdict(list)
    for name in listed.LISTS:
        for member in listed.members(name):
            found[member.kind].append(member)
    return found


def test_every_class_has_members_enough_unless_the_world_has_no_more() -> None:
    closed = set().union(*(listed.closed(name) for name in listed.LISTS))
    small = {kind for kind, inside in classes().items() if len(inside) < 6}
    assert small <= closed
    thin = {k for k, inside in classes().items() if sum(m.offered for m in inside) < 4}
    assert thin <= closed
    assert len(classes()) > 200


def test_no_class_names_a_thing_twice_under_any_of_its_names() -> None:
    for kind, inside in classes().items():
        counted = Counter(key for member in inside for key in {lookup_key(name) for name in member.names})
        assert not [key for key, count in counted.items() if count > 1], kind


def test_the_database_holds_what_the_lists_say() -> None:
    for kind, inside in classes().items():
        wanted = {without_article(member.names[0])[0] for member in inside if member.offered}
        assert wanted == {entry.name for entry in members(kind)}, kind
    for country in listed.countries():
        assert any(entry.kind == "country" for entry in lookup(country.listed.names[0]))


def test_no_two_things_of_one_class_and_country_share_a_name() -> None:
    for kind in ("country", "nationality", "people"):
        counted = Counter(lookup_key(name) for entry in members(kind) for name in names_of(entry))
        assert not [key for key, count in counted.items() if count > 1]
