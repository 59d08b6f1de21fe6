"""Reference pages made from the code: `python -m tools.reference` writes docs/reference.

Each module of this package makes one page: `page()` returns it as Markdown. A test compares the
pages with what is committed.
"""
