"""`waymark serve` in a browser: an edited record changes the page that is open."""

import os
import re
import signal
import subprocess
import time

import pytest

COMPONENT = "title: Shop\ntype: service\nlifecycle: production\nsummary: Sells {what}.\n"


@pytest.fixture
def preview(tmp_path):
    """The address of a running preview, the file of its one record, and its process."""
    waymark = os.environ["WAYMARK"]
    environment = dict(os.environ, WAYMARK_AUTHOR="tests")
    subprocess.run([waymark, "init", ".", "--title", "Demo"], cwd=tmp_path, check=True,
                   capture_output=True)
    record = tmp_path / "records" / "component" / "shop.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(COMPONENT.format(what="things"), encoding="utf-8")
    log = tmp_path / "log"
    with log.open("wb") as sink:
        process = subprocess.Popen([waymark, "serve", "--port", "0"], cwd=tmp_path,
                                   env=environment, stdout=sink, stderr=sink)
    for _ in range(600):
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())
        if found:
            break
        time.sleep(0.05)
    assert found, log.read_text()
    yield found.group(), record, process
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert "nothing was recorded" in log.read_text()
    assert not (tmp_path / "public").exists()
    assert not (tmp_path / ".waymark" / "ledger.db").exists()


def test_an_edit_changes_the_open_page(preview, chromium):
    address, record, _ = preview
    context = chromium.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text)
            if message.type == "error" else None)
    page.goto(address + "component/shop.html")
    assert "Sells things." in page.locator("main").inner_text()
    record.write_text(COMPONENT.format(what="marbles"), encoding="utf-8")
    start = time.monotonic()
    page.locator("main").get_by_text("Sells marbles.").first.wait_for(timeout=30000)
    print(f"from the edit to the page: {time.monotonic() - start:.2f} s")

    record.write_text(COMPONENT.format(what="marbles") + "sumary: x\n", encoding="utf-8")
    problems = page.locator("[data-waymark-problems]")
    problems.wait_for(timeout=30000)
    assert "did you mean `summary`?" in problems.inner_text()
    assert "shop.yaml:5:1" in problems.inner_text()
    assert "Sells marbles." in page.locator("main").inner_text(), "the last good site stays"
    page.keyboard.press("Escape")
    assert problems.count() == 0

    record.write_text(COMPONENT.format(what="pearls"), encoding="utf-8")
    page.locator("main").get_by_text("Sells pearls.").first.wait_for(timeout=30000)
    assert problems.count() == 0
    # The policy of the pages stands: the script of the preview needs no exception.
    assert said == []
    context.close()


def test_other_sites_cannot_read_it(preview, chromium):
    address, _, _ = preview
    context = chromium.new_context()
    page = context.new_page()
    # Another origin: the same machine under another port.
    page.route("http://other.example/*", lambda route: route.fulfill(
        content_type="text/html", body="<!doctype html><title>other</title>"))
    page.goto("http://other.example/")
    outcome = page.evaluate(
        """async (address) => {
          const tried = {};
          for (const mode of ["cors", "no-cors"]) {
            try { tried[mode] = (await fetch(address, { mode })).status; }
            catch { tried[mode] = "refused"; }
          }
          tried.script = await new Promise((done) => {
            const script = document.createElement("script");
            script.src = address + "search/manifest.js";
            script.onload = () => done("loaded");
            script.onerror = () => done("refused");
            document.head.append(script);
          });
          return tried;
        }""", address)
    assert outcome == {"cors": "refused", "no-cors": "refused", "script": "refused"}
    context.close()
