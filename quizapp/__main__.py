"""``python -m quizapp`` is the command ``quizapp``."""

from quizapp.cli import main

if __name__ == "__main__":
    main()
