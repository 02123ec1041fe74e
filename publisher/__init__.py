"""Publish CJK press articles as EPUB and PDF."""

__version__ = "0.1.0"
