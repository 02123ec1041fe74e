"""What EPUBCheck and Ace leave out: a book looked at by ourselves, whoever made it (EPUB 3.3, Accessibility 1.1; EPUB 2).

book        the book as it is opened: entries, package, documents, all with suspicion
container   the archive and the names in it
documents   encoding and XML of every text
package     manifest, spine, metadata, language
access      what the book says of its accessibility, and whether it is so
links       where links lead, and where pictures, styles and fonts come from
images      whether pictures can be drawn, and are described
fonts       whether fonts can be used, and which characters they lack
order       table of contents, headings, notes
direction   lines and pages
text        the article that a book carries against what its documents say
lint        the rows, in order
"""
