"""Numbers as words, the way the app speaks."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(number: int) -> str:
    """Numbers from 0 ("no") to 10 in words, others in figures with commas."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def count_word(number: int) -> str:
    """As ``number_word``, with "none" for nought: "none answered"."""
    return number_word(number) if number else "none"
