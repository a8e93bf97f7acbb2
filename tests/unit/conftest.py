from __future__ import annotations

import pytest
import small_templates


@pytest.fixture
def templates(tmp_path):
    """A folder of templates, each with its title alone."""
    return small_templates.fill(tmp_path / "templates")
