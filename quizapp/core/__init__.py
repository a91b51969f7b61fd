"""Pure Python: text, generation, grading. No Flask, no SQLAlchemy, no clock, no global randomness."""
