"""What the scripts of the site do for somebody who uses it."""

import pytest
from conftest import at, page_of, until


@pytest.mark.parametrize("words", ["postgresql", "postgresq", "Postgresql upgrade"])
def test_search_finds(site, visit, words):
    seen = visit()
    page = seen.open(site / "search.html", f"?q={words}")
    first = page.locator("[data-search-results] a.page-title").first
    first.wait_for()
    titles = page.locator("[data-search-results] a.page-title").all_inner_texts()
    assert any("postgresql" in title.lower() for title in titles), titles
    target = first.get_attribute("href")
    first.click()
    page.wait_for_url(target)
    assert page.locator("h1").count() == 1
    assert seen.problems == []


def test_search_says_when_nothing_is_found(site, visit):
    page = visit().open(site / "search.html", "?q=qqzzxxyyqq")
    until(page, "document.querySelector('[data-search-status]').textContent.trim()")
    assert page.locator("[data-search-results] li").count() == 0


def test_search_box_of_a_page_leads_there(site, visit):
    page = visit().open(site / "index.html")
    page.keyboard.press("/")
    page.keyboard.type("django")
    page.keyboard.press("Enter")
    page.locator("[data-search-results] a.page-title").first.wait_for()
    assert "search.html?q=django" in page.url


def test_colours_are_remembered(site, visit):
    page = visit(scheme="light").open(site / "index.html")
    button = page.locator("[data-theme-switch]")
    # From what the system wants to light, and from light to dark.
    for wanted in ["light", "dark"]:
        button.click()
        until(page, "(wanted) => document.documentElement.dataset.theme === wanted", wanted)
    page.goto((site / "search.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_ticks_are_remembered_for_each_page(site, visit):
    page = visit().open(page_of(site, "runbook"))
    boxes = page.locator("input[data-task]")
    assert boxes.count() > 1
    boxes.nth(0).check()
    page.reload()
    assert boxes.nth(0).is_checked()
    assert not boxes.nth(1).is_checked()
    others = [
        path for path in sorted(site.glob("runbook/*.html"))
        if path != page_of(site, "runbook") and "data-task" in path.read_text(encoding="utf-8")
    ]
    if others:
        page.goto(others[0].as_uri())
        assert page.locator("input[data-task]:checked").count() == 0


def test_code_is_copied(site, visit):
    seen = visit()
    page = seen.open(page_of(site, "runbook"))
    page.locator(".code button").first.click()
    until(page, "[...document.querySelectorAll('[role=status]')].some((e) => /Cop/.test(e.textContent))")
    assert seen.problems == []


def test_code_is_selected_where_copying_is_refused(site, visit):
    page = visit().open(page_of(site, "runbook"))
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard",
            {value: {writeText: () => Promise.reject(new Error("no"))}});
          document.execCommand = () => false;
        }"""
    )
    page.locator(".code button").first.click()
    until(page, "getSelection().toString().length > 0")


def test_first_tab_shows_the_way_to_the_content(site, visit):
    page = visit().open(page_of(site, "runbook"))
    page.keyboard.press("Tab")
    link = page.locator("a.skip")
    assert link.evaluate("(e) => e === document.activeElement")
    box = link.bounding_box()
    assert box["y"] >= 0 and box["x"] >= 0 and box["height"] >= 24
    assert link.evaluate("(e) => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    at(page, "#content")


def test_every_focus_is_seen(site, visit):
    page = visit().open(page_of(site, "runbook"))
    for _ in range(25):
        page.keyboard.press("Tab")
        bare = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const style = getComputedStyle(e);
              return style.outlineStyle === "none" && style.boxShadow === "none"
                ? e.outerHTML.slice(0, 100) : null;
            }"""
        )
        assert bare is None
