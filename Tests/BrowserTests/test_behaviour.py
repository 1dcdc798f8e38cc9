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


def test_search_shows_the_passage_around_a_hit(site, visit):
    seen = visit()
    page = seen.open(site / "search.html", "?q=lock_timeout")
    passage = page.locator(".search-passage").first
    passage.wait_for()
    assert passage.locator("mark").first.inner_text().lower().startswith("lock_timeout")
    assert 40 < len(passage.inner_text()) < 240, passage.inner_text()
    # What a result shows already is not shown twice.
    page.locator("[data-search-input]").fill("pg_upgrade")
    until(page, "document.querySelector('[data-search-results] a.page-title mark')")
    first = page.locator("[data-search-results] > li").first
    assert "pg_upgrade" in first.inner_text()
    assert first.locator(".search-passage").count() == 0
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


def test_two_tabs_keep_each_others_ticks(site, visit):
    first = visit().open(page_of(site, "runbook"))
    second = first.context.new_page()
    second.goto(first.url)
    ticks = "[...document.querySelectorAll('input[data-task]')].slice(0, 4).map((box) => box.checked)"
    for number in [0, 1]:
        first.locator("input[data-task]").nth(number).check()
    until(second, f"JSON.stringify({ticks}) === '[true,true,false,false]'")
    second.locator("input[data-task]").nth(2).check()
    first.locator("input[data-task]").nth(0).uncheck()
    second.reload()
    assert second.evaluate(ticks) == [False, True, True, False]
    first.reload()
    assert first.evaluate(ticks) == [False, True, True, False]


def test_the_menu_of_editions_stays_on_a_phone(site, visit):
    page = visit(width=320).open(next((site / "runbook").glob("*/v1.html")))
    page.locator(".editions summary").click()
    box = page.locator(".editions ol").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320, box
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_search_leads_to_no_section_by_a_common_word(site, visit):
    page = visit().open(site / "search.html", "?q=vacuumdb --analyze-in-stages")
    page.locator("[data-search-results] a.page-title").first.wait_for()
    page.wait_for_timeout(400)
    for text in page.locator("[data-search-results] .search-headings a").all_inner_texts():
        assert any(word in text.lower() for word in ["vacuumdb", "analyze", "stages"]), text


def test_back_leads_to_what_was_looked_for(site, visit):
    page = visit().open(site / "search.html", "?q=django")
    box = page.locator("[data-search-input]")
    box.fill("postgres rollback")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "search.html" not in address)
    page.go_back()
    until(page, "document.querySelector('[data-search-input]').value === 'postgres rollback'")


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
