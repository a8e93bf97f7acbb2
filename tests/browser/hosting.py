"""Hosts for the tests: a real nginx with the configuration of docs/hosting/, and Python's plain http.server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs" / "hosting"
PATIENCE = 30  # seconds; a computer may be slow, and nothing here is about how fast it is
AROUND = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/evidence.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, cwd: Path) -> Iterator[str]:
    """A server that answers on a port, for as long as the block lasts."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + PATIENCE
            while not answers(port):
                assert process.poll() is None, f"{command[0]} ended by itself; see {cwd}"
                assert time.monotonic() < end
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """The site below /evidence/ of an nginx that has our configuration, but for the port and the folder."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "the tests of hosts need nginx: run make tools"
    port = free_port()
    ours = (RECIPES / "nginx.conf").read_text("utf-8")
    for line, other in (("listen 80;", f"listen 127.0.0.1:{port};"), ("root /var/www;", f"root {folder}/www;")):
        assert ours.count(line) == 1
        ours = ours.replace(line, other)
    (folder / "evidence.conf").write_text(ours, "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")
    below(folder / "www", site)
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with running(command, port, folder) as address:
        yield f"{address}/evidence/"


@contextmanager
def plain_server(site: Path, folder: Path) -> Iterator[str]:
    """The site below a path of `python -m http.server`, which knows nothing of sites."""
    port = free_port()
    below(folder / "www", site)
    command = [sys.executable, "-m", "http.server", str(port), "--bind=127.0.0.1", f"--directory={folder / 'www'}"]
    with running(command, port, folder) as address:
        yield f"{address}/evidence/"


def below(www: Path, site: Path) -> None:
    www.mkdir()
    (www / "evidence").symlink_to(site)
