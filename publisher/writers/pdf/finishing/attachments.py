"""Files inside the file, each with what it is to the document (ISO 32000-1, 7.11; ISO 19005-3, 6.8, associated files)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pydyf

from publisher.writers.page_setting import Attachment


def attach(pdf: Any, files: Sequence[Attachment], created: str) -> None:
    """Embed `files`, in the order of their names, as a name tree asks; `created` is a W3C date and time in UTC."""
    if not files:
        return
    names = pydyf.Array()
    associated = pydyf.Array()
    for each in sorted(files, key=lambda file: pydyf.String(file.name).data):
        specification = _specification(pdf, each, pdf_date(created))
        names += [pydyf.String(each.name), specification.reference]
        associated.append(specification.reference)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    # The engine may have put the names of places there.
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = associated


def _specification(pdf: Any, file: Attachment, date: str) -> Any:
    parameters = pydyf.Dictionary({
        "CheckSum": f"<{hashlib.md5(file.data, usedforsecurity=False).hexdigest()}>",
        "Size": len(file.data),
        "CreationDate": pydyf.String(date),
        "ModDate": pydyf.String(date),
    })  # fmt: skip
    subtype = "/" + file.media_type.replace("/", "#2F").replace("+", "#2B")
    stream = pydyf.Stream(
        [file.data],
        pydyf.Dictionary({"Type": "/EmbeddedFile", "Subtype": subtype, "Params": parameters}),
        compress=True,
    )
    pdf.add_object(stream)
    specification = pydyf.Dictionary({
        "Type": "/Filespec",
        "F": pydyf.String(file.name),
        "UF": pydyf.String(file.name),
        "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        "Desc": pydyf.String(file.description),
        "AFRelationship": f"/{file.relationship}",
    })  # fmt: skip
    pdf.add_object(specification)
    return specification


def pdf_date(w3c: str) -> str:
    """`2019-10-21T00:00:00Z` as `D:20191021000000Z` (ISO 32000-1, 7.9.4)."""
    return "D:" + w3c.translate({ord(mark): None for mark in "-:T"})
