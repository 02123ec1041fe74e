"""What makes a laid-out document a file of one profile, before it is written.

    attachments    files inside the file
    output_intent  which colours are meant
    cmyk           colours of a screen as those of a press
    pictures       the same for pictures
    page_piece     a mark that readers pass over
    sheet          bleed, trim and the marks around them

All of it works on the objects of a `pydyf.PDF`; nothing here knows the layout engine.
"""

from __future__ import annotations

from typing import Any

import pydyf

from publisher.writers.page_setting import PageSetting
from publisher.writers.pdf.metadata import Claims, Description, write_metadata

_PRINT = 4
"""The flag of an annotation that is printed; PDF/A asks for it (ISO 19005-3, 6.3.2)."""

VERSIONS = {"screen": "1.7", "archive": "1.7", "print": "1.6"}
"""Of PDF, by profile: PDF/X-4 is built on 1.6 (ISO 15930-7, 6.1)."""


def finish(pdf: Any, said: Description, setting: PageSetting) -> None:
    """Finish a `pydyf.PDF` that has its pages, tags and information, for the profile of `setting`.

    Vertical pages are turned by a quarter clockwise (ISO 32000-1, 7.7.3.3), and viewers may be told of a binding at the right (12.2).
    """
    pages = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
    if setting.vertical:
        for page in pages:
            page["Rotate"] = 90
    if setting.bound_right:
        pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())["Direction"] = "/R2L"
    archival, prepress = setting.profile == "archive", setting.profile == "print"
    _flag_annotations(pdf)
    if prepress:
        _prepare_for_print(pdf, pages, setting)
    if archival:
        from publisher.writers.pdf.finishing import attachments, output_intent

        output_intent.write_srgb(pdf)
        attachments.attach(pdf, setting.attachments, said.created)
    if setting.mark:
        from publisher.writers.pdf.finishing import page_piece

        page_piece.write_mark(pdf, setting.mark, said.created)
    _drop_empty_resources(pdf)
    write_metadata(pdf, said, Claims(archival, setting.accessible and not prepress, prepress))


def _prepare_for_print(pdf: Any, pages: list[Any], setting: PageSetting) -> None:
    from publisher.writers.pdf.finishing import cmyk, output_intent, pictures, sheet

    press = cmyk.press_of(output_intent.press_profile())
    pictures.convert(pdf, press)
    cmyk.convert(pdf, press)
    for page in pages:
        sheet.surround(pdf, page, setting.bleed)
    output_intent.write_press(pdf)
    pdf.info["Trapped"] = "/False"


def _flag_annotations(pdf: Any) -> None:
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/Annot":
            each["F"] = _PRINT


def _drop_empty_resources(pdf: Any) -> None:
    """Empty dictionaries of resources say nothing, and strict readers stumble over them."""
    for each in pdf.objects:
        own = each if isinstance(each, dict) else None
        inner = (getattr(each, "extra", None) or {}).get("Resources")
        for resources in (own, inner):
            if not isinstance(resources, dict):
                continue
            for kind in ("Pattern", "Shading", "XObject", "ExtGState"):
                if isinstance(resources.get(kind), dict) and not resources[kind]:
                    del resources[kind]
