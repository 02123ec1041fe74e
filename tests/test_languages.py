"""Which language a text is in, and which runs of a line are in another."""

from __future__ import annotations

import pytest
from benchmarks import language_table
from benchmarks.press_sentences import prose

from publisher.readers.languages import detect_language, language_runs

# --- the table -----------------------------------------------------------------------------------------------------

# Measured: 99.9 % from 100 characters. Floors are raised, never lowered.
FLOORS = {30: 0.78, 60: 0.96, 100: 0.99, 200: 0.995, 2000: 1.0}


@pytest.fixture(scope="module")
def rows() -> list[language_table.Row]:
    return language_table.measure()


@pytest.mark.parametrize("length", language_table.LENGTHS)
def test_the_language_is_told_from_so_many_characters(rows: list[language_table.Row], length: int) -> None:
    assert language_table.share(rows, length) >= FLOORS[length], language_table.table(rows)


def test_no_language_is_told_badly(rows: list[language_table.Row]) -> None:
    assert all(row.right >= 0.95 * row.cases for row in rows if row.length >= 100), language_table.table(rows)


# --- single texts --------------------------------------------------------------------------------------------------

CHINESE, JAPANESE, KOREAN = prose("zh-Hans", 400, 1), prose("ja", 400, 1), prose("ko", 400, 1)
ENGLISH = "The old ferry waits for the last passengers of the day. "
TEXTS = {
    "nothing": ("", "zh-Hans"),
    "English alone": ("A ferry left the harbour at noon, and nobody saw it come back.", "zh-Hans"),
    "Simplified": ("码头上的人都不说话。", "zh-Hans"),
    "Simplified without a sign": ("小小的山上有一只白羊。", "zh-Hans"),
    "Traditional without a sign of a region": ("碼頭上的人都不說話。", "zh-Hant-TW"),
    "Taiwan's forms": ("他沿著小路走進屋裡。學生們還在讀書。", "zh-Hant-TW"),
    "Hong Kong's forms": ("他沿着小路走進屋裏。學生們還在讀書。", "zh-Hant-HK"),
    "a famous name is no sign": ("著名作家的著作顯著地多起來。", "zh-Hant-TW"),
    "Cantonese": ("佢哋喺碼頭等咗好耐，仲未見到船嚟。", "zh-Hant-HK"),
    "Macau": ("澳門特區政府昨日公布新一期數據。", "zh-Hant-HK"),
    "Japanese": ("波止場の人はみな黙っていた。", "ja"),
    "a Japanese headline without kana": ("衆院選、与党過半数割れ\n政権継続は困難か、野党は対応協議へ\n", "ja"),
    "Korean": ("부두의 사람들은 모두 말이 없었다.", "ko"),
    "Korean with hanja": ("鹽田의 여름은 길었다. 大韓民國 정부가 발표했다.", "ko"),
    "Chinese with a Japanese quotation": (CHINESE + "他说：“ありがとうございました、また会いましょう。”", "zh-Hans"),
    "Chinese with a Korean name": (CHINESE + "歌手김하늘来访。", "zh-Hans"),
    "Japanese with a Chinese quotation": (JAPANESE + "「这是我们的家」と書かれていた。", "ja"),
    "Chinese with English names": (CHINESE + "The New Harbour Times 记者 John Smith 报道。", "zh-Hans"),
    "Chinese and Japanese": (CHINESE + "\n" + JAPANESE, "mul"),
    "Japanese and Korean": (JAPANESE + "\n" + KOREAN, "mul"),
    "both Chinese sets side by side": (CHINESE + "\n" + prose("zh-Hant-TW", 400, 1), "mul"),
    "Chinese and English side by side": (f"{CHINESE[:100]}\n{ENGLISH * 8}\n" * 2, "mul"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language"), TEXTS.values(), ids=TEXTS)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_long_text_is_judged_by_all_its_parts() -> None:
    assert detect_language(prose("zh-Hans", 60_000, 1) + prose("ja", 60_000, 1)) == "mul"


# --- runs within a line --------------------------------------------------------------------------------------------

RUNS = {
    "nothing foreign": ("救援人员正用冲锋舟转移被困群众。", "zh-Hans", []),
    "a quotation": ("他说“ありがとうございます”，然后走了。", "zh-Hans", [("ありがとうございます", "ja")]),
    "a quotation with ideographs": (
        "导演说：「この映画は故郷への手紙です。」全场鼓掌。", "zh-Hans", [("この映画は故郷への手紙です。", "ja")],
    ),
    "a title": ("歌曲《上を向いて歩こう》传遍亚洲。", "zh-Hans", [("上を向いて歩こう", "ja")]),
    "a name in katakana": ("品牌ユニクロ宣布涨价。", "zh-Hans", [("ユニクロ", "ja")]),
    "one kana is a sign on a shop": ("店招上写着“鲜の每日”三个字。", "zh-Hans", []),
    "a sentence": (
        "他念道。このたびの地震で被害を受けた皆様に、心よりお見舞い申し上げます。", "zh-Hans",
        [("このたびの地震で被害を受けた皆様に、心よりお見舞い申し上げます。", "ja")],
    ),
    "Korean words with their space": ("粉丝高喊 사랑해요 여러분! 台上鞠躬。", "zh-Hans", [("사랑해요 여러분!", "ko")]),
    "in a Traditional text": ("一家叫「한강」的餐館。", "zh-Hant-HK", [("한강", "ko")]),
    "Korean in a Japanese text": ("韓国語で「안녕하세요」とあいさつした。", "ja", [("안녕하세요", "ko")]),
    "Japanese in a Korean text": ("그는 “ありがとう”라고 말했다.", "ko", [("ありがとう", "ja")]),
    "hanja is Korean's own": ("大韓民國 정부는 말했다.", "ko", []),
    "kanji is Japanese's own": ("東京大学医学部附属病院", "ja", []),
    "Latin is left to the fonts": ("他读了 The Old Man and the Sea 三遍。", "zh-Hans", []),
    "a Traditional passage in a line": ("他引用“這個國家還沒有準備好”，说得很慢，大家都听懂了他的意思。", "zh-Hans", []),
    "a Traditional line": (
        "這是一段完全用繁體字寫成的引文，從頭到尾沒有簡體字。", "zh-Hans",
        [("這是一段完全用繁體字寫成的引文，從頭到尾沒有簡體字。", "zh-Hant-TW")],
    ),
    "a Simplified line": (
        "这是一段完全用简体字写成的引文，从头到尾没有繁体。", "zh-Hant-TW",
        [("这是一段完全用简体字写成的引文，从头到尾没有繁体。", "zh-Hans")],
    ),
    "brackets left open": ("「「「ああ", "zh-Hans", [("「「「ああ", "ja")]),
    "another language": ("こんにちは", "en", []),
    "a mixture": (
        "他说了声“ありがとう”。そして静かに部屋を出て行った。", "mul",
        [("他说了声“", "zh-Hans"), ("ありがとう", "ja"), ("”。", "zh-Hans"), ("そして静かに部屋を出て行った。", "ja")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), RUNS.values(), ids=RUNS)
def test_runs_in_another_language(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[start:end], tag) for start, end, tag in language_runs(text, language)] == expected


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko"])
def test_prose_has_no_runs_of_another_language(language: str) -> None:
    assert [run for line in prose(language, 3000, 1).splitlines() for run in language_runs(line, language)] == []


HOSTILE = {
    "openers": "「" * 50_000 + "ああ",
    "pairs of openers and kana": "「あ" * 25_000,
    "kana and ideographs": "あ漢漢" * 25_000,
    "sentences of one kana": "あ。" * 25_000,
    "hangul and commas": "가 ," * 25_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", ["zh-Hans", "ja", "ko", "mul"])
def test_runs_of_a_hostile_line_are_apart_and_in_order(text: str, language: str) -> None:
    end = 0
    for run in language_runs(text, language):
        assert end <= run[0] < run[1] <= len(text)
        end = run[1]
