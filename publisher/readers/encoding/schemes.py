"""The encodings that are known: their labels, Python's codecs for them, and where those differ from the standards of today.

Labels and what they mean are WHATWG's (https://encoding.spec.whatwg.org/): `gb2312` and `gbk` are read as gb18030, `shift_jis` as
Windows-31J, `big5` with HKSCS, `euc-kr` as UHC.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from publisher.errors import UsageError
from publisher.patterns import lazily
from publisher.readers.encoding.likelihood import CHINESE_SIMPLIFIED, CHINESE_TRADITIONAL, JAPANESE, KOREAN, LANGUAGES


class Scheme(NamedTuple):
    """An encoding as it may be met."""

    name: str
    """WHATWG's name in lower case."""
    codecs: tuple[str, ...]
    """The first that fits is taken; the later ones hold more vendors' characters."""
    priors: Mapping[str, float] = {}
    """Log-probability before anything is read, for each language that files in this encoding are in."""
    labels: tuple[str, ...] = ()
    """Other names of it."""


_UNICODE = dict.fromkeys(LANGUAGES, -1.0)
# A UTF-16 file without its mark is rare; what looks like one in few bytes is more likely something else.
_UNMARKED = dict.fromkeys(LANGUAGES, -6.0)
# A language in an encoding that was not made for it but has its characters, if only those of one sentence.
_UNUSUAL = dict.fromkeys(LANGUAGES, -7.0)

UTF_8 = Scheme("utf-8", ("utf-8",), _UNICODE, ("utf8", "ascii", "us-ascii"))
UTF_16_LE = Scheme("utf-16le", ("utf-16-le",), _UNMARKED, ("utf-16",))
UTF_16_BE = Scheme("utf-16be", ("utf-16-be",), _UNMARKED)
GB18030 = Scheme(
    "gb18030",
    ("gb18030",),
    _UNUSUAL | {CHINESE_SIMPLIFIED: 1.5, CHINESE_TRADITIONAL: -4.0},
    ("gbk", "gb2312", "gb_2312-80", "cp936", "x-gbk", "chinese"),
)
BIG5 = Scheme(
    "big5",
    ("big5hkscs", "cp950"),
    _UNUSUAL | {CHINESE_TRADITIONAL: 0.0},
    ("big5-hkscs", "cp950", "cn-big5", "x-x-big5"),
)
SHIFT_JIS = Scheme(
    "shift_jis",
    ("cp932",),
    _UNUSUAL | {JAPANESE: 0.0},
    ("shift-jis", "sjis", "windows-31j", "cp932", "ms932", "x-sjis"),
)
# JIS X 0213 beside: it has NEC's row 13 (①, ㈱), which Japanese papers use and JIS X 0208 lacks.
EUC_JP = Scheme("euc-jp", ("euc_jp", "euc_jis_2004"), _UNUSUAL | {JAPANESE: 0.0}, ("x-euc-jp", "eucjp"))
EUC_KR = Scheme(
    "euc-kr", ("cp949",), _UNUSUAL | {KOREAN: 0.0}, ("cp949", "windows-949", "uhc", "ks_c_5601-1987", "korean")
)

# The order decides between equals: GB first, as most legacy files of the press are.
CANDIDATES = (UTF_8, GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR, UTF_16_LE, UTF_16_BE)

ISO_2022_JP = Scheme("iso-2022-jp", ("iso2022_jp", "iso2022_jp_3", "iso2022_jp_ext"), {JAPANESE: 0.0})
ISO_2022_KR = Scheme("iso-2022-kr", ("iso2022_kr",), {KOREAN: 0.0})
HZ = Scheme("hz-gb-2312", ("hz",), {CHINESE_SIMPLIFIED: 0.0})
# What a file of these holds although all its bytes are ASCII.
SEVEN_BIT = ((b"\x1b$)C", ISO_2022_KR), (b"\x1b$", ISO_2022_JP), (b"~{", HZ))

UTF_32_LE, UTF_32_BE = Scheme("utf-32le", ("utf-32-le",), labels=("utf-32",)), Scheme("utf-32be", ("utf-32-be",))
# Never guessed: every byte would fit. A web page may name it.
WINDOWS_1252 = Scheme("windows-1252", ("cp1252",), labels=("cp1252", "iso-8859-1", "latin1"))

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
MARKS = (
    (b"\xef\xbb\xbf", UTF_8),
    (b"\xff\xfe\x00\x00", UTF_32_LE),
    (b"\x00\x00\xfe\xff", UTF_32_BE),
    (b"\xff\xfe", UTF_16_LE),
    (b"\xfe\xff", UTF_16_BE),
)

_ALL = (*CANDIDATES, ISO_2022_JP, ISO_2022_KR, HZ, UTF_32_LE, UTF_32_BE, WINDOWS_1252)
_BY_LABEL = {label: scheme for scheme in _ALL for label in (scheme.name, *scheme.labels)}


def named(label: str) -> Scheme:
    """The encoding of a label. Raises UsageError `encoding-unknown` with the nearest known label."""
    scheme = _BY_LABEL.get(label.strip().lower())
    if scheme is None:
        import difflib

        near = difflib.get_close_matches(label.strip().lower(), _BY_LABEL, 1, 0.3)
        raise UsageError("encoding-unknown", encoding=label, nearest=near[0] if near else GB18030.name)
    return scheme


def is_known(label: str) -> bool:
    """Whether an encoding has this label: what a web page declares may be anything."""
    return label.strip().lower() in _BY_LABEL


# Python's gb18030 is the edition of 2000, which has these in private use. GB 18030-2005 gave them the ideographs of Extension B,
# GB 18030-2022 (Amendment of the mapping, table D.2) the vertical marks and the parts of characters.
_EDITION_2022 = dict(
    zip(
        "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
        "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
        "\ue816\ue817\ue818\ue831\ue83b\ue855",
        "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f"
        "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
        "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe",
        strict=True,
    )
)
_BEFORE_2022 = lazily(f"[{''.join(_EDITION_2022)}]")

# Python's big5hkscs has marks of its own where Windows-950 and WHATWG agree: `唐納‧川普` would have a bullet.
_MARKS_OF_950 = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")
_BEFORE_950 = lazily(f"[{''.join(map(chr, _MARKS_OF_950))}]")


def to_current_edition(text: str, scheme: Scheme) -> tuple[str, int]:
    """`text` as the present edition of the standard maps it, and how many characters of GB 18030 that changed."""
    if scheme is BIG5:
        return text.translate(_MARKS_OF_950) if _BEFORE_950.search(text) else text, 0
    if scheme is not GB18030 or not _BEFORE_2022.search(text):
        return text, 0
    return _BEFORE_2022.subn(lambda match: _EDITION_2022[match[0]], text)
