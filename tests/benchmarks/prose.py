"""Articles of any length, made of our own paragraphs: shuffled, with new names and figures each time."""

from pathlib import Path
from random import Random

PARAGRAPHS = (Path(__file__).parent / "paragraphs.txt").read_text("utf-8").strip().split("\n\n")
_FIRST = ["Ada", "Karl", "Mara", "Tom", "Helen", "Victor", "Rosa", "Peter", "Clara", "Simon", "Edith", "Oscar"]
_LAST = ["Voss", "Harrow", "Lund", "Brandt", "Ardagh", "Tennant", "Calloway", "Okafor", "Moen", "Pell", "Rehn", "Sand"]
_BEGIN = ["Ost", "Mer", "Lis", "Hal", "Var", "Kest", "Stein", "Wend", "Skel", "Cott", "Brann", "Orr", "Tal", "Ans"]
_END = ["wick", "ford", "by", "holm", "burg", "haven", "dale", "stad", "mouth", "ton"]


def prose(words: int, seed: int = 0) -> str:
    """An article of ``words`` words or a paragraph more. Every round over the paragraphs has other names."""
    random = Random(f"{words}:{seed}")  # noqa: S311 - texts, not secrets
    made: list[str] = []
    count = 0
    while count < words:
        pool = random.sample(PARAGRAPHS, len(PARAGRAPHS))
        while pool and count < words:
            made.append(_filled(pool.pop(), random))
            count += len(made[-1].split())
    return "\n\n".join(made)


def _filled(paragraph: str, random: Random) -> str:
    return paragraph.format(
        person=f"{random.choice(_FIRST)} {random.choice(_LAST)}",
        town=random.choice(_BEGIN) + random.choice(_END),
        year=random.randint(1720, 2015),
        number=f"{random.randint(11, 990) * 100:,}",
    )
