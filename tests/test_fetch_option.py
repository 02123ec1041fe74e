"""`--fetch`: pages given by their address, and pictures of the web; without it nothing is asked of the network."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, article_of
from test_fetch import Server, answer, policy, server

import publisher.fetch
from publisher.__main__ import main
from publisher.assets import load_assets
from publisher.model import Figure

__all__ = ["server"]
PICTURE = next((ROOT / "data" / "samples").rglob("*.png"))
PAGE = """\
<!doctype html><html lang="zh"><meta charset="utf-8"><title>渡口的灯_晚潮网</title>
<h1>渡口的灯</h1>
<p>　　渡口原先只有一盏灯，挂在老槐树上，船到了就有人把它摘下来，照着跳板，一直照到最后一个人上岸。</p>
<p><img src="pictures/lamp.png" alt="老槐树上的灯" width="400" height="300"></p>
<p>　　后来桥修通了，渡口不再有船，灯却没有人去摘，夜里还亮着，走桥的人远远地都能看见它。</p>
<p>　　看灯的人姓严，今年七十一岁，灯油早换成了电池，他每个星期天来换一次，从没有误过。</p></html>
"""


@pytest.fixture
def web(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server that the program may fetch from, as if its address were public."""
    server.answers["/news/lamp.html"] = answer(PAGE.encode(), ("Content-Type", "text/html; charset=utf-8"))
    server.answers["/news/pictures/lamp.png"] = answer(PICTURE.read_bytes(), ("Content-Type", "image/png"))
    monkeypatch.setattr(publisher.fetch, "fetch", functools.partial(publisher.fetch.fetch, policy=policy(server)))
    return server


def paths(server: Server) -> list[str]:
    return [path for path, _ in server.seen]


def test_a_page_is_published_from_its_address_with_its_pictures(
    web: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--fetch", f"{web.url}/news/lamp.html", "--to", "epub", "-o", f"{tmp_path}/"]) == 0
    assert (tmp_path / "渡口的灯.epub").is_file()
    assert paths(web) == ["/news/lamp.html", "/news/pictures/lamp.png"]
    assert "warning" not in capsys.readouterr().err


def test_without_the_option_an_address_is_refused_and_nothing_is_asked(
    web: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", f"{web.url}/news/lamp.html"]) == 2
    assert "--fetch" in capsys.readouterr().err
    assert paths(web) == []


def test_an_address_is_one_of_several_inputs(web: Server, tmp_path: Path) -> None:
    local = shutil.copy(ROOT / "data" / "samples" / "ferry.txt", tmp_path)
    target = f"{tmp_path}/out/"
    web.answers["/gone.html"] = answer(b"", ("Content-Type", "text/html"), status=404)
    assert main(["build", "--fetch", f"{web.url}/gone.html", str(local), "--to", "epub", "-o", target]) == 1
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_picture_of_the_web_is_left_out_and_reported_or_fetched(web: Server) -> None:
    article = article_of("桥头的灯。", Figure(src=f"{web.url}/news/pictures/lamp.png", alt="灯"))
    kept = load_assets(article, None)
    assert [(remark.code, remark.severity) for remark in kept.diagnostics] == [("image-remote", "warning")]
    assert paths(web) == []
    fetched = load_assets(article, None, fetch=True)
    assert (len(fetched.images), fetched.diagnostics) == (1, ())


def test_a_picture_that_is_none_is_reported(web: Server) -> None:
    article = article_of("桥头的灯。", Figure(src=f"{web.url}/news/lamp.html"))
    remark = load_assets(article, None, fetch=True).diagnostics[0]
    assert (remark.code, remark.severity) == ("image-broken", "warning")
