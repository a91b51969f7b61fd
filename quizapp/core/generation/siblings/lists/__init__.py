"""What the quiz knows of the world: lists of our own, and the database that ``build`` makes of them and of open data."""
