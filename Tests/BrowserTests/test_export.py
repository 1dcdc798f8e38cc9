"""One page in one file, opened from the disk with the network watched."""

import os
import subprocess

import pytest
from conftest import barriers, overflow, until

DOCUMENTS = [
    "runbook/django-4.2-to-5.2", "runbook/django-4.2-to-5.2@v1", "release-notes/django-5.2",
    "migration-guide/django-4.2-to-5.2", "deprecation-timeline", "component/django",
    "compatibility", "metrics", "index",
]


@pytest.fixture(scope="session")
def exported(workspace, environment, tmp_path_factory):
    """Answers the file of a document, exported once."""
    folder = tmp_path_factory.mktemp("exported")
    made = {}

    def export(document):
        if document not in made:
            path = folder / (document.replace("/", "_") + ".html")
            done = subprocess.run(
                [os.environ["WAYMARK"], "export-page", document, "-o", str(path)],
                cwd=workspace, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            made[document] = path
        return made[document]

    return export


@pytest.mark.parametrize("document", DOCUMENTS)
def test_asks_for_nothing(exported, visit, document):
    seen = visit(width=360)
    requests = []
    seen.page.on("request", lambda request: requests.append(request.url))
    page = seen.open(exported(document))
    assert requests == [exported(document).as_uri()]
    assert page.locator("h1").count() == 1
    assert page.locator("[data-theme-switch]").is_visible(), "scripts run under the policy"
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "styles do too"
    assert overflow(page) is None
    assert seen.problems == []


@pytest.mark.parametrize("document", ["runbook/django-4.2-to-5.2", "deprecation-timeline"])
def test_has_no_barriers(exported, visit, document):
    assert barriers(visit(bypass_csp=True).open(exported(document))) == []


def test_copies_and_remembers(exported, visit):
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    page = seen.open(exported("runbook/django-4.2-to-5.2"))
    page.locator(".code button").first.click()
    until(page, "document.querySelector('.code button').textContent === 'Copied'")
    page.locator("input[data-task]").nth(1).check()
    page.reload()
    assert page.locator("input[data-task]").nth(1).is_checked()
    page.goto(exported("runbook/django-4.2-to-5.2@v1").as_uri())
    assert page.locator("input[data-task]:checked").count() == 0, "an edition has its own ticks"
    assert seen.problems == []


def test_runs_nothing_else(exported, visit):
    """The policy is as strict as that of the site: a script that is put in does not run."""
    page = visit().open(exported("runbook/django-4.2-to-5.2"))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        }""")
    assert page.evaluate("window.ran") is None
