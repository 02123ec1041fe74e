"""What an archive carries of its own making, and how it is proved.

    origin      where an article came from: its source's bytes, its pictures
    versions    the engines, their libraries and zlib, each by its version
    record      the build record: all that the bytes of a file depend on
    carry       from an edition to the files that go into the archive
    unpack      out of an archive again
    rebuild     the same article made anew
    verify      … and what comes of comparing the two

`carry` is for the pipeline; the rest is for `publisher verify`.
"""
