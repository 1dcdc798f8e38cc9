"""Each type of page, from the disk, at both ends of the widths and in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PAGE_TYPES, page_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_fits_and_is_quiet(site, visit, kind, width, scheme):
    seen = visit(width=width, scheme=scheme)
    page = seen.open(page_of(site, kind))
    overflow = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return null;
          const wide = [...document.querySelectorAll("body *")].find(
            (e) => e.getBoundingClientRect().right > root.clientWidth + 1);
          return `${root.scrollWidth} of ${root.clientWidth}: ${wide && wide.outerHTML.slice(0, 120)}`;
        }"""
    )
    assert overflow is None
    assert page.locator("h1").count() == 1
    assert seen.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_has_no_barriers(site, visit, kind, scheme):
    # The policy would refuse axe itself; that it holds is tested above.
    page = visit(scheme=scheme, bypass_csp=True).open(page_of(site, kind))
    result = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": TAGS})
    found = [
        f"{violation['id']}: {node['target']} {node['html'][:100]}"
        for violation in result.response["violations"]
        for node in violation["nodes"][:3]
    ]
    assert found == []


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
