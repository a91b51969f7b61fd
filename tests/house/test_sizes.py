from tests.house.sources import functions, name, tracked

LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_FUNCTION = 300, 400, 40


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in tracked("quizapp/*.py", "migrations/*.py")}
    assert {name(path): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_test_file_is_longer_than_a_reader_can_hold():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in tracked("tests/*.py")}
    assert {name(path): n for path, n in lengths.items() if n > LONGEST_TEST_FILE} == {}


def test_no_function_is_longer_than_a_reader_can_hold():
    long = {
        f"{name(path)}:{f.name}": (f.end_lineno or 0) - f.lineno + 1
        for path in tracked("quizapp/*.py")
        for f in functions(path)
        if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}
