"""The preview: an article's pages and its book in a browser, redrawn whenever a file that makes them changes.

    sources   what a preview is made from, and whether any of it has changed
    building  one build: read, transform, render, lay out
    pictures  pages as pictures        overlays  what may be drawn over them
    book      the book's files         state     what is told to the page
    session   the build that is shown, the one at work, and who is told
    guard     who may ask              serving   what is answered

Everything stays on this machine: the server listens on the loopback address alone and hands out only what it has made itself.
"""
