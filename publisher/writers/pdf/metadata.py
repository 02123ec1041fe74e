"""The XMP packet of a PDF (ISO 16684-1), with the standards it follows: PDF/A (ISO 19005-3, 6.6) and PDF/UA (ISO 14289-1, 5).

The engine can claim one standard alone, and writes no language and no creator tool; this packet says all in one, from the same
values as the document information, so that the two agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

import pydyf
from msgspec import Struct

from publisher import __version__

CREATOR = f"publisher {__version__}"
CONFORMANCE = "A"
"""Of PDF/A: accessible, which holds what B (the looks) and U (the text) ask for too."""

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}

# PDF/A knows only the schemas of its time; one for PDF/UA has to come with the file (ISO 19005-3, 6.6.2.3).
_UA_SCHEMA = """
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


class Claims(Struct, frozen=True):
    """The standards a file says it follows."""

    archival: bool = False
    """PDF/A-3a."""
    accessible: bool = False
    """PDF/UA-1."""
    prepress: bool = False
    """What PDF/X-4 asks of the packet (ISO 15930-7, 6.7), without a claim: nothing here can certify it."""


class Description(Struct, frozen=True):
    """What the packet says of a document; `created` is a W3C date and time."""

    title: str
    authors: Sequence[str]
    language: str
    created: str
    producer: str


def write_metadata(pdf: Any, said: Description, claims: Claims) -> None:
    """Add the packet to a `pydyf.PDF`, uncompressed, for archives read it without a PDF library."""
    packet = pydyf.Stream([_packet(said, claims).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference
    pdf.info["Creator"] = pydyf.String(CREATOR)


def _packet(said: Description, claims: Claims) -> str:
    names = " ".join(f"xmlns:{prefix}={quoteattr(address)}" for prefix, address in _NAMESPACES.items())
    properties = "\n".join(_properties(said, claims))
    # Only where PDF/A is claimed does anyone ask for the schema.
    schema = _UA_SCHEMA if claims.archival and claims.accessible else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {names}>\n{properties}\n</rdf:Description>{schema}\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _properties(said: Description, claims: Claims) -> Iterator[str]:
    if claims.archival:
        yield "<pdfaid:part>3</pdfaid:part>"
        yield f"<pdfaid:conformance>{CONFORMANCE}</pdfaid:conformance>"
    if claims.accessible:
        yield "<pdfuaid:part>1</pdfuaid:part>"
    # `x-default` comes first: viewers take it where they know no better (ISO 16684-1, 8.2.2.4).
    titles = "".join(f'<rdf:li xml:lang="{tag}">{escape(said.title)}</rdf:li>' for tag in ("x-default", said.language))
    yield f"<dc:title><rdf:Alt>{titles}</rdf:Alt></dc:title>"
    if said.authors:
        yield f"<dc:creator><rdf:Seq>{_items(said.authors)}</rdf:Seq></dc:creator>"
    yield f"<dc:language><rdf:Bag>{_items([said.language])}</rdf:Bag></dc:language>"
    yield "<dc:format>application/pdf</dc:format>"
    yield f"<xmp:CreateDate>{said.created}</xmp:CreateDate>"
    yield f"<xmp:ModifyDate>{said.created}</xmp:ModifyDate>"
    yield f"<xmp:MetadataDate>{said.created}</xmp:MetadataDate>"
    yield f"<xmp:CreatorTool>{escape(CREATOR)}</xmp:CreatorTool>"
    yield f"<pdf:Producer>{escape(said.producer)}</pdf:Producer>"
    if claims.prepress:
        yield "<pdf:Trapped>False</pdf:Trapped>"
        yield "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        yield "<xmpMM:VersionID>1</xmpMM:VersionID>"
    yield f"<xmpMM:DocumentID>uuid:{_identifier(said)}</xmpMM:DocumentID>"


def _items(values: Sequence[str]) -> str:
    return "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)


def _identifier(said: Description) -> str:
    """The same for the same document on any day and machine (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, "\n".join((said.title, *said.authors, said.language, said.created))))
