"""BOOK.toml, folders and lists of files as plans of books; natural order; the file that `--init` writes."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, text

from publisher.book import Imprint
from publisher.books.book_file import read_book_file
from publisher.books.natural_order import natural_key, path_key
from publisher.books.new_book_file import write_book_file
from publisher.books.plan import BookPlan, PlannedPart, date_in, part_title, plan_of_files, plan_of_folder
from publisher.errors import OutputError, UsageError
from publisher.model import Byline, IndexTerm
from publisher.readers.press.numbering import value_of

TIDE = ROOT / "data" / "samples" / "tide-issue"
ARTICLE = "一篇文章\n\n正文第一段，写得不长，可也不算短。\n"


def folder(root: Path, *names: str) -> Path:
    """A folder with small articles of these names."""
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{file.stem}{ARTICLE}", "utf-8")
    return root


def book(root: Path, toml: str) -> BookPlan:
    (root / "BOOK.toml").write_text(toml, "utf-8")
    return read_book_file(root / "BOOK.toml")


def outline(plan: BookPlan) -> list[object]:
    def of(part: PlannedPart) -> object:
        return (
            part.title,
            [plan.shown(file) for file in part.files],
            *([of(each) for each in part.parts],) * bool(part.parts),
        )

    return [of(part) for part in plan.parts]


# --- order --------------------------------------------------------------------------------------------------------

IN_ORDER = [
    ["1", "2", "10", "11"],
    ["第一章", "第二章", "第九章", "第十章", "第十一章", "第二十章", "第一百零三章"],
    ["01版", "02版", "10版"],
    ["上册", "中册", "下册"],
    ["a1", "a2", "b1"],
    ["卷一", "卷二", "卷三"],
    ["2024-3-1", "2024-03-02", "2024-11-01"],
    ["第1章 出海", "第2章 上岸", "第10章 归来"],
    ["三月", "十月", "十二月"],
]


@pytest.mark.parametrize("names", IN_ORDER, ids=lambda names: names[0])
def test_names_stand_by_the_numbers_in_them(names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=natural_key) == names
    files = [Path("in") / f"{name}.txt" for name in names]
    assert sorted((Path("in") / f"{name}.txt" for name in shuffled), key=path_key) == files


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("两千零一", 2001), ("廿三", 23), ("一九八四", 1984),
     ("三万二千", 32000), ("007", 7), ("〇", 0)],
)  # fmt: skip
def test_numerals_have_their_value(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


TITLES = {"01 要闻": "要闻", "1_要闻": "要闻", "02.副刊": "副刊", "01版": "01版", "2024年": "2024年", "3要闻": "要闻"}


@pytest.mark.parametrize(("name", "title"), TITLES.items())
def test_a_folder_gives_a_part_its_title(name: str, title: str) -> None:
    assert part_title(name) == title


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("潮声 2024-03-01", "2024-03-01"),
        ("2024年3月", "2024-03"),
        ("2024.12.31", "2024-12-31"),
        ("第12期", ""),
        ("2024-13", ""),
    ],
)
def test_a_folder_may_have_the_date(name: str, date: str) -> None:
    assert date_in(name) == date


# --- folders and files ---------------------------------------------------------------------------------------------


def test_folders_are_parts_in_natural_order(tmp_path: Path) -> None:
    names = ["02版/b.txt", "10版/c.txt", "01版/10.txt", "01版/2.txt", "序.txt", "01版/附/x.md"]
    plan = plan_of_folder(folder(tmp_path, *names))
    assert outline(plan) == [
        ("", ["序.txt"]),
        ("01版", ["01版/2.txt", "01版/10.txt"], [("附", ["01版/附/x.md"])]),
        ("02版", ["02版/b.txt"]),
        ("10版", ["10版/c.txt"]),
    ]
    assert plan.book.kind == "issue"


def test_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    plan = plan_of_folder(
        folder(tmp_path, "a.txt", "README.md", "a.txt.publisher.toml", "x.jpg", ".git/b.txt", "_draft.md")
    )
    assert outline(plan) == [("", ["a.txt"])]


def test_files_stand_in_the_order_given_and_once(tmp_path: Path) -> None:
    root = folder(tmp_path, "b.txt", "a.txt")
    plan = plan_of_files((root / "b.txt", root / "a.txt", root / "." / "b.txt"))
    assert outline(plan) == [("", ["b.txt", "a.txt"])]
    assert [remark.code for remark in plan.remarks] == ["book-file-twice"]


# --- BOOK.toml ----------------------------------------------------------------------------------------------------


def test_the_sample_says_all_that_can_be_said() -> None:
    plan = read_book_file(TIDE / "BOOK.toml")
    assert outline(plan) == [
        ("", ["foreword.md"]),
        ("水边", ["shore/gauge.md", "shore/rope.txt"]),
        ("灯火", ["lights/keeper.md", "lights/fog.md"]),
    ]
    assert (plan.book.kind, plan.book.number, plan.book.date, plan.book.index) == (
        "issue",
        "总第12期",
        "2024-03",
        "pinyin",
    )
    assert plan.book.bylines == (Byline("沈望潮", "editor"),)
    assert plan.book.imprint[0] == Imprint("责任编辑", "沈望潮")
    assert plan.book.imprint[2] == Imprint("", "本期文章均为虚构。")
    assert plan.terms == (IndexTerm(text("单立水"), "person"), IndexTerm(text("抛缆"), "topic"))
    assert plan.options.values["theme"] == "book"
    assert plan.remarks == ()


def test_patterns_give_files_in_natural_order_and_each_once(tmp_path: Path) -> None:
    folder(tmp_path, "03/2.txt", "03/10.txt", "03/1.txt")
    plan = book(tmp_path, 'title = "书"\nfiles = ["03/10.txt"]\n[[parts]]\ntitle = "余"\nfiles = ["03/*.txt"]\n')
    assert outline(plan) == [("", ["03/10.txt"]), ("余", ["03/1.txt", "03/2.txt"])]
    assert [remark.code for remark in plan.remarks] == ["book-file-twice"]


def test_what_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    folder(tmp_path, "a.txt")
    plan = book(
        tmp_path,
        'title = "书"\nfiles = [\n "a.txt",\n "b.txt",\n "../c.txt",\n "d/*.txt",\n]\n[[parts]]\ntitle = "空"\n',
    )
    assert [(remark.code, remark.line, remark.severity) for remark in plan.remarks] == [
        ("book-file-missing", 4, "error"),
        ("book-file-outside", 5, "error"),
        ("book-pattern-empty", 6, "error"),
        ("book-part-empty", 8, "warning"),
    ]


FAULTS = {
    # TOML, code, line, a word of the sentence
    'titel = "书"': ("key-unknown", 1, "title"),
    'title = "书"\ntheme = "book"': ("key-unknown", 2, "[options]"),
    'title = ""': ("book-title", 1, "title"),
    'title = "书"\nkind = "isue"': ("option-choice", 2, "issue"),
    'title = "书"\ndate = "三月"': ("book-value", 2, "三月"),
    'title = "书"\nfigures = "yes"': ("book-value", 2, "yes"),
    'title = "书"\nlanguage = "中文"': ("book-value", 2, "中文"),
    'title = "书"\neditors = [3]': ("book-person", 2, "editors"),
    'title = "书"\npeople = [{ name = "甲", rolle = "editor" }]': ("key-unknown", 2, "role"),
    'title = "书"\npeople = [{ name = "甲", role = "edtor" }]': ("option-choice", 2, "editor"),
    'title = "书"\nimprint = [["甲"]]': ("book-imprint", 2, "imprint"),
    'title = "书"\nfiles = "a.txt"': ("list-of-texts", 2, "files"),
    'title = "书"\n[index]\norder = "radical"': ("option-choice", 3, "stroke"),
    'title = "书"\n[index]\nkinds = ["persons"]': ("option-choice", 3, "people"),
    'title = "书"\n[index]\npeople = "甲"': ("list-of-texts", 3, "people"),
    'title = "书"\n[options]\ntrimm = "a5"': ("key-unknown", 3, "trim"),
    'title = "书"\n[options]\ntrim = "a55"': ("trim-unknown", 3, "a55"),
    'title = "书"\n[publication]\nisbn = "978"': ("identifier-malformed", 3, "978"),
    'title = "书"\n[readings]\n"甲" = 3': ("reading-text", 3, "甲"),
    'title = "书"\n[parts]\ntitle = "一"': ("book-parts", 2, "[[parts]]"),
    'title = "书"\n[[parts]]\nfile = ["a.txt"]': ("key-unknown", 3, "files"),
    'title = "书': ("config-syntax", 1, ""),
}  # fmt: skip


@pytest.mark.parametrize("toml", FAULTS, ids=lambda toml: toml.replace("\n", " ").partition(" ")[2][:40] or toml)
def test_what_means_nothing_is_told_with_file_and_line(toml: str, tmp_path: Path) -> None:
    code, line, word = FAULTS[toml]
    with pytest.raises(UsageError) as found:
        book(tmp_path, toml + "\n")
    assert (found.value.code, found.value.line) == (code, line)
    assert found.value.file == str(tmp_path / "BOOK.toml")
    assert word in found.value.message()


# --- --init --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_to_edit_says_what_was_found(language: str, tmp_path: Path) -> None:
    folder(tmp_path, "序.txt", "01 要闻/1.txt", "01 要闻/深/2.txt", '02 "副刊"/3.txt')
    path, unread = write_book_file(tmp_path, language)
    assert unread == []
    found, told = read_book_file(path), plan_of_folder(tmp_path)
    assert outline(found) == outline(told)
    assert found.book.index == "pinyin"
    assert "# " + ("What is bound" if language == "en" else "本书") in path.read_text("utf-8")


def test_what_can_be_said_may_be_uncommented(tmp_path: Path) -> None:
    folder(tmp_path, "a.txt")
    path, _ = write_book_file(tmp_path, "en")
    lines = [line[2:] if line.startswith("# ") and " = " in line and not line.startswith("# Who") else line
             for line in path.read_text("utf-8").splitlines()]  # fmt: skip
    tables = [line.removeprefix("# ") if line.startswith("# [") else line for line in lines]
    tomllib.loads("\n".join(tables))


def test_a_book_file_that_is_there_stays(tmp_path: Path) -> None:
    folder(tmp_path, "a.txt")
    (tmp_path / "BOOK.toml").write_text("mine", "utf-8")
    with pytest.raises(OutputError) as found:
        write_book_file(tmp_path, "en")
    assert found.value.code == "book-file-exists"
    assert (tmp_path / "BOOK.toml").read_text("utf-8") == "mine"


def test_what_all_articles_agree_on_is_the_books(tmp_path: Path) -> None:
    for name in ("a", "b"):
        matter = f"---\ntitle: {name}\nsource: 临渚晚报\ndate: 2024-03-02\nlang: zh-Hant\n---\n正文。\n"
        (tmp_path / f"{name}.md").write_text(matter, "utf-8")
    path, _ = write_book_file(tmp_path, "zh")
    found = read_book_file(path).book
    assert (found.title, found.date, found.kind, found.language) == ("临渚晚报", "2024-03-02", "issue", "zh-Hant-TW")
