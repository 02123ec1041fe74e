"""What a catalogue asks of a publication: names in one form, values as people write them, and where an editor may state them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from conftest import article_of
from hypothesis import given
from hypothesis import strategies as st

from publisher.config import command_line, resolve
from publisher.errors import UsageError
from publisher.identifiers import canonical, is_isbn
from publisher.model import Article, Byline, from_json, to_json
from publisher.options import ReadOptions
from publisher.publication import Publication, over, publication_of
from publisher.readers import read_bytes, read_file
from publisher.sidecar import sidecar

SENTENCE = "渡口的老钟每天敲两遍，头一遍催人上船，后一遍催人回家。"

OTHER = "船工换了三代，钟还是那一口，敲钟的绳子磨断了七根，都挂在墙上。"

# --- identifiers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_as", "expected"),
    [
        ("978-7-02-000220-7", "urn:isbn:9787020002207"),
        ("ISBN 978-7-02-000220-7", "urn:isbn:9787020002207"),
        ("ISBN-13：9787020002207", "urn:isbn:9787020002207"),
        ("urn:isbn:9787020002207", "urn:isbn:9787020002207"),
        ("９７８７０２０００２２０７", "urn:isbn:9787020002207"),
        ("978 7 02 000220 7", "urn:isbn:9787020002207"),
        ("0-8044-2957-x", "urn:isbn:080442957X"),
        ("9787020002208", None),
        ("ISBN 978-7-02-000220", None),
        ("9777020002207", None),
        ("0-8044-2957-1", None),
        ("10.5555/AbC.12345678", "doi:10.5555/AbC.12345678"),
        ("doi:10.5555/12345678", "doi:10.5555/12345678"),
        ("https://doi.org/10.5555/12345678", "doi:10.5555/12345678"),
        ("6F4AC2F6-54A5-4A4A-9A33-0F1B9D3A2F10", "urn:uuid:6f4ac2f6-54a5-4a4a-9a33-0f1b9d3a2f10"),
        ("urn:uuid:6f4ac2f6", None),
        ("urn:nbn:de:101:1-201102033592", "urn:nbn:de:101:1-201102033592"),
        ("URN:NBN:de:101:1-2", "urn:NBN:de:101:1-2"),
        ("urn:", None),
        ("2024年第3期", None),
        ("978702000220７７７", None),
        ("", None),
    ],
)
def test_an_identifier_has_one_form_or_is_none(given_as: str, expected: str | None) -> None:
    assert canonical(given_as) == expected
    assert expected is None or canonical(expected) == expected


@given(st.text(max_size=40))
def test_whatever_is_given_the_form_is_stable(text: str) -> None:
    found = canonical(text)
    assert found is None or canonical(found) == found


@given(st.integers(0, 10**9 - 1), st.integers(0, 12))
def test_one_wrong_digit_is_no_isbn(number: int, place: int) -> None:
    digits = f"978{number:09}"
    check = -sum((1, 3)[at % 2] * int(digit) for at, digit in enumerate(digits)) % 10
    isbn = f"{digits}{check}"
    assert is_isbn(isbn)
    assert not is_isbn(isbn[:place] + str((int(isbn[place]) + 1) % 10) + isbn[place + 1 :])


# --- values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, Publication()),
        ({"publisher": "栈桥出版社"}, Publication(publisher="栈桥出版社")),
        ({"isbn": 9787020002207}, Publication(identifier="urn:isbn:9787020002207")),
        ({"subjects": "水利，河流、 渡口, 水利"}, Publication(subjects=("水利", "河流", "渡口"))),
        ({"subjects": [["水利", "河流"], "渡口"]}, Publication(subjects=("水利", "河流", "渡口"))),
        ({"rights": "© 2024 栈桥日报"}, Publication(rights="© 2024 栈桥日报")),
        (
            {"rights": "© 2024 栈桥日报", "license": "CC BY 4.0"},
            Publication(rights="© 2024 栈桥日报；CC BY 4.0"),
        ),
        ({"license": "https://example.org/by"}, Publication(licence="https://example.org/by")),
        ({"rights": "https://example.org/by"}, Publication(licence="https://example.org/by")),
        ({"rights": True, "license": "false"}, Publication()),
        ({"series": "江边手记", "position": "第07篇"}, Publication(series="江边手记", position="7")),
        ({"series": "江边手记", "position": 2.50}, Publication(series="江边手记", position="2.5")),
        ({"series": {"name": "江边手记", "number": 3}}, Publication(series="江边手记", position="3")),
        ({"series": ["江边手记", "渡口"]}, Publication(series="江边手记")),
        ({"issue": "《栈桥周刊》2024年第3期"}, Publication(issue="《栈桥周刊》2024年第3期")),
        ({"description": "两岸\n的 灯。"}, Publication(description="两岸 的 灯。")),
    ],
)
def test_values_as_people_write_them(stated: dict[str, object], expected: Publication) -> None:
    assert publication_of(stated) == (expected, ())


@pytest.mark.parametrize(
    ("stated", "fault"),
    [
        ({"isbn": "978-7-02-000220-8"}, ("isbn", "identifier-malformed", "978-7-02-000220-8")),
        ({"identifier": "A-3"}, ("identifier", "identifier-malformed", "A-3")),
        ({"series": "江边手记", "position": "末"}, ("position", "position-malformed", "末")),
        ({"series": {"name": "江边手记", "number": "末"}}, ("series", "position-malformed", "末")),
        ({"publisher": {"city": "上海"}}, ("publisher", "publication-text", "{'city': '上海'}")),
    ],
)
def test_a_value_that_means_nothing_is_told(stated: dict[str, object], fault: tuple[str, str, str]) -> None:
    made, faults = publication_of(stated)
    assert faults == (fault,)
    assert (made.identifier, made.position, made.publisher) == (None, None, None)


def test_the_stronger_says_and_the_weaker_fills_in() -> None:
    weaker = Publication(publisher="甲社", series="江边手记", position="3", rights="©")
    assert over(Publication(publisher="乙社"), weaker) == Publication(
        publisher="乙社", series="江边手记", position="3", rights="©"
    )
    # A number counts in its own series.
    assert over(Publication(series="渡口"), weaker).position is None


def test_the_record_survives_json_and_an_article_without_one_says_nothing_of_it() -> None:
    article = article_of("甲", publication=Publication(identifier="doi:10.5555/1", subjects=("水利",)))
    assert from_json(to_json(article)) == article
    assert b"publication" not in to_json(article_of("甲"))


# --- in front matter -----------------------------------------------------------------------------------------------------


def markdown(front: str) -> Article:
    return read_bytes(
        f"---\ntitle: 题\n{front}\n---\n\n{SENTENCE}\n\n{SENTENCE}\n".encode(), "sample.md", ReadOptions()
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("publisher: 栈桥出版社", Publication(publisher="栈桥出版社")),
        ("出版社: 栈桥出版社", Publication(publisher="栈桥出版社")),
        ("isbn: 978-7-02-000220-7", Publication(identifier="urn:isbn:9787020002207")),
        ("copyright: © 2024", Publication(rights="© 2024")),
        ("copyright: true", Publication()),
        ("tags: [水利, 河流]\ncategories: 特写", Publication(subjects=("水利", "河流", "特写"))),
        ("关键词: 水利、河流", Publication(subjects=("水利", "河流"))),
        ("keywords:\n  - 水利", Publication(subjects=("水利",))),
        ("摘要: 两岸的灯。", Publication(description="两岸的灯。")),
        ("series: 江边手记\nseries_index: 3", Publication(series="江边手记", position="3")),
        ("series:\n  name: 江边手记\n  number: 3", Publication(series="江边手记", position="3")),
        ("期号: 《栈桥周刊》第3期", Publication(issue="《栈桥周刊》第3期")),
        ("publication:\n  isbn: 9787020002207\n  rights: ©", Publication(identifier="urn:isbn:9787020002207", rights="©")),
        ("publisher:\n  publication:\n    publisher: 栈桥出版社", Publication()),
    ],
)  # fmt: skip
def test_front_matter_states_it(front: str, expected: Publication) -> None:
    article = markdown(front)
    assert article.publication == expected
    assert article.diagnostics == ()


def test_a_publication_that_is_a_name_is_a_source_as_before() -> None:
    article = markdown("publication: 栈桥日报")
    assert (article.source, article.publication) == ("栈桥日报", Publication())


def test_what_means_nothing_is_told_with_its_line() -> None:
    (said,) = markdown("publisher: 栈桥出版社\nisbn: 123").diagnostics
    assert (said.code, said.severity, said.line) == ("identifier-malformed", "warning", 4)


@pytest.mark.parametrize(
    "front",
    [
        "author:\n  name: 林知远\n  reading: Lin Zhiyuan",
        "author:\n  - name: 林知远\n    拼音: Lin Zhiyuan\n  - name: 何一苇\n    file-as: He Yiwei",
        "author: 林知远\nreadings:\n  林知远: Lin Zhiyuan",
    ],
)
def test_a_person_may_have_a_reading(front: str) -> None:
    article = markdown(front)
    assert article.bylines[0] == Byline("林知远", reading="Lin Zhiyuan")
    assert [byline.reading for byline in article.bylines[1:]] in ([], ["He Yiwei"])
    assert article.diagnostics == ()


def test_a_reading_of_nobody_is_told() -> None:
    (said,) = markdown("author: 林知远\nreadings:\n  林致远: Lin Zhiyuan").diagnostics
    assert (said.code, said.line, said.values["name"]) == ("reading-without-name", 5, "林致远")


# --- on a web page -------------------------------------------------------------------------------------------------------

PAGES = {
    '<meta property="article:tag" content="水利"><meta property="article:tag" content="河流"><meta name="keywords" content="首页">': (
        Publication(subjects=("水利", "河流"))
    ),
    '<meta name="keywords" content="水利,河流,江声网"><meta property="og:site_name" content="江声网">': Publication(
        subjects=("水利", "河流")
    ),
    '<meta name="keywords" content="水利 河流 渡口">': Publication(subjects=("水利", "河流", "渡口")),
    '<meta name="keywords" content="Grand Canal">': Publication(subjects=("Grand Canal",)),
    '<meta name="keywords" content="&lt;meta name=">': Publication(),
    '<meta name="copyright" content="© 2024 江声周刊">': Publication(rights="© 2024 江声周刊"),
    '<meta name="copyright" content="-">': Publication(),
    '<meta name="dc.publisher" content="江声出版社">': Publication(publisher="江声出版社"),
    '<meta name="publisher" content="https://example.org/">': Publication(),
    '<meta name="citation_doi" content="10.5555/1">': Publication(identifier="doi:10.5555/1"),
    '<meta name="dc.identifier" content="c_1126374937">': Publication(),
    '<link rel="license" href="https://example.org/by">': Publication(licence="https://example.org/by"),
    '<script type="application/ld+json">{"@type": "NewsArticle", "keywords": ["水利", "河流"], "license": "https://example.org/by",'
    ' "copyrightNotice": "© 2024", "publisher": {"@type": "Organization", "name": "江声周刊"}}</script>': Publication(
        publisher="江声周刊", licence="https://example.org/by", subjects=("水利", "河流")
    ),
    '<script type="application/ld+json">{"@type": "WebSite", "keywords": "首页"}</script>': Publication(),
    '<meta name="description" content="江声网，河边的新闻">': Publication(),
    '<meta name="keywords" content="水&#1;利">': Publication(subjects=("水利",)),
}


@pytest.mark.parametrize("head", PAGES)
def test_a_pages_head_states_it(head: str) -> None:
    page = (
        f"<html><head><title>渡口</title>{head}</head><body><h1>渡口</h1><p>{SENTENCE}</p><p>{OTHER}</p></body></html>"
    )
    assert read_bytes(page.encode(), "a.html", ReadOptions()).publication == PAGES[head]


# --- in a sidecar --------------------------------------------------------------------------------------------------------


@pytest.fixture
def beside(tmp_path: Path) -> Callable[..., Article]:
    """Reads a text with a sidecar of the given words beside it, as the command line does."""

    def read(
        words: str, *, text: str = f"渡口\n本报记者　岑望舒\n\n{SENTENCE}\n{SENTENCE}\n", name: str = "a.txt"
    ) -> Article:
        source = tmp_path / name
        source.write_text(text, "utf-8")
        (tmp_path / "a.publisher.toml").write_text(words, "utf-8")
        return read_file(source, resolve(source, command_line({})).options.read)

    return read


SIDECAR = """\
[publication]
isbn = "978-7-02-000220-7"
subjects = ["水利", "河流"]
series = "江边手记"
position = 3

[readings]
"岑望舒" = "Cen Wangshu"
"""


def test_a_sidecar_states_it(beside: Callable[..., Article]) -> None:
    article = beside(SIDECAR)
    assert article.publication == Publication(
        identifier="urn:isbn:9787020002207", subjects=("水利", "河流"), series="江边手记", position="3"
    )
    assert article.bylines == (Byline("岑望舒", "reporter", "本报", "Cen Wangshu"),)
    assert article.diagnostics == ()


def test_a_sidecar_wins_over_front_matter_and_leaves_the_rest(beside: Callable[..., Article]) -> None:
    front = f"---\ntitle: 题\npublisher: 栈桥出版社\nisbn: 080442957X\n---\n\n{SENTENCE}\n"
    article = beside('[publication]\nisbn = "978-7-02-000220-7"\n', text=front, name="a.md")
    assert article.publication == Publication(identifier="urn:isbn:9787020002207", publisher="栈桥出版社")


def test_a_sidecar_states_it_of_every_format(beside: Callable[..., Article]) -> None:
    data = to_json(article_of("甲", bylines=(Byline("岑望舒"),)), indent=2).decode()
    article = beside(SIDECAR, text=data, name="a.json")
    assert (article.publication.series, article.bylines[0].reading) == ("江边手记", "Cen Wangshu")


def test_the_options_of_front_matter_may_hold_it_too(beside: Callable[..., Article]) -> None:
    front = f"---\ntitle: 题\npublisher:\n  trim: a5\n  publication:\n    isbn: 978-7-02-000220-7\n---\n\n{SENTENCE}\n"
    assert beside("", text=front, name="a.md").publication == Publication(identifier="urn:isbn:9787020002207")


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ('\n[publication]\nisbn = "123"', "identifier-malformed", 3),
        ('[publication]\nposition = "末"', "position-malformed", 2),
        ('[publication]\nisnb = "978-7-02-000220-7"', "key-unknown", 2),
        ('publication = "x"', "config-table", 1),
        ("[readings]\n岑望舒 = 3", "reading-text", 2),
        ('[readings]\n"岑望舒" = 3', "reading-text", 2),
        ('readings = "x"', "config-table", 1),
    ],
)
def test_what_means_nothing_in_a_sidecar_is_an_error(
    beside: Callable[..., Article], words: str, code: str, line: int
) -> None:
    with pytest.raises(UsageError) as caught:
        beside(words)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert caught.value.message("zh") and caught.value.message("en")


def test_a_sidecar_to_start_from_holds_what_is_known(beside: Callable[..., Article]) -> None:
    before = beside(SIDECAR)
    kept = sidecar(before, "a.txt").partition("# [publication]")
    started = (kept[1] + kept[2]).splitlines()
    words = "\n".join(line.removeprefix("# ") for line in started if "=" in line or line.startswith("# ["))
    assert beside(words) == before


# --- for many articles ---------------------------------------------------------------------------------------------------


def test_a_folders_articles_share_what_none_says_itself(beside: Callable[..., Article], tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text(
        '[publication]\npublisher = "栈桥日报社"\nrights = "©"\nseries = "副刊"', "utf-8"
    )
    front = f"---\ntitle: 题\nrights: CC0\nseries: 江边手记\nseries_index: 3\n---\n\n{SENTENCE}\n"
    expected = Publication(publisher="栈桥日报社", rights="CC0", series="江边手记", position="3")
    assert beside("", text=front, name="a.md").publication == expected
    article = beside('[publication]\npublisher = "栈桥出版社"\n', text=front, name="a.md")
    assert article.publication == msgspec.structs.replace(expected, publisher="栈桥出版社")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ('[publication]\nisbn = "978-7-02-000220-7"', "publication-of-one"),
        ("[publication]\nposition = 3", "publication-of-one"),
        ('[publication]\npublishre = "x"', "key-unknown"),
        ('publication = "x"', "config-table"),
    ],
)
def test_what_no_two_articles_share_is_refused(
    beside: Callable[..., Article], tmp_path: Path, words: str, code: str
) -> None:
    (tmp_path / "publisher.toml").write_text(words, "utf-8")
    with pytest.raises(UsageError) as caught:
        beside("")
    assert (caught.value.code, caught.value.line) == (code, words.count("\n") + 1)
    assert str(caught.value.file).endswith("publisher.toml")
