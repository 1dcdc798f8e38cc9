"""Editions: comparing any two of them, and what this browser last ran."""

import os
import re
import shutil
import subprocess

import pytest
from conftest import REPOSITORY, at, barriers, until

RUNBOOK = "runbook/django-4.2-to-5.2"


@pytest.fixture(scope="module")
def revised(tmp_path_factory):
    """The archive with three editions of a runbook: one step reworded, one renamed, one moved."""
    workspace = tmp_path_factory.mktemp("editions") / "playbooks"
    shutil.copytree(
        REPOSITORY / "playbooks", workspace, ignore=shutil.ignore_patterns("public", ".waymark")
    )
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1790812800", WAYMARK_AUTHOR="tests")

    def waymark(*arguments):
        done = subprocess.run(
            [os.environ["WAYMARK"], *arguments],
            cwd=workspace, env=environment, capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    plan = workspace / "records/upgrade/django-4.2-to-5.2.yaml"
    text = plan.read_text(encoding="utf-8")
    waymark("update")
    text = text.replace("--timeout=5m", "--timeout=7m", 1)
    text = text.replace("title: Give 5.0 all traffic", "title: Give 5.0 all the traffic", 1)
    plan.write_text(text, encoding="utf-8")
    waymark("update")
    text = text.replace(
        "  - key: check-missing-migrations\n",
        "  - key: look-for-migrations\n    aliases: [check-missing-migrations]\n", 1,
    )
    lines = re.split(r"(?m)^(?=  - key: )", text)
    at = next(i for i, part in enumerate(lines) if part.startswith("  - key: find-old-password"))
    lines.insert(at - 2, lines.pop(at))
    plan.write_text("".join(lines), encoding="utf-8")
    waymark("update")
    return (workspace / "public").resolve()


def newest(site):
    return max(int(path.stem[1:]) for path in (site / RUNBOOK).glob("v*.html"))


def remember(page, edition, on):
    """As if this browser had ticked something of an edition on a day."""
    page.evaluate(
        """([path, edition, on]) => {
          const site = document.querySelector(".brand").textContent.trim();
          localStorage.setItem(`waymark:run:${site}:${path}`, JSON.stringify({edition, on}));
        }""",
        [RUNBOOK, edition, on],
    )
    page.reload()


def test_what_changed_is_told_apart(revised, visit):
    last = newest(revised)
    seen = visit()
    page = seen.open(revised / RUNBOOK / f"diff/v{last - 2}-v{last}.html")
    marks = page.locator(".diff-part .diff-mark").all_inner_texts()
    words = " ".join(marks)
    for word in ["moved: was step", "renamed", "reworded", "changed command"]:
        assert word in words, marks
    assert "added" not in words and "removed" not in words, marks
    # Every mark has a sign of its own besides its word.
    assert all(re.match(r"[+−↕#~$] ", mark) for mark in marks), marks
    assert page.locator(".diff.command del").first.inner_text() == "5m"
    assert page.locator(".diff.command ins").first.inner_text() == "7m"
    assert seen.problems == []


def test_an_aside_says_its_kind_in_words(site):
    text = "".join(path.read_text("utf-8") for path in site.rglob("diff/*.html"))
    assert "Note: Tell people in more than one way" in text
    assert "[!" not in text


def test_any_two_editions_can_be_picked(revised, visit):
    last = newest(revised)
    page = visit(java_script_enabled=False).open(revised / RUNBOOK / f"v{last - 2}.html")
    assert f"what changed since v{last - 2}" in page.locator(".banner").first.inner_text()
    page.locator(".compare summary").click()
    page.locator(".compare a", has_text=f"v{last - 1}").click()
    at(page, f"diff/v{last - 2}-v{last - 1}.html")
    choices = page.locator(".compare .choice")
    choices.nth(1).locator("a", has_text=f"v{last}").click()
    at(page, f"diff/v{last - 2}-v{last}.html")
    choices.nth(0).locator("a", has_text=f"v{last - 1}").click()
    at(page, f"diff/v{last - 1}-v{last}.html")
    # A changed section leads to its place in the edition.
    target = page.locator(".diff-part h2 a").first.get_attribute("href")
    page.locator(".diff-part h2 a").first.click()
    at(page, target.removeprefix("../"))
    assert page.locator(page.evaluate("location.hash").replace(".", "\\.")).count() == 1


def test_the_last_run_is_remembered_and_forgotten(revised, visit):
    last = newest(revised)
    seen = visit()
    page = seen.open(revised / RUNBOOK / f"v{last - 1}.html")
    assert page.locator("[data-runs]").is_hidden()
    page.locator("input[data-task]").first.check()
    page.goto((revised / f"{RUNBOOK}.html").as_uri())
    banner = page.locator("[data-runs]")
    assert re.search(
        rf"What changed since v{last - 1}, which you started on \d{{4}}-\d\d-\d\d\.",
        banner.inner_text(),
    )
    banner.locator("a").click()
    at(page, f"diff/v{last - 1}-v{last}.html")
    page.goto((revised / f"{RUNBOOK}.html").as_uri())
    banner.locator("button").click()
    assert "Forgotten" in banner.inner_text()
    page.reload()
    assert banner.is_hidden()
    assert seen.problems == []


def test_ticks_are_those_of_an_edition(revised, visit):
    last = newest(revised)
    page = visit().open(revised / RUNBOOK / f"v{last}.html")
    page.locator("input[data-task]").first.check()
    of_newest = (revised / f"{RUNBOOK}.html").as_uri()
    page.goto(of_newest)
    isNewest = page.locator("[data-runs]").get_attribute("data-draft") is None
    assert page.locator("input[data-task]:checked").count() == (1 if isNewest else 0)
    page.goto((revised / RUNBOOK / f"v{last - 1}.html").as_uri())
    assert page.locator("input[data-task]:checked").count() == 0
    # A tick that is taken back at once is no run.
    page.evaluate("localStorage.clear()")
    page.reload()
    page.locator("input[data-task]").first.check()
    page.locator("input[data-task]").first.uncheck()
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.includes(':run:')).length") == 0


def test_an_old_run_is_compared_with_the_newest(revised, visit):
    last = newest(revised)
    page = visit().open(revised / RUNBOOK / f"v{last}.html")
    remember(page, last - 2, "2026-01-31")
    link = page.locator("[data-runs] a")
    assert link.get_attribute("href") == f"diff/v{last - 2}-v{last}.html"
    assert "2026-01-31" in page.locator("[data-runs]").inner_text()
    # What somebody else wrote there is not believed.
    remember(page, last + 7, "2026-01-31")
    assert page.locator("[data-runs]").is_hidden()
    remember(page, last - 1, "<b>")
    assert page.locator("[data-runs]").is_hidden()


def test_ticks_follow_a_renamed_step(revised, visit):
    page = visit().open(revised / f"{RUNBOOK}.html")
    page.evaluate(
        """(path) => {
          const site = document.querySelector(".brand").textContent.trim();
          const ticks = {
            "step-check-missing-migrations--done-as-it-was-called": true,
            "step-promote-5-0--done-give-50-all-traffic": true,
          };
          const { edition, draft } = document.querySelector("[data-runs]").dataset;
          const of = `${path}/v${edition}${draft === undefined ? "" : "+"}`;
          localStorage.setItem(`waymark:ticks:${site}:${of}`, JSON.stringify(ticks));
        }""",
        RUNBOOK,
    )
    page.reload()
    checked = page.locator("input[data-task]:checked")
    names = checked.evaluate_all("all => all.map((box) => box.dataset.task.split('--')[0])")
    assert names == ["step-look-for-migrations", "step-promote-5-0"]
    # The address of the step under its old key leads to it.
    page.goto((revised / f"{RUNBOOK}.html").as_uri() + "#step-check-missing-migrations")
    until(page, """() => {
      const step = document.getElementById("step-look-for-migrations");
      return Math.abs(step.getBoundingClientRect().top) < 300;
    }""")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_comparisons_are_for_everyone(revised, visit, width):
    last = newest(revised)
    page = visit(width=width, bypass_csp=True).open(
        revised / RUNBOOK / f"diff/v{last - 2}-v{last}.html"
    )
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    # In both colour schemes.
    assert barriers(page) == []
