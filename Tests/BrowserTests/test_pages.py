"""Each type of page, from the disk, at both ends of the widths and in both colour schemes."""

import pytest
from conftest import PAGE_TYPES, at, barriers, overflow, page_of


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_fits_and_is_quiet(site, visit, kind):
    seen = visit()
    page = seen.open(page_of(site, kind))
    assert overflow(page) is None
    assert page.locator("h1").count() == 1
    assert seen.problems == []


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_has_no_barriers(site, visit, kind):
    assert barriers(visit(bypass_csp=True).open(page_of(site, kind))) == []


@pytest.mark.parametrize("kind", ["timeline", "component", "release-notes", "incident-review"])
def test_days_are_in_one_piece(site, visit, kind):
    # The longest of release notes may be of what has no day yet.
    page = visit(width=320).open(page_of(site, kind, holding='class="day"'))
    days = page.locator(".day")
    assert days.count() > 0
    assert days.evaluate_all("all => all.filter((e) => e.getClientRects().length > 1).length") == 0


@pytest.mark.parametrize("kind", ["home", "runbook"])
def test_reads_without_scripts(site, visit, kind):
    page = visit(java_script_enabled=False).open(page_of(site, kind))
    assert page.locator("main").inner_text().strip()
    assert page.locator("nav[aria-label=Sections] a").count() > 3


def test_prints_without_navigation(site, visit):
    page = visit().open(page_of(site, "runbook"))
    page.emulate_media(media="print")
    assert not page.locator("nav[aria-label=Sections]").is_visible()
    assert page.locator("h1").is_visible()


def test_everything_is_found_without_scripts(site, visit):
    """What the search does otherwise: all pages by kind and from A to Z."""
    page = visit(java_script_enabled=False).open(page_of(site, "runbook"))
    page.locator("a.all-pages").click()
    at(page, "all/index.html")
    assert page.locator("#by-kind").is_visible() and page.locator("#letter-d").is_visible()
    listed = {link.get_attribute("href") for link in page.locator(".page-index a").all()}
    for path in site.glob("runbook/*.html"):
        if path.name != "index.html":
            assert f"../runbook/{path.name}" in listed
