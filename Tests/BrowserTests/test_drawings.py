"""Timelines, matrices and trails at both ends of their sizes, with and without scripts."""

import pytest
from conftest import at, barriers, overflow

TIMELINE = "deprecation-timeline/index.html"
MATRIX = "compatibility/index.html"


@pytest.fixture(params=["small", "large"])
def sized(request):
    """The site of either size."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("page", [TIMELINE, MATRIX, "component/part-0.html", "metrics/index.html"])
def test_fits_and_is_quiet(sized, visit, page):
    seen = visit()
    assert overflow(seen.open(sized / page)) is None
    assert seen.problems == []


@pytest.mark.parametrize(
    "page", [TIMELINE, MATRIX, "component/part-0.html", "runbook/arabic.html",
             "runbook/arabic/v1.html", "runbook/arabic/diff/v1-v2.html", "index.html"])
def test_has_no_barriers_in_arabic_with_long_words(small, visit, page):
    assert barriers(visit(bypass_csp=True).open(small / page)) == []


@pytest.mark.parametrize("page", ["component/part-0.html", "component/part-1.html"])
def test_has_no_barriers_when_large(large, visit, page):
    assert barriers(visit(bypass_csp=True).open(large / page)) == []


@pytest.mark.parametrize(
    "page", ["runbook/arabic.html", "runbook/arabic/v1.html", "runbook/arabic/diff/v1-v2.html",
             "all/index.html", "index.html", "search.html"])
def test_long_words_and_right_to_left_fit(small, visit, page):
    page = visit().open(small / page)
    assert overflow(page) is None
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    code = page.locator(".code pre").first
    if code.count():
        assert code.evaluate("(e) => getComputedStyle(e).direction") == "ltr"


def test_marks_and_names_never_touch(sized, visit):
    page = visit(width=360).open(sized / TIMELINE)
    touching = page.evaluate(
        """() => {
          const touch = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          const found = [];
          for (const lane of [...document.querySelectorAll(".lanes li")].slice(0, 80)) {
            const marks = [...lane.querySelectorAll(".mark")].map((e) => e.getBoundingClientRect());
            const name = lane.querySelector("p").getBoundingClientRect();
            marks.forEach((mark, index) => {
              if (touch(mark, name)) found.push(`name: ${lane.dataset.key}`);
              for (const other of marks.slice(index + 1)) {
                if (touch(mark, other)) found.push(`marks: ${lane.dataset.key}`);
              }
            });
          }
          const years = [...document.querySelectorAll(".axis text")].map((e) => e.getBoundingClientRect())
            .filter((box) => box.width);
          years.slice(1).forEach((box, index) => { if (touch(box, years[index])) found.push("axis"); });
          return found;
        }"""
    )
    assert touching == []


@pytest.mark.parametrize("width", [360, 1280])
def test_names_are_never_cut(sized, visit, width):
    page = visit(width=width).open(sized / TIMELINE)
    cut = page.evaluate(
        """() => {
          const frame = document.querySelector(".lanes .scroll").getBoundingClientRect();
          return [...document.querySelectorAll(".lanes li > p")].filter((e) => {
            const box = e.getBoundingClientRect();
            return box.left < frame.left || box.right > frame.right + 1;
          }).map((e) => e.textContent.slice(0, 60));
        }""")
    assert cut == []


@pytest.mark.parametrize("script", [True, False])
def test_a_year_fills_the_page(large, visit, script):
    page = visit(java_script_enabled=script).open(large / TIMELINE)
    link = page.locator(".zoom a", has_text="2020")
    link.click()
    at(page, "#drawn-timeline-2020")
    place = page.locator("#drawn-timeline-2020").bounding_box()
    frame = page.locator(".lanes .scroll").bounding_box()
    assert place["width"] > frame["width"] / 2
    assert place["x"] >= frame["x"] - 1
    assert place["x"] + place["width"] <= frame["x"] + frame["width"] + 1
    page.locator(".zoom a", has_text="all years").click()
    at(page, "#drawn-timeline")
    assert page.locator("#drawn-timeline-2020").bounding_box()["width"] < frame["width"] / 4


def test_filters_work_without_scripts(large, visit):
    visitor = visit(java_script_enabled=False)
    page = visitor.open(large / TIMELINE)
    lanes, late = page.locator(".lanes li"), page.locator(".lanes li.overdue")
    assert 0 < late.count() < lanes.count()
    page.get_by_label("Only overdue").check()
    assert lanes.locator("visible=true").count() == late.count()
    assert late.locator("visible=true").count() == late.count()
    # Another component or owner is a link away.
    assert page.get_by_text("Of one component:").get_by_role("link").count() > 1
    page = visitor.open(large / MATRIX)
    cells = page.locator(".cells").first.locator("td[data-is]")
    failed = page.locator(".cells").first.locator('td[data-is="fail"]')
    assert 0 < failed.count() < cells.count()
    page.get_by_label("Holding").first.select_option("fail")
    assert cells.locator("visible=true").count() == failed.count()
    assert failed.locator("visible=true").count() == failed.count()


def test_the_axis_stays(large, visit):
    page = visit().open(large / TIMELINE)
    scroll = page.locator(".lanes .scroll")
    before = page.locator(".lanes .axis").bounding_box()
    scroll.evaluate("(e) => { e.scrollTop = 5000 }")
    assert page.locator(".lanes .axis").bounding_box() == before
    assert scroll.evaluate("(e) => e.scrollTop") == 5000


def test_tables_follow_the_filter(large, visit):
    page = visit().open(large / TIMELINE)
    lanes = page.locator(".lanes li:visible")
    rows = page.locator(".prose .table:not(#owners + *) tbody tr:visible:has(a[href^='#gone-'])")
    owned = page.locator("#owners + .table tbody tr:visible:has(a[href^='#gone-'])")
    entries = page.locator(".prose h3[id^='gone-']:visible")
    assert lanes.count() == 500 and rows.count() == 500 and entries.count() == 500
    # What is still to go stands a second time, by its owner.
    assert owned.count() == 108
    form = page.locator("[data-timeline] .filter")
    form.locator("select").nth(0).select_option("Part 3")
    form.locator("select").nth(1).select_option("Team 1")
    shown = lanes.count()
    assert 0 < shown < 50
    assert rows.count() == shown and entries.count() == shown
    assert 0 < owned.count() < shown
    assert set(owned.locator("td:first-child").all_inner_texts()) == {"Team 1"}
    assert form.locator("output").inner_text() == f"{shown} of 500 shown"
    form.locator("select").nth(0).select_option("")
    form.locator("select").nth(1).select_option("")
    form.locator("input").check()
    overdue = lanes.count()
    assert 0 < overdue < 500
    assert page.locator(".lanes li.overdue:visible").count() == overdue


def test_overdue_stands_first_and_is_said(large, visit):
    page = visit().open(large / TIMELINE)
    first = page.locator(".lanes li").first
    assert first.get_attribute("class") == "overdue"
    assert "overdue" in first.inner_text() and "⚠" in first.inner_text()


def test_heads_of_a_matrix_stay_both_ways(large, visit):
    page = visit().open(large / MATRIX)
    page.locator("[data-matrix] .scroll").first.evaluate("(e) => e.scrollTo(600, 500)")
    frame = page.locator("[data-matrix] .scroll").first.bounding_box()
    head = page.locator(".matrix thead th").nth(40).bounding_box()
    side = page.locator(".matrix tbody th").nth(25).bounding_box()
    assert abs(head["y"] - frame["y"]) < 4
    assert abs(side["x"] - frame["x"]) < 4


def test_a_cell_leads_to_its_rows(sized, visit):
    page = visit().open(sized / MATRIX)
    link = page.locator(".matrix td a").first
    target = link.get_attribute("href")
    link.click()
    at(page, target)
    heading = page.locator(f"[id='{target[1:]}']")
    assert heading.is_visible() and heading.evaluate("(e) => e.tagName") == "H4"
    assert "report-" in heading.evaluate("(e) => e.nextElementSibling.textContent")


def test_a_matrix_is_walked_by_arrows_and_filtered(large, visit):
    page = visit().open(large / MATRIX)
    assert page.locator(".matrix").first.locator("td a[tabindex='0']").count() == 1
    page.locator(".matrix td a").first.focus()
    start = page.evaluate("document.activeElement.closest('td').title")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('td').title") != start
    assert page.locator("thead th.lit").count() == 1
    form = page.locator("[data-matrix] .filter").first
    form.locator("input").nth(0).fill("4.9")
    form.locator("select").select_option("fail")
    rows = page.locator(".matrix").first.locator("tbody tr:visible")
    assert rows.count() == 1
    assert form.locator("output").inner_text().startswith(f"{rows.count()} × ")


def test_every_number_leads_to_its_rows(site, visit):
    page = visit().open(site / "metrics" / "index.html")
    links = page.locator(".intervals a, .prose td a[href^='#']")
    assert links.count() > 10
    for target in {link.get_attribute("href") for link in links.all()}:
        assert page.locator(f"[id='{target[1:]}']").count() == 1, target


@pytest.mark.parametrize("component, ways", [("part-0", 30), ("part-1", 0)])
def test_ways_between_versions(large, visit, component, ways):
    page = visit().open(large / "component" / f"{component}.html")
    assert page.locator(".paths .number").count() == ways
    assert page.locator("#upgrades ~ .table").first.locator("tbody tr").count() == ways \
        if ways else "No upgrade of it is recorded." in page.locator("article").inner_text()
    touching = page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll(".paths .number")].map((e) => e.getBoundingClientRect());
          return boxes.some((a, i) => boxes.slice(i + 1).some((b) =>
            a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
        }""")
    assert not touching


def test_one_way(small, visit):
    page = visit().open(small / "component" / "part-1.html")
    page.locator(".paths a").click()
    at(page, "runbook/arabic.html")
