"""Paragraphs of a page set by `publisher.typeset` inside the layout engine.

    flow       takes the place of the engine's iterator of line boxes
    document   what all paragraphs of a document share
    shaping    what the engine's shaping library says of a text: advances, clusters, UAX #14
    flat       a line box's tree of inlines as one run of characters
    composed   that run, composed for any measure
    placing    its lines as line boxes, each in its place
    line_tree  the part of the tree that a line needs
    set_text   a piece of text whose glyphs stand where they were set
    emphasis   marks beside what is stressed

The engine still makes pages, columns, floats, footnotes and tables: it asks for the next line of a paragraph, and gets one that
was chosen for the whole of it. Private parts of WeasyPrint 70.0 are used throughout; `tests/test_pdf_engine.py` holds them.
"""

from __future__ import annotations
