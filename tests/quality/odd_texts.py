"""Texts that nobody should give to the generator and somebody will. All our own."""

import re
from textwrap import fill

from tests.benchmarks.prose import prose

PLAIN = (
    "The town of Orrin lies on the river Sale in the north of Norway. Mara Voss founded the museum of Orrin in 1911. "
    "A fire destroyed 240 wooden houses in 1924, and the museum moved to a stone house in 1950.\n\n"
    "Tom Harrow wrote the first history of the town in 1931. About 3,000 people visited the museum of Orrin in 1952. "
    "Karl Brandt painted the great hall of the museum in 1960.\n\n"
    "A railway from Sweden reached Orrin in 1975. The line is 120 kilometres long and has nine tunnels. "
    "The station was designed by Ada Lund, who also built the town's swimming pool in 1981."
)
FIRST = PLAIN.partition("\n")[0]
"""Its first paragraph."""
POEM = """The river came to Orrin late,
  with seven boats of rain,
and Mara Voss unlocked the gate
  and locked it once again.

She counted 1,907 birds
  above the wooden town;
the winter took her careful words
  and wrote them upside down.

O harbour bell, O iron tongue,
  who taught you how to wait?
The oldest song was never sung
  until the tide was late."""
LYRICS = (
    "Carry me over, carry me home,\nCarry me over the Sale.\nKarl built a boat in 1921,\n"
    "And nobody gave him a sail.\n\nOh oh oh, carry me home!\nOh oh oh, carry me home!\n\n"
) * 6
LIST = """Things to bring to the camp at Orrin:

- two pairs of shoes
- a sleeping bag (not of cotton)
- 3 kg of rice
- a letter from Dr Lund
* matches
1. Meet at the station at 9.15
2. Take the boat to Sale
3. Ask for Tom Harrow
• no dogs
• no radios"""
BULLETS = """- Orrin was founded in 1211.
- The bridge was opened by Mara Voss in 1907
- Population: 12,400
- The mayor, Ada Lund, was elected in 2019;
- The harbour closed in 1998.

* The museum has 40 rooms.
* Its roof was replaced in 2004 after a storm.
* Tom Harrow gave it 300 paintings in 1931."""
TABS = "Town\tFounded\tPeople\tMayor\n" + "\n".join(
    f"{town}\t{year}\t{people}\t{mayor}"
    for town, year, people, mayor in [
        ("Orrin", 1211, "12,400", "Ada Lund"),
        ("Salebridge", 1340, "3,950", "Karl Brandt"),
        ("Mern", 1702, "880", "Tom Harrow"),
        ("Haldavik", 1899, "21,000", "Mara Voss"),
    ]
)
PIPES = f"""{FIRST}

| Year | Visitors | Director |
|------|---------:|----------|
| 1911 | 1,200 | Mara Voss |
| 1952 | 3,000 | Karl Brandt |
| 1975 | 9,400 | Ada Lund |

The table shows the visitors of the museum of Orrin. In 1975 the museum had eight times as many visitors as in 1911."""
RECIPE = """Orrin fish soup

Serves 4. Preparation: 20 min. Cooking: 45 min.

Ingredients: 600 g cod, 1 litre milk, 3 potatoes, 2 onions, 50 g butter, salt, pepper.

Peel the potatoes and cut them into cubes of 2 cm. Melt the butter in a large pot and fry the onions for 5 minutes.

Add the milk and the potatoes. Simmer for 25 minutes, but do not let it boil! Cut the cod into pieces and add them.

Season to taste. Serve hot with dark bread. Mara Voss, who invented the soup in 1911, added a spoon of vinegar."""
INTERVIEW = """Q: When did you come to Orrin?

A: I came in 1950, with my brother Karl. We had one suitcase and 14 crowns.

Q: And who gave you work?

A: That was Mara Voss. She hired me for the museum. I painted the great hall in 1960, and she paid me 300 crowns for it.

Q: Did you ever think of leaving?

A: Never! Well, once. In 1975, when the railway came, I bought a ticket to Stockholm. But I did not take the train.

Q: Why not?

A: Because they had put the station in the wrong place."""
UNBALANCED = """“We came to Orrin in 1950, said Tom Harrow, “and nobody met us at the station.

Mara Voss said: "The museum (which she had founded in 1911 was never meant to be large. It had 40 rooms] and one guard.

The mayor called the fire of 1924 'a lesson, and ordered that all houses be built of stone. He said that “stone does not
burn. In 1931 Tom Harrow published a history of the town (in two volumes, the second of which was lost."""
FRENCH = (
    "La ville d'Orrin se trouve au bord de la Sale, dans le nord de la Norvège. Mara Voss y a fondé un musée en 1911 et "
    "l'a dirigé pendant vingt ans. « Personne ne croyait au musée », a dit Tom Harrow, qui a écrit l'histoire de la "
    "ville. En 1924, un incendie a détruit 240 maisons de bois.\n\n"
) * 4
GERMAN = (
    "Die Stadt Orrin liegt am Fluss Sale im Norden von Norwegen. Mara Voss gründete dort 1911 ein Museum und leitete es "
    "zwanzig Jahre lang. „Niemand glaubte an das Museum“, sagte Tom Harrow, der die Geschichte der Stadt schrieb. Im "
    "Jahr 1924 zerstörte ein Brand 240 Holzhäuser.\n\n"
) * 4
RUSSIAN = (
    "Город Оррин лежит на реке Сале на севере Норвегии. Мара Восс основала там музей в 1911 году и руководила им "
    "двадцать лет. «Никто не верил в музей», — сказал Том Харроу, который написал историю города. В 1924 году пожар "
    "уничтожил 240 деревянных домов.\n\n"
) * 4
HALF_FRENCH = f"{PLAIN}\n\n{FRENCH.partition(chr(10))[0]}\n\n{FIRST}"
CODE = """def open_bridge(year: int = 1907) -> str:
    \"\"\"Open the bridge at Orrin.\"\"\"
    if year < 1907: raise ValueError(f"no bridge in {year}")
    return "open"

for (let i = 0; i < 1907; i++) { console.log("Orrin", i); }

SELECT name, founded FROM towns WHERE founded > 1211 ORDER BY name;

The function open_bridge() was written by Ada Lund in 2019. It returns the word open and is called 300 times a day."""
HTML = """<div class="article"><p>The town of Orrin lies on the river Sale in Norway.</p>

<p>Mara Voss founded the museum of Orrin in 1911.&nbsp;A fire destroyed 240 wooden houses in 1924.</p>

<a href="https://orrin.example/history?id=7&amp;x=1">Tom Harrow wrote the first history of Orrin in 1931.</a><br/>

Karl Brandt &amp; Ada Lund painted the hall of the museum in 1960.[1][2] Share this: Facebook Twitter Email

Click here to read more &raquo; Cookies help us &hellip; {{ advert }} The railway reached Orrin in 1975 [edit]."""
LEGAL = """Article 14. Duties of the keeper. (1) The keeper of the Orrin Museum shall (a) open the museum on 300 days of the \
year; (b) report to the council by 31 March; and (c) insure the collection for at least 2,000,000 crowns.

(2) Where the keeper (a) falls ill, (b) resigns, or (c) is dismissed under section 9(3)(b), the council shall appoint \
another keeper within 30 days.

(3) For the purposes of this Article, “collection” means all objects listed in Schedule 2, as amended by the Museums Act \
1975 (Act No. 41 of 1975), s. 7(1)(c).

Article 15. Fees. The fee for adults is 12 crowns. Children under 6 years of age, soldiers in uniform and holders of a \
card issued under Article 11(2) pay no fee. The council may change the fee once a year, but not by more than 5 per cent."""
ZERO_WIDTH = PLAIN.replace("museum", "mu\u200bse\u00adum").replace("Orrin", "Or\u2060rin")
RIGHT_TO_LEFT = (
    PLAIN.replace("Mara Voss", "\u202eMara Voss\u202c").replace("Orrin", "\u200fOrrin\u200e")
    + "\n\nمدينة أورين تقع على نهر سالي. עיר אורין שוכנת על נהר סאלה. "
    "The Arabic name of Orrin, أورين, was first written down by Karl Brandt in 1890."
)
EMOJI = (
    "Orrin 🏘️ was founded in 1211 🎉🎉 and has 12,400 people 👩‍👩‍👧!!! Mara Voss 👩‍🎨 opened the museum in 1911 😍. "
    "🔥🔥🔥 destroyed 240 houses in 1924 😭😭\n\n🚂 The railway reached Orrin in 1975 👍🏽. Who knew?!? 🤷\n\n😀 😃 😄 😁\n\n"
) * 3
LONG_SENTENCE = (
    "When Mara Voss, who had founded the museum in 1911 and who, as Tom Harrow wrote in 1931, never slept more than five "
    "hours, learned that the fire of 1924 had destroyed 240 wooden houses, among them the house in which Karl Brandt, the "
    "painter, had been born, she called the mayor, who was asleep, and the bishop, who was not, and told them that, unless "
    "the town gave her the stone house on the market square, which had been empty since the bank had failed in 1919, she "
    "would carry the collection, room by room and picture by picture, across the river to Salebridge, where, she said, "
    "people knew what a museum was for, and the mayor, who knew that she meant it, signed the paper "
) * 3 + "and went back to bed in Orrin."
NUMBERS = "\n".join(" ".join(str((n * m * 7919) % 10_007) for m in range(1, 9)) for n in range(1, 60))
CAPTIONS = """[Applause] MAYOR LUND: Thank you, thank you. (laughs) So -- in 1975 -- the railway came -- right? -- and uh, we got...
>> VOICE: Louder!
00:01:15,200 --> 00:01:18,900
MAYOR LUND: The railway came to Orrin in 1975!! And the museum, which Mara Voss founded in 1911, got 9,400 visitors.
♪ ♪
[Music fades]"""
REFERENCES = """Voss, M. (1911). A museum for Orrin. Orrin: Lund & Sons, pp. 12–45. doi:10.1000/182

Harrow, T. et al. (1931), “History of the town”, J. Orrin Hist., 12(3): 4–19.

See also Brandt (1960, p. 7); cf. Lund 1975a, 1975b; ibid., fig. 2.

It has been shown [3, 5–7] that the fire of 1924 (see Fig. 3) destroyed 240 houses (Harrow et al., 1931; but see Lund, 1975)."""
DIALOGUE = """“You are late,” she said.

“I know,” he said. “The train stood in Salebridge for two hours.”

“They always say that.”

“This time it is true. Ask Karl! He was there, he saw it, he even took a photograph of the broken signal.”

She looked at him for a long time. Then she said: “Karl died in 1960.”

He sat down. It was raining on the roof of the house in Orrin, and neither of them said anything for an hour."""
SECOND_PERSON = """Congratulations! You have won our prize!!! Call 0800-12345 before 31 December 2024 and ask for Mr. T. Harrow.

Our shop in Orrin (12 Market Street, next to the U.S. bank) is open Mon.-Fri. 9 a.m. - 5 p.m. We sell 1,200 kinds of tea.

Visit www.orrin-tea.example or write to tea@orrin.example. Prices from £4.50/100 g, incl. VAT at 20%. T&Cs apply."""
SHOUTING = PLAIN.upper()
SMALL = PLAIN.lower()
TITLE_CASE = " ".join(word[:1].upper() + word[1:] for word in PLAIN.split(" "))
HARD_WRAPPED = "\n\n".join(fill(paragraph, 60) for paragraph in PLAIN.split("\n\n"))
WRAPPED_WITHOUT_BLANKS = fill(PLAIN, 60)
HYPHENATED = HARD_WRAPPED.replace("museum", "mu-\nseum").replace("wooden", "woo-\nden")
DOUBLE_SPACES = PLAIN.replace(". ", ".  ").replace(" the ", "  the ")
HARD_SPACES = PLAIN.replace(" in ", "\u00a0in\u00a0").replace("240 ", "240\u202f")
TABS_IN_PROSE = PLAIN.replace(" in ", "\tin ")
MOJIBAKE = (
    PLAIN + " The townâ€™s mayor said: â€œNobody believed in the museum.â€\x9d The cafÃ© opened in 1953."
).replace("Voss", "VoÃŸ")
MARKDOWN = f"""# Orrin

**Orrin** lies on the river *Sale* in the north of [Norway](https://example.org/norway).

> “Nobody believed in the museum,” said **Tom Harrow**, who wrote its history in `1931`.

- **Mara Voss** founded the museum of Orrin in 1911.
- A fire destroyed ~~230~~ 240 wooden houses in __1924__.

![The museum](museum.jpg) *The museum of Orrin was painted by Karl Brandt in 1960.*

{FIRST}"""
FOOTNOTES = (
    PLAIN.replace("1911.", "1911.[1]")
    .replace("1931.", "1931.[2][3]")
    .replace("1975.", "1975.¹ ²")
    .replace("Norway.", "Norway.[citation needed]")
)
NUMBERED = "\n\n".join(f"{n}. {sentence.strip()}" for n, sentence in enumerate(re.split(r"(?<=[.])\s+", PLAIN), 1))
TIMELINE = """1211: Orrin is founded by fishermen from Salebridge.
1907 – The bridge over the Sale is opened.
1911 – Mara Voss founds the museum of Orrin.
1924: A fire destroys 240 wooden houses.
1931: Tom Harrow publishes the first history of the town.
c. 1940: The harbour is closed by the army.
1975 — A railway from Sweden reaches Orrin."""
MAIL = f"""From: Ada Lund <ada@orrin.example>
To: Karl Brandt
Date: Mon, 3 Mar 1975 09:15:00 +0100
Subject: Re: Fwd: the museum

Dear Karl,

thank you for your letter of last Tuesday. I have asked Tom about the museum and he told me this:

> {FIRST}
>> Did they really pay her 300 crowns?

See you on Friday! Best, Ada

--
Sent from my telephone"""
CHAT = """[09:15] Ada: did you know that Mara Voss founded the museum in 1911??
[09:16] Karl: lol no
[09:16] Karl: i thought it was 1950
[09:18] Ada: nope, 1950 was the stone house :-)
[09:20] Tom: The railway reached Orrin in 1975.
[09:21] Ada: @Tom thx!!"""
PLAY = """SCENE 2. The museum of Orrin. Night. MARA VOSS sits at a desk. Enter TOM HARROW.

TOM HARROW. (out of breath) The town is burning, Mara! Two hundred and forty houses!

MARA VOSS. I know. I opened the doors in 1911 and I shall not close them in 1924.

[Exit TOM HARROW. A bell rings. The curtain falls.]"""
CSV = "name,founded,people,mayor\nOrrin,1211,12400,Ada Lund\nSalebridge,1340,3950,Karl Brandt\nMern,1702,880,Tom Harrow"
SPANISH = (
    "La ciudad de Orrin está a orillas del río Sale, en el norte de Noruega. Mara Voss fundó allí un museo en 1911 y lo "
    "dirigió durante veinte años. «Nadie creía en el museo», dijo Tom Harrow. En 1924 un incendio destruyó 240 casas.\n\n"
) * 4
NESTED = """Tom Harrow wrote: “Mara Voss told me: ‘The mayor said “no” in 1911, and “yes” in 1912.’ I did not believe her.”

The “museum” (or “barn”, as Karl Brandt (the painter) called it) was opened in “1911” by 'the lady of Orrin'.

‘We came in ’75, when the railway (120 kilometres long [75 miles]) had reached Orrin,’ said Ada Lund."""
FIGURES = """The fee rose from $1.5m in Q1 to €2,3 bn (+12.5%) by 31.12.1998, i.e. 0.5 pp. above the 1997/98 average of 7 1/2 %.

Orrin (pop. 12,400; 61°N 9°E; alt. 340 m/1,115 ft) grew by 3–4 % p.a. in 1950–75, vs. 1–2 % before.

H2O boils at 100 °C; E = mc², so 1 kg of mass is worth 9×10^16 J, and x < 3 if y >= 4. Karl Brandt measured 3.14159 in 1960."""
NO_STOPS = PLAIN.replace(".", "").replace(",", "")
DOUBLED = f"{PLAIN}\n\n" * 5

ODD: dict[str, str] = {
    "a poem": POEM,
    "lyrics with lines that come back": LYRICS,
    "a list": LIST,
    "bullets that are sentences": BULLETS,
    "a table with tabs": TABS,
    "a table with pipes between paragraphs": PIPES,
    "a recipe": RECIPE,
    "an interview": INTERVIEW,
    "open quotations and brackets": UNBALANCED,
    "French": FRENCH,
    "German": GERMAN,
    "Russian": RUSSIAN,
    "English with a French paragraph": HALF_FRENCH,
    "all capitals": SHOUTING,
    "no capitals": SMALL,
    "Every Word With A Capital": TITLE_CASE,
    "code": CODE,
    "left-over HTML": HTML,
    "a law": LEGAL,
    "zero-width characters": ZERO_WIDTH,
    "right-to-left characters": RIGHT_TO_LEFT,
    "emoji": EMOJI,
    "one very long sentence": LONG_SENTENCE,
    "numbers": NUMBERS,
    "captions of a film": CAPTIONS,
    "a list of literature": REFERENCES,
    "a dialogue of nobody": DIALOGUE,
    "an advertisement": SECOND_PERSON,
    "lines of sixty characters": HARD_WRAPPED,
    "lines of sixty characters without blank lines": WRAPPED_WITHOUT_BLANKS,
    "words parted at line ends": HYPHENATED,
    "two spaces everywhere": DOUBLE_SPACES,
    "spaces that do not break": HARD_SPACES,
    "tabs in prose": TABS_IN_PROSE,
    "a wrong encoding": MOJIBAKE,
    "Markdown": MARKDOWN,
    "footnotes": FOOTNOTES,
    "numbered sentences": NUMBERED,
    "a timeline": TIMELINE,
    "a mail": MAIL,
    "a chat": CHAT,
    "a play": PLAY,
    "values with commas": CSV,
    "Spanish": SPANISH,
    "quotations in quotations": NESTED,
    "figures and signs": FIGURES,
    "no full stops": NO_STOPS,
    "the same text five times": DOUBLED,
    "one sentence": "Orrin lies on the river Sale in Norway.",
    "one word": "Orrin",
    "a single mark": "?",
    "blanks": " \n\n \t \n",
    "nothing": "",
    "a very long word": "Orrin" * 2_000,
    "marks without words": "?!?! ... --- “” () [] {} <> &amp; \u202e \n\n" * 10,
    "12,000 words": prose(12_000),
}
