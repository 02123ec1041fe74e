"""For which press a file is made: its output intent with the profile of the press (ISO 15930-7, 6.2.2; ICC.1:2022, 7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.check.limits import INK, INK_BY_CONDITION
from publisher.check.report import Row, row, verdict

if TYPE_CHECKING:
    from pikepdf import Pdf

_HEADER = 128
_CLASS, _SPACE, _SIGNATURE = slice(12, 16), slice(16, 20), slice(36, 40)


def intent(pdf: Pdf) -> Row:
    """The output intents and what is wrong with that of the press."""
    intents = _intents(pdf)
    reason = "" if not intents else _wrong(intents)
    answer = ", ".join(_name(each) for each in intents) or "none"
    return row("intent", verdict(bool(intents) and not reason), answer=answer, reason=reason)


def ink_limit(pdf: Pdf) -> int:
    """Most ink in percent by the printing condition that the file is made for, else that of coated paper."""
    names = " ".join(_name(each) for each in _intents(pdf)).upper()
    return next((limit for condition, limit in INK_BY_CONDITION.items() if condition in names), INK)


def _intents(pdf: Pdf) -> list[Any]:
    held = pdf.Root.get("/OutputIntents")
    return [] if held is None else list(held)


def _name(intent: Any) -> str:
    named = intent.get("/OutputConditionIdentifier", intent.get("/OutputCondition", intent.get("/S", "?")))
    return str(named).lstrip("/")


def _wrong(intents: list[Any]) -> str:
    """The first of what a press asks that no intent has; empty where one has all."""
    faults = [_fault(each) for each in intents]
    return "" if "" in faults else faults[0]


def _fault(intent: Any) -> str:
    if str(intent.get("/S", "")) != "/GTS_PDFX":
        return "intent-not-of-a-press"
    if not str(intent.get("/OutputConditionIdentifier", "")):
        return "intent-unnamed"
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        return "intent-without-profile"
    header = profile.read_bytes()[:_HEADER]
    is_press = (header[_CLASS], header[_SPACE], header[_SIGNATURE]) == (b"prtr", b"CMYK", b"acsp")
    return "" if is_press and int(profile.get("/N", 0)) == len("CMYK") else "intent-not-cmyk"
