"""The recipes of docs/hosting/: well-formed, in step with the build, and doing what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import build
from generator import command_line
from generator.publish import headers

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs" / "hosting"


def text(name):
    return (RECIPES / name).read_text("utf-8")


def test_every_recipe_is_in_the_page_and_every_one_of_the_page_is_there():
    page = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    assert set(re.findall(r"\(hosting/([^)]+)\)", page)) == {path.name for path in RECIPES.iterdir()}


@pytest.mark.parametrize("name", sorted(path.name for path in RECIPES.iterdir() if path.suffix != ".sh"))
def test_a_recipe_says_first_where_to_copy_it_and_which_address_to_set(name):
    head = text(name).partition("\n\n")[0].partition("\nname")[0]
    assert "Copy to " in head
    assert "content/site.yaml: url: https://" in text(name)


# ── headers ──


def of_nginx():
    found = re.findall(r'^\s*add_header (\S+) "([^"]*)" always;$', text("nginx.conf"), re.MULTILINE)
    kept = dict(re.findall(r'^\s*(default|~\^/evidence/assets/) "([^"]*)";$', text("nginx.conf"), re.MULTILINE))
    return dict(found), kept


def of_apache():
    found = re.findall(r'^\s*Header always set (\S+) "([^"]*)"$', text("apache.conf"), re.MULTILINE)
    kept = [value for name, value in found if name == "Cache-Control"]
    return {name: value for name, value in found if name != "Cache-Control"}, dict(zip("ab", kept, strict=True))


@pytest.mark.parametrize("told", [of_nginx, of_apache])
def test_a_server_sends_the_headers_that_the_build_writes_for_other_hosts(told):
    found, kept = told()
    assert found == headers.of_every_file()
    assert list(kept.values()) == [headers.REVALIDATED, headers.FOR_EVER]
    assert headers.of_assets() == {"Cache-Control": headers.FOR_EVER}


def test_nginx_is_known_by_its_name_so_that_the_server_it_came_with_does_not_answer_instead():
    (name,) = re.findall(r"^    server_name (.*);$", text("nginx.conf"), re.MULTILINE)
    assert name == "example.org"
    assert f"in place of {name}" in text("nginx.conf")


# ── hosts that build ──


def made_by_make():
    """The folder that `make` writes: its first target calls the build without a word more."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    first = re.search(r"^(\w+): .*\n\t(.*)$", makefile, re.MULTILINE)
    assert first.groups() == ("build", "$(RUN) build.py")
    return str(command_line.parser().parse_args(["build"]).output)


def test_github_builds_with_leave_to_read_alone_and_another_job_publishes():
    told = yaml.safe_load(text("github-pages.yml"))
    assert told["permissions"] == {"contents": "read"}
    making, publishing = told["jobs"]["build"], told["jobs"]["publish"]
    assert "permissions" not in making
    assert publishing["permissions"] == {"pages": "write", "id-token": "write"}
    uses = [step["uses"] for job in told["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in uses)
    assert [step["run"] for step in making["steps"] if "run" in step] == ["make"]
    assert making["steps"][-1]["with"] == {"path": made_by_make(), "include-hidden-files": True}


def test_what_gitlab_runs_makes_a_packed_site_where_gitlab_looks_for_it(tmp_path, in_folder, capsys):
    pages = yaml.safe_load(text("gitlab-ci.yml"))["pages"]
    assert pages["artifacts"] == {"paths": ["public"]}
    make, extra, last = pages["script"]
    assert make == "make"
    assert shlex.split(extra)[:2] == [".venv/bin/pip", "install"]
    python, program, *words = shlex.split(last)
    assert (python, program) == (".venv/bin/python", "build.py")
    in_folder(tmp_path)
    for name in ("templates", "static"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "content").symlink_to(ROOT / "tests" / "content")
    assert build.main(["build", *words]) == 0
    assert {"index.html", "index.html.gz", "404.html"} <= {path.name for path in (tmp_path / "public").iterdir()}


def test_netlify_and_cloudflare_publish_what_make_makes():
    netlify, wrangler = tomllib.loads(text("netlify.toml")), tomllib.loads(text("wrangler.toml"))
    assert netlify["build"]["command"] == "make"
    assert netlify["build"]["publish"] == wrangler["pages_build_output_dir"] == made_by_make()


# ── a bucket ──


FAKE = """#!/bin/sh
printf '%s\\n' "$*" >> "$SAID"
"""


def test_a_bucket_gets_styles_before_pages_and_loses_last_what_is_gone(tmp_path):
    (tmp_path / "aws").write_text(FAKE, "utf-8")
    (tmp_path / "aws").chmod(0o755)
    said = tmp_path / "said"
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "SAID": str(said)}
    script = RECIPES / "bucket.sh"
    subprocess.run([script, "s3://bucket/evidence"], env=environment, check=True, timeout=60)
    first, second, *kinds, last = said.read_text("utf-8").splitlines()
    assert first.endswith(f"--exclude * --include assets/* --cache-control {headers.FOR_EVER}")
    assert second.endswith(f"--exclude assets/* --cache-control {headers.REVALIDATED}")
    assert last.endswith("--delete")
    assert not [line for line in (first, second, *kinds) if "--delete" in line]
    assert all(line.endswith(headers.REVALIDATED) for line in kinds)
    assert all("--exclude .written-by-build" in line for line in (first, second, last))
    assert made_by_make() in first


def test_a_bucket_without_a_name_is_asked_for():
    done = subprocess.run([RECIPES / "bucket.sh"], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "s3://BUCKET/FOLDER" in done.stderr
