"""Files and web pages read into articles: words, paragraphs, and where they come from.

What is read was written by anybody, so it is read in a process of its own (``__main__``) under limits of time and
memory. Only plain text comes out of it.
"""
