"""PDF/UA-1 as far as a program can tell (ISO 14289-1:2014): the tags, what they hold, links, fonts and what the file says of itself.

Rules have the numbers that veraPDF gives them: the clause and the test in it; `publisher.messages.tagging` has their sentences.
"""
