"""The archive in playbooks/, built once into a temporary folder, and a browser to look at it."""

import os
import pathlib
import shutil
import subprocess
import time
import urllib.parse

import pytest
import workspaces
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

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
    "changelog": "changelog/*.html",
    "known-issues": "known-issues/index.html",
    "decisions": "decisions/index.html",
    "migrations": "migrations/index.html",
    "policies": "policies/index.html",
    "teams": "teams/index.html",
    "landing": "runbook/index.html",
    "listing": "all/index.html",
    "search": "search.html",
}


@pytest.fixture(scope="session")
def environment():
    """What every run of the program starts with."""
    return dict(os.environ, SOURCE_DATE_EPOCH="1796083200", WAYMARK_AUTHOR="tests")


@pytest.fixture(scope="session")
def workspace(tmp_path_factory, environment):
    """A copy of the archive, applied and built."""
    folder = tmp_path_factory.mktemp("archive") / "playbooks"
    shutil.copytree(
        REPOSITORY / "playbooks", folder, ignore=shutil.ignore_patterns("public", ".waymark")
    )
    done = subprocess.run(
        [os.environ["WAYMARK"], "update"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def site(request):
    """The folder of the built site."""
    given = os.environ.get("WAYMARK_SITE")
    if given:
        return pathlib.Path(given)
    return (request.getfixturevalue("workspace") / "public").resolve()


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The site of a made-up workspace in Arabic with long words; see `workspaces`."""
    return workspaces.build(tmp_path_factory.mktemp("small"), "small")


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """The site of a made-up workspace with hundreds of everything; see `workspaces`."""
    return workspaces.build(tmp_path_factory.mktemp("large"), "large")


def page_of(site, kind, holding=""):
    """The path of the longest page of a type that holds a text; skips where the archive has none of the type."""
    pattern = PAGE_TYPES[kind]
    found = [path for path in site.glob(pattern) if "*" not in pattern or path.name != "index.html"]
    if not found:
        pytest.skip(f"the archive has no page like {pattern}")
    if holding:
        found = [path for path in found if holding in path.read_text(encoding="utf-8")]
        assert found, f"no page like {pattern} holds {holding}"
    return max(found, key=lambda path: (path.stat().st_size, path))


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def barriers(page):
    """What axe finds in both colour schemes; open the page with `bypass_csp`, or it refuses axe."""
    found = []
    for scheme, rules in [("light", TAGS), ("dark", ["color-contrast"])]:
        page.emulate_media(color_scheme=scheme)
        result = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules})
        found += [
            f"{scheme}: {violation['id']}: {node['target']} {node['html'][:100]}"
            for violation in result.response["violations"]
            for node in violation["nodes"][:3]
        ]
    return found


# A phone, a window at a zoom of 200 %, and a wide screen.
WIDTHS = [320, 640, 1280]


def overflow(page):
    """How much wider than the screen a page is, and by which element; `None` if it fits them all."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(
            """() => {
              const root = document.documentElement;
              if (root.scrollWidth <= root.clientWidth) return null;
              const wide = [...document.querySelectorAll("body *")].find((e) => {
                const box = e.getBoundingClientRect();
                return (box.right > root.clientWidth + 1 || box.left < -1)
                  && !e.parentElement.closest(".scroll, .table, .code");
              });
              return `${root.scrollWidth} of ${root.clientWidth}: ${wide && wide.outerHTML.slice(0, 120)}`;
            }"""
        )
        if found:
            return found
    return None


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


def until(page, expression, argument=None, seconds=30):
    """Waits until a page answers an expression with something true.

    `wait_for_function` evaluates its text inside of the page at each try but the first, which the
    site's Content-Security-Policy refuses: it works only where there is nothing to wait for.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(expression, argument):
                return
        except Error as problem:
            # The page is on its way to another one: that one is asked next.
            if "navigation" not in problem.message:
                raise
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(20)


def at(page, ending):
    """Waits until a page is at an address that ends so.

    A click is over when the browser has taken it, which may be before it has gone anywhere.
    """
    page.wait_for_url(lambda address: urllib.parse.unquote(address).endswith(ending))


class Visit:
    """A page that is open, and all that went wrong on it."""

    def __init__(self, context):
        self.page = context.new_page()
        self.problems = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)

    def _heard(self, message):
        # Violations of the Content-Security-Policy are errors of the console as well.
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def _failed(self, request):
        # A page that is left while it loads asks for nothing more; a file that is not there, or one
        # that the policy forbids, fails in other words.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} {request.failure}")

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
        # Other builds may run beside the tests: what is slow then is not broken.
        context.set_default_timeout(60_000)
        contexts.append(context)
        return Visit(context)

    yield start
    for context in contexts:
        context.close()
