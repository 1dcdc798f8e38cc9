"""A runbook as somebody reads it during an outage: on a phone, by keyboard and on paper."""

import re
import shutil
import subprocess

import pytest
from conftest import at, page_of, until


@pytest.fixture
def runbook(site, visit):
    seen = visit(width=360, permissions=["clipboard-read", "clipboard-write"])
    yield seen.open(page_of(site, "runbook"))
    assert seen.problems == []


def bar(page):
    return page.locator(".step-bar")


def test_the_step_is_always_named(runbook):
    steps = runbook.locator(".step:not(.way-back)")
    assert steps.count() > 3
    for place in (0, 2, steps.count() - 1):
        steps.nth(place).evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
        until(
            runbook,
            "(text) => document.querySelector('.step-bar .where').textContent.startsWith(text)",
            f"Step {place + 1}/")
        box = bar(runbook).bounding_box()
        assert box["y"] + box["height"] <= 801 and box["y"] > 600
        title = bar(runbook).locator(".what").inner_text()
        assert title and title in re.sub(r"\s+", " ", steps.nth(place).inner_text())


def test_rollback_is_one_tap_away_from_anywhere(runbook):
    for share in (0, 0.5, 1):
        runbook.evaluate("(share) => scrollTo({ top: document.body.scrollHeight * share, behavior: 'instant' })", share)
        link = bar(runbook).locator(".back")
        box = link.bounding_box()
        assert link.is_visible() and box["height"] >= 24 and box["width"] >= 44
    link.click()
    at(runbook, "#rollback")
    assert runbook.locator("#rollback").is_visible()


def test_ticks_are_remembered_and_cleared_on_purpose(runbook):
    boxes = runbook.locator("input[data-task]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    runbook.reload()
    assert runbook.locator("input[data-task]:checked").count() == 2
    panel = runbook.locator("[data-progress]")
    assert panel.locator("[data-ticked]").inner_text().startswith("2 of ")
    clear = panel.locator("[data-clear]")
    clear.click()
    assert runbook.locator("input[data-task]:checked").count() == 2, "asked twice"
    clear.click()
    runbook.reload()
    assert runbook.locator("input[data-task]:checked").count() == 0


def test_a_command_is_copied_by_one_key(runbook):
    block = runbook.locator(".step .code pre").first
    block.focus()
    runbook.keyboard.press("c")
    until(runbook, "document.querySelector('.step .code button').textContent === 'Copied'")
    copied = runbook.evaluate("navigator.clipboard.readText()")
    assert copied and copied in block.inner_text()


def test_the_key_copies_the_command_of_the_step(runbook):
    """Without a block in focus the key takes the command of the step that is being read."""
    step = runbook.locator(".step:has(.code)").nth(1)
    step.evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    until(runbook, "document.querySelector('.step.here .code')")
    runbook.keyboard.press("c")
    until(runbook, "document.querySelector('.step.here .code button').textContent === 'Copied'")
    assert runbook.evaluate("navigator.clipboard.readText()") in step.locator("pre").first.inner_text()


def test_keys_go_to_steps_and_to_the_rollback(runbook):
    starts = "(text) => document.querySelector('.step-bar .where').textContent.startsWith(text)"
    for key, place in [("n", "Step 1/"), ("n", "Step 2/"), ("p", "Step 1/")]:
        runbook.keyboard.press(key)
        until(runbook, starts, place)
    runbook.keyboard.press("r")
    at(runbook, "#rollback")
    until(runbook, """() => {
      const top = document.getElementById("rollback").getBoundingClientRect().top;
      return top > -1 && top < innerHeight;
    }""")
    # Where single keys are turned off they do nothing.
    runbook.locator(".keys").click()
    runbook.keyboard.press("n")
    assert runbook.url.endswith("#rollback")


def test_thresholds_stand_in_their_step(site, visit):
    page = visit(width=360).open(page_of(site, "runbook"))
    tables = page.locator(".step table:has(th:text('Threshold'))")
    if not tables.count():
        pytest.skip("the archive's longest runbook watches nothing within a step")
    assert tables.first.is_visible()


def test_moves_nothing_for_who_asked_so(site, visit):
    page = visit(reduced_motion="reduce").open(page_of(site, "runbook"))
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter((e) => {
          const style = getComputedStyle(e);
          return style.animationName !== "none" || style.transitionDuration !== "0s";
        }).length""")
    assert moving == 0


@pytest.fixture(scope="session")
def paper(site, chromium, tmp_path_factory):
    """The text of the printed runbook, page by page."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path = tmp_path_factory.mktemp("paper") / "runbook.pdf"
    page = chromium.new_page(color_scheme="dark")
    page.goto(page_of(site, "runbook").as_uri())
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    steps = page.locator(".step > :first-child").all_inner_texts()
    page.close()
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f"), steps


def test_pages_break_between_steps(paper):
    """Where a step starts it ends, but for those that are longer than a page."""
    pages, steps = paper
    bare = [re.sub(r"\s+", "", page) for page in pages]
    parted = []
    for title in steps:
        name = re.sub(r"\s+|#$|^R?\d+\s*\.", "", title.strip())
        starts = [number for number, page in enumerate(bare) if name in page]
        ends = [number for number, page in enumerate(bare) if "Done:" + name in page]
        assert starts and ends, title
        # Other pages may name a step too: what counts is one that holds its start and its end.
        before = [page for page in starts if page < ends[-1]]
        if not set(starts) & set(ends) and len(bare[before[-1]]) < 900:
            parted.append(title)
    assert parted == []


def test_targets_stand_in_brackets(paper):
    text = re.sub(r"\s+", "", "".join(paper[0]))
    assert "[https://" in text
    # What is typed off the paper leads there, to the very place.
    assert re.search(r"\[https://playbooks\.example/component/[a-z]+\.html\]", text)
    assert re.search(r"\[https://playbooks\.example/[a-z-]+/[^\]]+\.html#[^\]]+\]", text)
    assert not re.search(r"\[(?!https?:)[^\]\s]*\.html\]", text) and "[../" not in text


def test_what_is_for_screens_is_not_printed(paper):
    text = "".join(paper[0])
    for words in ("On this page", "Sections", "Clear ticks", "Single-key"):
        assert words not in text
