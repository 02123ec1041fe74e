"""Themes: folders that hold only what they change, and what an editor is told when one is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Published, article_of, heading, options, publish_both
from test_epub import Book, shown
from validators import page_texts

from publisher.errors import PublisherError, UsageError
from publisher.fonts import family
from publisher.page import TypeArea, type_area
from publisher.render.page import page_stylesheet
from publisher.themes import ROLES, load_theme, new_theme, theme_names
from publisher.typeset.cascade import cascade

ARTICLE = article_of(heading("小标题"), "正文。", headline="题目")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A theme of somebody's own, holding nothing yet."""
    made = tmp_path / "mine"
    made.mkdir()
    (made / "theme.toml").write_text('extends = "press"\n')
    return made


def published(folder: Path) -> Published:
    return publish_both(ARTICLE, folder.parent / "out", options(theme=str(folder)))


def refusal(folder: Path) -> UsageError:
    with pytest.raises(PublisherError) as caught:
        published(folder)
    assert isinstance(caught.value, UsageError), caught.value
    return caught.value


# --- what a theme may change ---------------------------------------------------------------------------------------


def test_a_theme_that_changes_nothing_changes_nothing(folder: Path) -> None:
    plain = publish_both(ARTICLE, folder.parent / "plain", options())
    own = published(folder)
    assert own.epub.read_bytes() == plain.epub.read_bytes()
    assert own.pdf.read_bytes() == plain.pdf.read_bytes()


def test_one_template_is_overridden_and_the_rest_stays(folder: Path) -> None:
    (folder / "blocks").mkdir()
    (folder / "blocks" / "paragraph.html").write_text('<p class="mine">※{{ inline(block.content) }}</p>')
    made = published(folder)
    book = Book(made.epub)
    assert [shown(each) for each in book.find("//h:p[@class='mine']")] == ["※正文。"]
    assert [shown(each) for each in book.find("//h:h2")] == ["小标题"]
    assert "※正文。" in "".join(page_texts("pypdfium2", made.pdf))
    assert made.diagnostics == ()


def test_a_block_of_the_article_template_is_overridden_by_name(folder: Path) -> None:
    (folder / "content.xhtml").write_text(
        (load_theme("base").folders[0] / "content.xhtml").read_text().replace("<body>", '<body class="mine">')
    )
    assert Book(published(folder).epub).find("//h:body[@class='mine']")


def test_styles_add_up(folder: Path) -> None:
    (folder / "style.css").write_text("p { color: #123456 }")
    (folder / "page.css").write_text("p { letter-spacing: {{ area.leading / 100 }}pt }")
    (folder / "reflow.css").write_text("p { opacity: 0.9 }")
    theme = load_theme(str(folder))
    paper = page_stylesheet(theme, type_area(theme.page, "a4"))
    screen = Book(published(folder).epub).files["EPUB/style.css"].decode()
    assert paper.index("html { font-family: song") < paper.index("#123456") < paper.index("letter-spacing: 0.18pt")
    assert screen.index("html { font-family: song") < screen.index("#123456") < screen.index("opacity: 0.9")
    assert "opacity: 0.9" not in paper and "letter-spacing: 0.18pt" not in screen


def test_faces_and_page_are_taken_over_one_by_one(folder: Path) -> None:
    (folder / "theme.toml").write_text(
        'extends = "press"\n[faces]\nhei = "Noto Serif CJK"\n[page]\nleading = 20\n[options]\ntrim = "a5"\n'
    )
    theme = load_theme(str(folder))
    press = load_theme("press")
    assert family(theme.faces["hei"]).style == "song"
    assert theme.faces["kai"] == press.faces["kai"]
    assert (theme.page.leading, theme.page.font_size) == (20, press.page.font_size)
    assert theme.options["trim"] == "a5"
    assert [path.name for path in theme.folders] == ["mine", "press", "base"]


def test_a_theme_may_extend_a_folder_beside_it(folder: Path) -> None:
    child = folder.parent / "child"
    child.mkdir()
    (child / "theme.toml").write_text('extends = "../mine"\n')
    assert [path.name for path in load_theme(str(child)).folders] == ["child", "mine", "press", "base"]


def test_a_changed_theme_is_read_anew(folder: Path) -> None:
    """A designer edits and builds again, in one process too."""
    (folder / "style.css").write_text("p { color: #111111 }")
    assert "#111111" in Book(published(folder).epub).files["EPUB/style.css"].decode()
    (folder / "style.css").write_text("p { color: #222222 }")
    assert "#222222" in Book(published(folder).epub).files["EPUB/style.css"].decode()


def test_a_changed_parent_is_read_anew(folder: Path) -> None:
    child = folder.parent / "child"
    child.mkdir()
    (child / "theme.toml").write_text('extends = "../mine"\n')
    assert load_theme(str(child)).page.leading == 18
    (folder / "theme.toml").write_text('extends = "press"\n[page]\nleading = 21\n')
    assert load_theme(str(child)).page.leading == 21


# --- what is wrong with a theme ------------------------------------------------------------------------------------


def test_an_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        load_theme("pres")
    assert (caught.value.code, caught.value.values) == ("theme-unknown", {"theme": "pres", "known": "press"})


def test_the_base_and_the_starter_are_no_choice() -> None:
    assert "press" in theme_names()
    assert not {"base", "starter"} & set(theme_names())


@pytest.mark.parametrize("name", ["", "/", "..", "no/such", "press/../press2", "\0", "a" * 5000])
def test_odd_names_are_unknown_themes(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_theme(name)
    assert caught.value.code in ("theme-unknown", "theme-broken")


BROKEN = {
    # theme.toml -> what must be said
    "extends = [": "end of document",
    "extends = 'a' b": "line 1",
    "extends = 3": "$.extends",
    'extend = "press"': "extend",
    'extends = "press"\n[faces]\nsung = "Noto Serif CJK"': "faces.sung",
    'extends = "press"\n[page]\nleeding = 3': "leeding",
    'extends = "press"\n[page]\nleading = "big"': "leading",
    'extends = "press"\n[page]\ncolumns = 9': "columns",
    'extends = "press"\n[page]\ninner = 0.7': "inner",
    "\udcff": "utf-8",
}


@pytest.mark.parametrize("toml", BROKEN)
def test_a_broken_theme_file_names_its_place(folder: Path, toml: str) -> None:
    (folder / "theme.toml").write_bytes(toml.encode("utf-8", "surrogateescape"))
    error = refusal(folder)
    assert error.code == "theme-broken"
    assert error.file == str(folder / "theme.toml")
    assert BROKEN[toml] in error.message()


def test_a_theme_without_its_file_says_which(folder: Path) -> None:
    (folder / "theme.toml").unlink()
    assert refusal(folder).code in ("theme-broken", "theme-unknown")


def test_a_theme_that_extends_nothing_lacks_templates(folder: Path) -> None:
    (folder / "theme.toml").write_text('[faces]\nsong = "Noto Serif CJK"\n')
    assert refusal(folder).code == "theme-template"


def test_an_unknown_parent(folder: Path) -> None:
    (folder / "theme.toml").write_text('extends = "nowhere"\n')
    assert refusal(folder).code == "theme-unknown"


def test_themes_that_extend_each_other(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "theme.toml").write_text('extends = "../mine"\n')
    (folder / "theme.toml").write_text('extends = "../other"\n')
    assert refusal(folder).code == "theme-loop"
    (folder / "theme.toml").write_text('extends = "."\n')
    assert refusal(folder).code == "theme-loop"


def test_an_unknown_family(folder: Path) -> None:
    (folder / "theme.toml").write_text('extends = "press"\n[faces]\nsong = "Comic Sans"\n')
    assert refusal(folder).code == "font-family-unknown"


TEMPLATES = {
    # a template of one's own -> the line that is named
    "<p>\n{% if %}</p>": 2,
    "<p>\n\n{{ block.nothing }}</p>": 3,
    "<p>{{ nothing }}</p>": 1,
    "\n<p>{{ ''.__class__.__mro__ }}</p>": 2,
    "<p>{{ block.__class__ }}</p>": 1,
    "<p>{{ inline.__init__.__globals__ }}</p>": 1,
    "<p>{{ blocks._theme }}</p>": 1,
    "<p>{{ 1 / 0 }}</p>": 1,
    "<p>{{ inline(3) }}</p>": 1,
    "<p>{% include 'nowhere.html' %}</p>": 1,
    "<p>{{ block.content.foo() }}</p>": 1,
    "<p>{{ '%s' | format(nothing) }}</p>": 1,
    "{% set x = block %}{% do x %}": 1,
    "<p>{{ range(10000000) | list | length }}</p>": 1,
    "<p>{{ lipsum() }}</p>{{ [].append(1) }}": 1,
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_that_fails_names_its_line(folder: Path, template: str) -> None:
    (folder / "blocks").mkdir()
    file = folder / "blocks" / "paragraph.html"
    file.write_text(template)
    error = refusal(folder)
    assert error.code == "theme-template"
    assert error.line == TEMPLATES[template]
    if error.line:
        assert error.file == str(file)


def test_a_template_that_makes_no_xhtml_is_the_themes_fault(folder: Path) -> None:
    (folder / "blocks").mkdir()
    (folder / "blocks" / "paragraph.html").write_text("<p>{{ inline(block.content) }}<br></p>")
    assert refusal(folder).code.startswith("theme-")


@pytest.mark.parametrize("name", ["style.css", "page.css", "reflow.css"])
def test_files_that_are_no_utf_8(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"p { content: '\xff\xfe' }")
    assert refusal(folder).code.startswith("theme-")


def test_the_font_shorthand_is_refused(folder: Path) -> None:
    (folder / "style.css").write_text("p { font: 1em song }")
    assert refusal(folder).code == "css-font-shorthand"


@pytest.mark.bad_book("its style sheet is what the test is about")
@pytest.mark.parametrize("name", ["style.css", "page.css"])
@pytest.mark.parametrize(
    "css", ["p { writing-mode: vertical-rl }", "p { color: 3em }", "p } {", "p:::x { }", "@page { width: 3 }"]
)
def test_css_the_engine_does_not_know_is_a_remark_with_its_file_and_line(folder: Path, name: str, css: str) -> None:
    """For each article, though the style sheet is parsed once."""
    (folder / name).write_text("\n/* of our own */\n" + css)
    for _ in range(2):
        (said,) = published(folder).diagnostics
        assert said.code == "engine-remark"
        assert said.values["remark"].startswith(f"{folder / name}:3: ")


@pytest.mark.parametrize(
    "css",
    [
        "@import 'http://example.org/x.css';",
        "p { background: url(file:///etc/passwd) }",
        "@font-face { font-family: x; src: url(http://example.org/x.otf) }",
    ],
)
def test_a_theme_fetches_nothing(folder: Path, css: str) -> None:
    (folder / "page.css").write_text(css)
    made = published(folder)
    assert {said.code for said in made.diagnostics} <= {"engine-remark"}
    assert b"root:" not in made.pdf.read_bytes()


# --- a new theme ---------------------------------------------------------------------------------------------------


def test_a_new_theme_can_be_used_at_once(tmp_path: Path) -> None:
    file = new_theme(tmp_path / "deep" / "new")
    made = publish_both(ARTICLE, tmp_path / "out", options(theme=str(file.parent)))
    assert made.diagnostics == ()
    assert [path.name for path in load_theme(str(file.parent)).folders][1:] == ["press", "base"]


def test_a_new_theme_overwrites_none(tmp_path: Path) -> None:
    new_theme(tmp_path / "new")
    (tmp_path / "new" / "theme.toml").write_text("mine")
    with pytest.raises(UsageError) as caught:
        new_theme(tmp_path / "new")
    assert caught.value.code == "theme-exists"
    assert (tmp_path / "new" / "theme.toml").read_text() == "mine"


def test_a_new_theme_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("mine")
    new_theme(tmp_path)
    assert (tmp_path / "style.css").read_text() == "mine"


# --- the bundled ones ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("trim", ["a4", "a5", "b5", "jis-b5", "16k", "letter", "100x150mm"])
def test_every_bundled_theme_sets_every_trim_in_silence(made: Callable[..., Published], name: str, trim: str) -> None:
    assert made(ARTICLE, options(theme=name, trim=trim)).diagnostics == ()


@pytest.mark.parametrize("name", theme_names())
def test_every_bundled_theme_asks_for_known_roles(name: str) -> None:
    theme = load_theme(name)
    area: TypeArea = type_area(theme.page, "a4")
    for sheet in (page_stylesheet(theme, area), theme.stylesheets("style.css") + theme.stylesheets("reflow.css")):
        from xml.etree import ElementTree

        uses = cascade(sheet).uses(ElementTree.fromstring("<html><body><h1>a</h1><p class='lead'>b</p></body></html>"))
        assert {role for use in uses for role in use.families} <= set(ROLES)
    assert set(theme.label) == {"en", "zh"}
