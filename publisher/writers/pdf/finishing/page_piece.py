"""A mark of a program's own in the catalogue, which readers pass over (ISO 32000-1, 14.5, page-piece dictionaries).

The mark is a stream that is not compressed: other objects may be packed together, and then nothing finds them but a reader of PDF.
"""

from __future__ import annotations

from typing import Any

import pydyf

from publisher.writers.pdf.finishing.attachments import pdf_date

OWNER = "CJKPublisher"
TYPE = "CJKPublisherMark"


def write_mark(pdf: Any, mark: str, created: str) -> None:
    """Put `mark`, a line of ASCII, into the document; `created` is a W3C date and time in UTC."""
    stream = pydyf.Stream([mark], pydyf.Dictionary({"Type": f"/{TYPE}"}))
    pdf.add_object(stream)
    data = pydyf.Dictionary({"LastModified": pydyf.String(pdf_date(created)), "Private": stream.reference})
    piece = pydyf.Dictionary({OWNER: data})
    pdf.add_object(piece)
    pdf.catalog["PieceInfo"] = piece.reference
