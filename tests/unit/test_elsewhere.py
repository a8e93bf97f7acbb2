from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from examples import content, review, study

from generator import elsewhere
from generator.model import Provenance, SourceLink


@contextmanager
def host(answers):
    """A host on this computer that answers with a status for each path, and notes what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            asked.append((self.command, self.path, self.headers["User-Agent"]))
            self.send_response(answers.get((self.command, self.path), answers.get(self.path, 200)))
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 – the names that the server asks for

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def linking(*urls):
    return content(review(study(notes=" ".join(f"[words]({url})" for url in urls)), next_review="2030-01"))


def checked(monkeypatch, tmp_path, whole, own):
    """The problems of those addresses alone that are on this computer."""
    every = elsewhere.of
    monkeypatch.setattr(elsewhere, "of", lambda of: {url: at for url, at in every(of).items() if url.startswith(own)})
    return [problem.message for problem in elsewhere.problems(whole, tmp_path / "kept.json", pause=0)]


def test_a_pipe_in_the_place_of_what_is_kept_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "links.json")
    answers = elsewhere.Answers.kept_in(tmp_path / "links.json")
    answers.known["https://example.org/"] = 1.0
    answers.keep(2.0)
    assert elsewhere.Answers.kept_in(tmp_path / "links.json").known == {"https://example.org/": 1.0}


def test_every_address_that_readers_can_follow_is_found():
    mirror = Provenance(inclusion="confirmed", source=SourceLink(url="https://example.org/mirror", mirror=True))
    whole = content(
        review(study(doi="10.1000/a<b>", notes="[x](https://example.org/x) [t](term:t)", provenance=mirror))
    )
    assert {"https://doi.org/10.1000/a%3Cb%3E", "https://example.org/x"} <= set(elsewhere.of(whole))
    assert "https://example.org/mirror" not in elsewhere.of(whole)


def test_a_page_that_is_gone_is_a_warning_at_each_place(monkeypatch, tmp_path):
    with host({"/gone": 404, "/over": 410}) as (own, _):
        found = checked(monkeypatch, tmp_path, linking(f"{own}/gone", f"{own}/here", f"{own}/over"), own)
    assert sorted(words.removeprefix(own) for words in found) == [
        "/gone leads nowhere (404) – look for the page’s new address",
        "/over leads nowhere (410) – look for the page’s new address",
    ]


def test_a_host_that_refuses_programs_is_no_mistake_but_is_said(monkeypatch, tmp_path):
    with host({"/shy": 403}) as (own, _):
        found = checked(monkeypatch, tmp_path, linking(f"{own}/shy"), own)
    assert found == [f"{own}/shy could not be checked (403) – open it in a browser"]


def test_a_host_that_knows_no_short_question_is_asked_in_full(monkeypatch, tmp_path):
    with host({("HEAD", "/old"): 405}) as (own, asked):
        assert checked(monkeypatch, tmp_path, linking(f"{own}/old"), own) == []
    assert [method for method, *_ in asked] == ["HEAD", "GET"]
    assert "asked for by the editor of https://tiny.example.org/tiny/" in asked[0][2]


def test_nobody_there_is_said(monkeypatch, tmp_path):
    with host({}) as (own, _):
        pass
    (words,) = checked(monkeypatch, tmp_path, linking(f"{own}/x"), own)
    assert words.startswith(f"{own}/x does not answer (")


def test_what_was_answered_well_is_not_asked_again_for_a_week(monkeypatch, tmp_path):
    with host({"/gone": 404}) as (own, asked):
        whole = linking(f"{own}/here", f"{own}/gone")
        checked(monkeypatch, tmp_path, whole, own)
        asked.clear()
        assert len(checked(monkeypatch, tmp_path, whole, own)) == 1
        assert {path for _, path, _ in asked} == {"/gone"}
        kept = tmp_path / "kept.json"
        kept.write_text(json.dumps({f"{own}/here": 1.0}), "utf-8")
        asked.clear()
        checked(monkeypatch, tmp_path, whole, own)
        assert {path for _, path, _ in asked} == {"/gone", "/here"}


@pytest.mark.parametrize("rubbish", ["", "[]", "{", '{"a": "b"}', "null"])
def test_what_was_kept_may_be_rubbish(tmp_path, rubbish):
    (tmp_path / "kept.json").write_text(rubbish, "utf-8")
    assert elsewhere.Answers.kept_in(tmp_path / "kept.json").known == {}


def test_the_addresses_of_one_host_are_asked_one_after_the_other(monkeypatch):
    slept = []
    monkeypatch.setattr(elsewhere.time, "sleep", slept.append)
    urls = ["https://a.org/1", "https://a.org/2", "https://b.org/1", "https://a.org/3"]
    assert dict(elsewhere.ask_all(urls, lambda _: "", 1.0)) == dict.fromkeys(urls, "")
    assert slept == [1.0, 1.0]
