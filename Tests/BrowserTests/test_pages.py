"""Each type of page, from the disk, at both ends of the widths and in both colour schemes."""

import pytest
from conftest import PAGE_TYPES, barriers, overflow, page_of


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_fits_and_is_quiet(site, visit, kind, width, scheme):
    seen = visit(width=width, scheme=scheme)
    page = seen.open(page_of(site, kind))
    assert overflow(page) is None
    assert page.locator("h1").count() == 1
    assert seen.problems == []


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_fits_at_twice_the_size(site, visit, kind):
    """A zoom of 200 % halves the page that a browser lays out."""
    page = visit(width=640, device_scale_factor=2).open(page_of(site, kind))
    assert overflow(page) is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_has_no_barriers(site, visit, kind, scheme):
    assert barriers(visit(scheme=scheme, bypass_csp=True).open(page_of(site, kind))) == []


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
