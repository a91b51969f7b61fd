"""Which texts can be asked about at all."""

import re

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)")
MINIMUM_WORDS = 60
MINIMUM_SENTENCES = 3
LONGEST_WORD = 100


def problems(text: str, *, limit: int) -> list[str]:
    """What keeps a normalized article text from being read, in words for a teacher; empty if nothing.

    ``limit`` is the greatest number of characters.
    """
    if not text.strip():
        return ["Paste the text of the article."]
    if len(text) > limit:
        return [f"The text has {len(text):,} characters; quizapp reads up to {limit:,}. Give it a part of the article."]
    if max(map(len, text.split())) > LONGEST_WORD:
        return [f"The text holds a word of more than {LONGEST_WORD} characters. Is it plain text?"]
    words = len(_WORD.findall(text))
    if words < MINIMUM_WORDS:
        return [f"The text is too short to ask about: {_counted(words, 'word')}. Give at least {MINIMUM_WORDS}."]
    sentences = len(_SENTENCE_END.findall(text))
    if sentences < MINIMUM_SENTENCES:
        found = f"only {_counted(sentences, 'whole sentence')}" if sentences else "no whole sentence"
        needed = f"Give at least {MINIMUM_SENTENCES}, each with a mark at its end."
        return [f"Questions are made of whole sentences. This text has {words:,} words, but {found}. {needed}"]
    return []


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" + "s" * (number != 1)


def is_binary(data: bytes) -> bool:
    """Whether uploaded bytes are no text: NUL bytes, or not UTF-8."""
    if b"\x00" in data:
        return True
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False
