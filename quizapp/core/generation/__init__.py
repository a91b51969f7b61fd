"""From an article to drafts: read, find facts, ask, check, choose. ``pipeline.generate`` is the one way in."""
