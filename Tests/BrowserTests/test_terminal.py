"""What a terminal shows while the program works: a line that is gone at the end, or nothing."""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import termios

import pytest
from conftest import REPOSITORY


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("terminal") / "playbooks"
    shutil.copytree(
        REPOSITORY / "playbooks", workspace, ignore=shutil.ignore_patterns("public", ".waymark"))
    waymark = os.environ["WAYMARK"]
    subprocess.run([waymark, "apply", "--quiet"], cwd=workspace, check=True, capture_output=True)
    return workspace


def seen(archive, columns, *arguments, **variables):
    """Everything that a terminal of so many columns is sent."""
    waymark = os.environ["WAYMARK"]
    environment = {**os.environ, "TERM": "xterm", **variables}
    if "CI" not in variables:
        environment.pop("CI", None)
    control, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([waymark, *arguments], cwd=archive, env=environment,
                               stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    sent = b""
    while True:
        try:
            part = os.read(control, 65536)
        except OSError:
            break
        if not part:
            break
        sent += part
    os.close(control)
    assert process.wait() == 0
    return sent.decode()


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_progress_fits_and_goes_away(archive, columns):
    shutil.rmtree(archive / "public", ignore_errors=True)
    shutil.rmtree(archive / ".waymark/site", ignore_errors=True)
    sent = seen(archive, columns, "build")
    painted = re.findall(r"\r([^\r\n]*)\x1b\[K", sent)
    if not painted:
        pytest.skip("the build was done before there was anything to tell")
    assert all(len(line) < columns for line in painted)
    assert painted[-1] == "", "the line is taken away"
    assert re.fullmatch(r"\d+ pages in public: [^\r\n]*\r\n", sent.rsplit("\x1b[K", 1)[1])
    assert any(re.match(r"(documents|pages) (\[#*-*\] )?\d+/\d+$", line) for line in painted)


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"CI": "true"}])
def test_no_progress_where_it_would_be_noise(archive, variables):
    shutil.rmtree(archive / "public", ignore_errors=True)
    assert "\x1b" not in seen(archive, 80, "build", **variables)


def test_quiet_is_quiet(archive):
    shutil.rmtree(archive / "public", ignore_errors=True)
    assert seen(archive, 80, "build", "--quiet") == ""
