"""Numbers as words, the way the app speaks."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(number: int) -> str:
    """Numbers from 0 ("no") to 10 in words, others in figures with commas."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def effort(tries: int, hints: int) -> str:
    """What an answer took: "two tries, one hint"; blank for a first try without a hint."""
    parts = [(tries, "tries")] if tries > 1 else []
    parts += [(hints, "hint" if hints == 1 else "hints")] if hints else []
    return ", ".join(f"{number_word(number)} {what}" for number, what in parts)


def count_word(number: int) -> str:
    """As ``number_word``, with "none" for nought: "none answered"."""
    return number_word(number) if number else "none"


def size_words(size: int) -> str:
    """Bytes in words: "5 MB", "1.5 MB", below one megabyte "300 KB"."""
    megabyte = 1024 * 1024
    return f"{size / megabyte:.3g} MB" if size >= megabyte else f"{size // 1024} KB"
