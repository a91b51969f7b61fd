"""The commonest passwords of twelve characters and more, which guessing programs try first."""

from itertools import product

_BASES = (
    "password", "passwort", "qwerty", "qwertz", "azerty", "abc", "abcd", "abcdef", "admin", "administrator", "letmein", "welcome", "iloveyou",
    "sunshine", "princess", "football", "baseball", "monkey", "dragon", "superman", "batman", "quizapp", "teacher", "student", "school",
    "secret", "changeme", "test", "hello", "master", "michael", "shadow", "trustno1", "starwars", "pokemon", "minecraft", "liverpool",
    "chelsea", "arsenal", "barcelona", "realmadrid",
)  # fmt: skip
_TAILS = (
    "", "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "!", "1!", "123!", "1234!", "12345!",
    "2020", "2021", "2022", "2023", "2024", "2025", "2026", "111", "1111", "321", "4321",
)  # fmt: skip
_ROWS = (
    "123456789012", "1234567890123", "12345678901234", "123456789012345", "1234567890123456", "123456123456", "123123123123", "121212121212",
    "112233445566", "987654321098", "012345678910", "123456789123", "987654321987", "147258369147", "111222333444", "qwertyuiop123",
    "qwertyuiop12", "qwertyuiop[]", "qwertyuiopasdf", "qwertyuiopasdfghjkl", "asdfghjkl123", "asdfghjkl1234", "zxcvbnm12345", "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "qazwsxedcrfv", "q1w2e3r4t5y6", "abcdefghijkl", "abcdefghijklmn",
    "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "correcthorsebatterystaple", "correct horse battery staple", "letmeinplease",
    "iloveyouforever", "iloveyousomuch", "opensesame123", "thisismypassword", "mypassword123", "mypassword1234", "newpassword123",
    "unknownpassword", "forgetpassword", "ilovemyfamily", "godisgood123", "jesuschrist1", "loveyouforever", "manchesterunited",
)  # fmt: skip
COMMON = frozenset(
    {word for parts in product(_BASES, _TAILS) if len(word := "".join(parts)) >= 12}
    | {base * 2 for base in _BASES}
    | set(_ROWS)
)


def is_common(password: str) -> bool:
    """Whether it is on the list, or made of one or two characters only."""
    folded = password.casefold()
    return folded in COMMON or len(set(folded)) <= 2
