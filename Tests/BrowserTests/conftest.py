"""The archive in playbooks/, built once into a temporary folder, and a browser to look at it."""

import os
import pathlib
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]

# One page of each type; of several the longest is taken.
PAGE_TYPES = {
    "home": "index.html",
    "runbook": "runbook/*.html",
    "edition": "runbook/*/v1.html",
    "release-notes": "release-notes/*.html",
    "migration-guide": "migration-guide/*.html",
    "timeline": "deprecation-timeline/*.html",
    "incident-review": "incident-review/*.html",
    "component": "component/*.html",
    "compatibility": "compatibility/index.html",
    "metrics": "metrics/index.html",
    "lessons": "lessons/index.html",
    "landing": "runbook/index.html",
    "listing": "all/index.html",
    "search": "search.html",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site."""
    given = os.environ.get("WAYMARK_SITE")
    if given:
        return pathlib.Path(given)
    workspace = tmp_path_factory.mktemp("archive") / "playbooks"
    shutil.copytree(
        REPOSITORY / "playbooks", workspace, ignore=shutil.ignore_patterns("public", ".waymark")
    )
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1790812800", WAYMARK_AUTHOR="tests")
    done = subprocess.run(
        [os.environ["WAYMARK"], "update"],
        cwd=workspace, env=environment, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return (workspace / "public").resolve()


def page_of(site, kind):
    """The path of the longest page of a type; skips where the archive has none."""
    pattern = PAGE_TYPES[kind]
    found = [path for path in site.glob(pattern) if "*" not in pattern or path.name != "index.html"]
    if not found:
        pytest.skip(f"the archive has no page like {pattern}")
    return max(found, key=lambda path: (path.stat().st_size, path))


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, without anything that talks to the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update",
                "--disable-dev-shm-usage",
            ],
        )
        yield browser
        browser.close()


class Visit:
    """A page that is open, and all that went wrong on it."""

    def __init__(self, context):
        self.page = context.new_page()
        self.problems = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))

    def _heard(self, message):
        # Violations of the Content-Security-Policy are errors of the console as well.
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def _asked(self, request):
        if not request.url.startswith(("file:", "data:")):
            self.problems.append(f"request: {request.url}")

    def open(self, path, query=""):
        self.page.goto(path.as_uri() + query)
        return self.page


@pytest.fixture
def visit(chromium):
    """Opens pages in contexts of their own: `visit(width=360, scheme="dark")`."""
    contexts = []

    def start(width=1280, scheme="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **options
        )
        contexts.append(context)
        return Visit(context)

    yield start
    for context in contexts:
        context.close()
