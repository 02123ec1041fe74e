"""What an archive or a book carries of its own making, and how it is proved.

    origin      where an article came from: its source's bytes, its pictures
    versions    the engines, their libraries and zlib, each by its version
    record      the build record: all that the bytes of a file depend on
    shelves     where a kind of file keeps what it carries, and under which names
    carry       from an edition to the files that go into it
    unpack      out of it again
    rebuild     the same article made anew
    marks       what a batch writes into its outputs
    verify      … and what comes of comparing the two: `likeness` of pages, `book_likeness` of the entries of a book

`carry` is for the pipeline; the rest is for `publisher verify`.
"""
