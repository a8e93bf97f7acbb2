"""What the tests share: the real site and a tiny one, each built once, and a folder of tiny content to change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import chromium
import fictional
import pytest
from hypothesis import settings

from generator import make, write

# No test asks the clock: machines are busy.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "content"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden pages anew; look at the diff")


def built(content: Path, output: Path) -> Path:
    """A site built from a folder of content with the real templates and styles."""
    made = make.site(content, ROOT / "templates", ROOT / "static")
    assert not made.problems, "\n".join(map(str, made.problems))
    report = write.folder(output, made.files)
    assert not report.refused
    return output


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own content."""
    return built(ROOT / "content", tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of tests/content: one review, three studies, two scales."""
    return built(TINY, tmp_path_factory.mktemp("tiny") / "site")


@pytest.fixture(scope="session")
def fictional_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a made-up review of 120 studies that has everything a view can show."""
    folder = tmp_path_factory.mktemp("fictional")
    return built(fictional.write(folder / "content"), folder / "site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a session."""
    with chromium.launched() as found:
        yield found


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny content that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "content"))


@pytest.fixture
def in_folder(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Work in another folder for one test: messages name files from there."""
    before = Path.cwd()
    yield os.chdir
    os.chdir(before)
