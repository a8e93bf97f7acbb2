"""Each tool's pages say what ours say: the text of the main part of every page that is compared, legends included."""

from __future__ import annotations

import subprocess
from pathlib import Path

import export
import peers
import pytest
import records
import synthetic
from visible_text import visible_text


class World:
    """Forty made-up studies in two reviews, and our site of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = synthetic.write(folder / "content", studies=40, reviews=2)
        self.records = records.read(self.content)
        self.ours = folder / "ours"
        build(peers.OURS, self.content, self.ours)

    def built(self, peer: peers.Peer) -> Path:
        source = self.folder / peer.export
        export.EXPORTS[peer.export](self.records, source)
        output = (source if peer.inside else self.folder) / f"site-of-{peer.name}"
        build(peer, source, output)
        return output


def build(peer: peers.Peer, source: Path, output: Path) -> None:
    call = peer.build(source, output)
    subprocess.run(call.words, cwd=call.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("equal"))


@pytest.mark.parametrize("peer", [one for one in peers.PEERS if one.installed], ids=lambda one: one.name)
def test_each_page_has_the_text_of_ours(world: World, peer: peers.Peer) -> None:
    output = world.built(peer)
    for sheet in world.records.sheets:
        page = f"{sheet.path}.html"
        ours, theirs = (visible_text((folder / page).read_text("utf-8")) for folder in (world.ours, output))
        assert theirs == ours, page


def test_the_text_of_a_page_holds_its_legends_and_the_plot(world: World) -> None:
    """What is compared is not empty."""
    text = visible_text((world.ours / "reviews/synthetic-0001/effect-direction.html").read_text("utf-8"))
    assert "Sign test" in text
    assert "Notes on this page’s words and ratings" in text
    assert "Whether a child is taken into care away from home" in text


def test_hugo_is_installed() -> None:
    """The reference is always compared: make bench installs it."""
    assert peers.BY_NAME["hugo"].installed
