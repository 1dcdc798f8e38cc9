"""The site on a host for static files: unknown addresses, and searching by keyboard."""

import functools
import http.server
import pathlib
import threading

import pytest
from conftest import at, barriers, overflow, until


class Host(http.server.SimpleHTTPRequestHandler):
    """Shows `404.html` in the place of what is not there, as such hosts do."""

    def send_error(self, code, message=None, explain=None):
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (pathlib.Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def host(site):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("address", ["nothing", "runbook/gone.html", "a/b/c/d.html"])
def test_an_unknown_address_leads_on(host, visit, address):
    page = visit(bypass_csp=True).page
    answer = page.goto(host + address)
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Page not found"
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "it has its styles"
    targets = page.locator("a[href]").evaluate_all("all => [...new Set(all.map((e) => e.href))]")
    assert len(targets) > 5
    for target in targets:
        assert target.startswith(host) and page.request.get(target).status == (
            404 if "#" in target else 200), target
    assert overflow(page) is None
    assert barriers(page) == []


def test_searching_needs_no_mouse(host, visit):
    seen = visit()
    page = seen.page
    page.goto(host + "runbook/index.html")
    page.keyboard.press("/")
    page.keyboard.type("postgersql")
    page.keyboard.press("Enter")
    at(page, "search.html?q=postgersql")
    results = page.locator("[data-search-results] a.page-title")
    results.first.wait_for()
    status = page.locator("[data-search-status]").inner_text()
    assert "no page has “postgersql”, these have “postgresql" in status
    assert results.first.locator("mark").count() > 0, "what was meant is marked"
    focused = "(number) => document.querySelectorAll('a.page-title')[number] === document.activeElement"
    for key, number in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)]:
        page.keyboard.press(key)
        until(page, focused, number)
    page.keyboard.press("ArrowUp")
    until(page, "document.activeElement.matches('[data-search-input]')")
    page.keyboard.press("ArrowDown")
    target = results.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    # All that was asked for is of this host.
    assert [problem for problem in seen.problems if not problem.startswith(f"request: {host}")] == []


def test_facets_narrow_and_widen(host, visit):
    page = visit().page
    page.goto(host + "search.html?q=upgrade")
    results = page.locator("[data-search-results] .search-result")
    results.first.wait_for()
    all_of_them = page.locator("[data-search-status]").inner_text()
    facet = page.locator(".search-facet button", has_text="Runbook").first
    count = facet.locator(".count").inner_text()
    facet.focus()
    page.keyboard.press("Enter")
    pressed = "document.activeElement.matches('.search-facet [aria-pressed=true]')"
    until(page, pressed)
    assert page.locator("[data-search-status]").inner_text().startswith(f"{count} page")
    labels = page.locator(".search-result .label").all_inner_texts()
    assert labels and all(label.startswith("Runbook") for label in labels)
    page.keyboard.press("Enter")
    until(page, "(text) => document.querySelector('[data-search-status]').textContent === text",
          all_of_them)


@pytest.mark.parametrize("word", ["kubernets", "djagno", "pstgresql", "comaptibilty", "migartion"])
def test_slips_of_a_finger_are_forgiven(site, visit, word):
    page = visit().open(site / "search.html", f"?q={word}")
    page.locator("[data-search-results] a.page-title").first.wait_for()
    assert f"no page has “{word}”, these have “" in page.locator("[data-search-status]").inner_text()
