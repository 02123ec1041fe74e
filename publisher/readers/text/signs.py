"""Whether a text is in the notation of Aozora Bunko: told apart from the rooms that read it, which most raw texts never load."""

from __future__ import annotations

from publisher.patterns import lazily

KEY = "【テキスト中に現れる記号について】"
FILE = "青空文庫作成ファイル"
EDITION = "底本："
"""What heads the key that explains the signs, and begins lines of the colophon."""

_NOTE = lazily("［＃[^］\n]")
_RUBY = lazily(r"(?P<bar>｜[^｜《》\n]{1,60})?(?P<before>.)?《(?P<reading>[^《》\n]{1,60})》")
_COLOPHON = lazily(
    rf"[\r\n](?:{FILE}[：:]|{EDITION}[^\r\n]{{0,400}}[\r\n](?:[^\r\n]{{0,400}}[\r\n]{{1,2}}){{0,12}}?(?:入力|校正|初出)[：:])"
)
_JAPANESE = lazily(r"[\u3041-\u309f\u30a1-\u30ff]")
_LETTERS = lazily(r"[A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff\u3105-\u312f\uac00-\ud7a3ˊˇˋ˙·' ]+$")
_ENOUGH = 2000


def is_notated(text: str) -> bool:
    """Whether the whole text is in the notation.

    A key, a colophon or a note with kana about it is sure. Ruby alone is, where kana (after a bar also other letters) stand
    in more than half of all 《》, each on an ideograph or after a bar: Chinese and Korean put titles of works in 《》, and in
    Japanese one song with a title in kana may be meant.
    """
    if KEY in text or any(
        _COLOPHON.search(text, max(0, at - 1)) for at in (text.rfind(FILE), text.rfind(EDITION)) if at >= 0
    ):
        return True
    if "［＃" in text and _NOTE.search(text):
        return True
    return "《" in text and _is_mostly_ruby(text)


def _is_mostly_ruby(text: str) -> bool:
    found = barred = others = 0
    for match in _RUBY.finditer(text):
        if match["bar"] and is_ruby(match["reading"], barred=True):
            barred += 1
        elif match["before"] and _is_base(match["before"]) and is_ruby(match["reading"], barred=False):
            found += 1
        else:
            others += 1
        if found + barred + others >= _ENOUGH:
            break
    return found + barred > others and (barred > 0 or found > 1)


def _is_base(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in "々〆〇ヶ仝"


def is_ruby(reading: str, *, barred: bool) -> bool:
    """Whether what stands in 《》 reads the word before it, in a text that is not known to be of Aozora Bunko.

    Kana do. After a bar, so do letters: pinyin, bopomofo, hangul. Chinese puts titles of works in 《》.
    """
    return bool(_JAPANESE.search(reading) or (barred and _LETTERS.match(reading)))
