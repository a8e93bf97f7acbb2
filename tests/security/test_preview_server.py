"""Threat 3, a page in the editor's browser: it cannot read the preview, make it reload, or get at other files."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from chromium import serving
from watching import watching

from generator.preview.living import Living

ROOT = Path(__file__).parents[2]
SECRET = "nobody-may-read-this"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a preview that is running."""
    folder = tmp_path_factory.mktemp("preview")
    for source in ("tests/content", "templates", "static"):
        shutil.copytree(ROOT / source, folder / Path(source).name)
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    said = folder / "said.txt"
    with said.open("w") as out:
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--port=8800"]
        with subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder) as process:
            try:
                while not (found := re.search(r"127\.0\.0\.1:(\d+)/", said.read_text())):
                    assert process.poll() is None, said.read_text()
                    time.sleep(0.05)
                yield int(found.group(1))
            finally:
                process.terminate()


def ask(port, path="/", method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def raw(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        return connection.recv(65536)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8800", "LOCALHOST"])
def test_the_names_of_this_computer_are_answered(port, host):
    assert ask(port, Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.net",
        "example.net:8800",
        "localhost.example.net",
        "127.0.0.1.example.net",
        "example.net@localhost",
        "xlocalhost",
        "127x0x0x1",
        "[::1]",
        "0.0.0.0",
        "localhost.",
        "",
    ],
)
def test_a_name_that_a_strange_name_server_leads_here_is_refused(port, host):
    answer, body = ask(port, Host=host)
    assert answer.status in (400, 403)
    assert b"Tiny" not in body


def test_a_request_that_names_another_host_in_its_address_is_refused(port):
    assert b"Tiny" not in raw(
        port, b"GET http://example.net/ HTTP/1.1\r\nHost: example.net\r\nConnection: close\r\n\r\n"
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_but_reading_is_answered(port, method):
    answer, body = ask(port, method=method, Content_Length="0")
    assert answer.status in (405, 501)
    assert b"Tiny" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%00/../secret.txt",
        "/secret.txt%00.html",
        "//secret.txt",
        "/%2fetc%2fpasswd",
        "/file:///etc/passwd",
        "/preview/../../secret.txt",
        "/preview/%2e%2e/%2e%2e/secret.txt",
        "/content/site.yaml",
        "/.vscode/schemas/study.json",
        "/..%c0%af..%c0%afsecret.txt",
        "/%u002e%u002e/secret.txt",
    ],
)
def test_no_address_leads_out_of_the_site(port, path):
    answer, body = ask(port, path)
    assert answer.status in (400, 404)
    assert SECRET.encode() not in body
    assert b"root:" not in body


def shake_hands(port, origin):
    lines = [
        "GET /livereload HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Origin: {origin}",
    ]
    return raw(port, "\r\n".join([*lines, "", ""]).encode()).split(b"\r\n", 1)[0]


def test_a_page_of_the_preview_is_told_of_changes(port):
    assert b" 101 " in shake_hands(port, f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(
    "origin", ["http://example.net", "https://127.0.0.1.example.net", "null", "file://", "http://127.0.0.1:1", "x"]
)
def test_a_page_of_another_origin_is_not(port, origin):
    assert b" 403 " in shake_hands(port, origin)


def test_what_is_answered_can_be_neither_framed_nor_loaded_by_a_page_of_another_origin(port, browser, tmp_path):
    """A page from another port of this computer tries every way there is to read the preview."""
    here = f"http://127.0.0.1:{port}"
    (tmp_path / "404.html").write_text("", "utf-8")
    (tmp_path / "index.html").write_text(
        f"""<!doctype html><title>a</title><iframe src="{here}/"></iframe>
        <script src="{here}/reviews/fictional/data/words.js" onload="window.got = 'script'"></script>
        <img src="{here}/assets/icon.svg" onload="window.got = 'image'">
        <link rel=stylesheet href="{here}/assets/site.css" onload="window.got = 'style'">""",
        "utf-8",
    )
    with serving(tmp_path, "/") as there, watching(browser, here, there) as watched:
        watched.page.goto(there)
        assert watched.page.evaluate("window.got") is None
        tried = """async (here) => {
          const ways = [fetch(here),
            fetch(here, {mode: "no-cors"}).then((one) => one.text()).then((text) => text || Promise.reject()),
            new Promise((yes, no) => { const socket = new WebSocket(here.replace("http", "ws") + "/livereload");
              socket.onopen = yes; socket.onerror = no; })];
          return (await Promise.allSettled(ways)).map((one) => one.status);
        }"""
        assert watched.page.evaluate(tried, here) == ["rejected"] * 3
        frame = watched.page.frames[1]
        assert "Tiny" not in frame.content()


def test_a_link_out_of_a_folder_is_told_and_not_followed(tiny, tmp_path):
    folders = [Path(shutil.copytree(ROOT / name, tmp_path / name)) for name in ("templates", "static")]
    (tmp_path / "secret.yaml").write_text(SECRET, "utf-8")
    (tiny / "glossary.yaml").unlink()
    (tiny / "glossary.yaml").symlink_to(tmp_path / "secret.yaml")
    (folders[1] / "images" / "secret.png").symlink_to(tmp_path / "secret.yaml")
    (folders[1] / "images" / "all").symlink_to(tmp_path)
    living = Living(tiny, *folders)
    living.look()
    told = {Path(one.place.file).name: one.message for one in living.problems}
    assert {"glossary.yaml", "secret.png", "all"} <= told.keys()
    assert all("link to somewhere outside" in told[name] for name in ("glossary.yaml", "secret.png", "all"))
    assert SECRET.encode() not in b"".join(data for data in living.assets.values())
    assert SECRET not in living.page("glossary.html").html
