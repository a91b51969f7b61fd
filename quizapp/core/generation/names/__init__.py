"""Names: who and what an article speaks of, and what its pronouns mean."""
