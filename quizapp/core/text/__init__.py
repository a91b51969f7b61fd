"""Articles as text: passages, sentences and citations, all with offsets into the article's text.

An offset counts code points from the start of the article's text; a span is ``[start, end)``.
"""
