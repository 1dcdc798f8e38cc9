"""Records in which every text is an attack: nothing runs, nothing is loaded, nothing breaks out."""

import json
import os
import re
import subprocess
import urllib.parse
import xml.etree.ElementTree

import feedparser
import html5lib
import icalendar
import pytest
from conftest import until
from hostile import CORPUS, Records, mutants, yaml

SEEDS = [1, 2, 3, 4]

# Runs before anything on a page: notes whoever gets to run, and what the policy had to stop.
HOOKS = """
window.__hits = [];
window.__hit = (number) => { window.__hits.push("ran " + number); };
for (const name of ["alert", "confirm", "prompt", "open"]) {
  window[name] = () => { window.__hits.push(name); };
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.__hits.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""

# What must not be in a page, whatever a policy would make of it.
AUDIT = r"""(site) => {
  const bad = [...window.__hits];
  const banned = new Set(["iframe", "frame", "object", "embed", "base", "applet", "math", "style",
    "template", "foreignobject", "animate", "animatemotion", "animatetransform", "set", "audio",
    "video", "source", "portal", "marquee", "dialog"]);
  const addresses = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster",
    "srcset", "background", "cite", "ping", "manifest"]);
  for (const e of document.querySelectorAll("*")) {
    const name = e.localName.toLowerCase();
    if (banned.has(name)) bad.push(`element ${e.outerHTML.slice(0, 160)}`);
    if (name === "script" && e.type !== "application/ld+json"
        && !["assets/", "search/"].some((folder) => e.src.startsWith(site + folder))) {
      bad.push(`script ${e.outerHTML.slice(0, 160)}`);
    }
    if (name === "meta" && /refresh/i.test(e.httpEquiv)) bad.push("refresh");
    if (name === "form" && !/search\.html$/.test(e.getAttribute("action") ?? "")) bad.push("form");
    if (name === "img" && /^(https?:)?\/\//.test(e.getAttribute("src") ?? "")) {
      bad.push(`image ${e.outerHTML.slice(0, 160)}`);
    }
    for (const { name: key, value } of e.attributes) {
      if (/^on/i.test(key)) bad.push(`handler ${e.outerHTML.slice(0, 160)}`);
      if (key === "srcdoc" || key === "style") bad.push(`${key} ${e.outerHTML.slice(0, 160)}`);
      if (addresses.has(key.toLowerCase())) {
        const scheme = value.replace(/[\u0000-\u0020\u00a0]/g, "").toLowerCase();
        if (/^(javascript|vbscript|data|blob|filesystem):/.test(scheme)
            || (scheme.startsWith("file:") && !value.startsWith(site))) {
          bad.push(`address ${e.outerHTML.slice(0, 160)}`);
        }
      }
      if (/[\u202a-\u202e\u2066-\u2069]/.test(value)) bad.push(`turned ${key}=${value.slice(0, 80)}`);
    }
  }
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentNode.localName;
    if (parent !== "script" && /[\u202a-\u202e\u2066-\u2069]/.test(walk.currentNode.data)) {
      bad.push(`turned text ${walk.currentNode.data.slice(0, 80)}`);
    }
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site, and how many attacks are in its records."""
    waymark = os.environ["WAYMARK"]
    workspace = tmp_path_factory.mktemp("hostile")
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1790812800", WAYMARK_AUTHOR="tests")

    def run(*arguments, codes=(0,)):
        done = subprocess.run(
            [waymark, *arguments], cwd=workspace, env=environment, capture_output=True, text=True,
            check=False,
        )
        assert done.returncode in codes, re.findall(".*error.*", done.stderr) or done.stdout
        return done

    count = 0
    (workspace / "waymark.yaml").write_text(yaml({
        "title": "<script>__hit(90)</script> \u202e T", "baseURL": "https://site.example/",
        "description": "\"><img src=x onerror=__hit(91)>", "language": "en",
        "publisher": "</script><script>__hit(92)</script>",
    }), encoding="utf-8")
    for round_ in (1, 2):
        count = 0
        for seed in SEEDS:
            records = Records(waymark, seed * 10 + round_)
            for kind in records.kinds():
                record = records.value(records.schema(kind), kind)
                record["id"] = f"x-{seed}"
                if kind == "lesson":
                    record["status"] = "accepted"
                if kind == "release":
                    record.update(version=f"{seed}.0")
                target = workspace / "records" / kind / f"x-{seed}.yaml"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(yaml(record), encoding="utf-8")
            count += records.count
        run("apply", "--quiet")
        run("publish", "--quiet")
    # Attacks are also links that lead nowhere.
    run("build", "--keep-going", "--quiet", codes=(0, 1))
    return workspace / "public", count


@pytest.fixture(scope="module")
def pages(hostile):
    # The links of the page for unknown addresses start at the root of a server.
    found = sorted(path for path in hostile[0].rglob("*.html") if path.name != "404.html")
    assert len(found) > 60
    return found


def test_there_are_thousands_of_attacks(hostile):
    assert hostile[1] > 3000
    text = "".join(p.read_text(encoding="utf-8") for p in hostile[0].rglob("runbook/*.md"))
    assert "__hit" in text, "the attacks reach the documents"


@pytest.mark.parametrize("policy", ["kept", "off"])
def test_nothing_runs(chromium, hostile, pages, policy):
    site, _ = hostile
    # Without the policy what is only stopped by it would show.
    context = chromium.new_context(bypass_csp=policy == "off")
    context.add_init_script(HOOKS)
    page = context.new_page()
    bad = []
    current = [""]
    page.on("dialog", lambda dialog: (bad.append(f"{current[0]}: dialog"), dialog.dismiss()))
    page.on("pageerror", lambda error: bad.append(f"{current[0]}: {error}"))
    page.on("console", lambda said: bad.append(f"{current[0]}: {said.text}")
            if said.type in ("error", "warning") else None)
    page.on("request", lambda asked: bad.append(f"{current[0]}: asks {asked.url}")
            if not asked.url.startswith(site.as_uri() + "/") else None)
    # The policy is the same on all pages: with it every fifth is looked at, without it all are.
    for path in pages if policy == "off" else pages[::5]:
        current[0] = str(path.relative_to(site))
        page.goto(path.as_uri())
        bad += [f"{current[0]}: {what}" for what in page.evaluate(AUDIT, site.as_uri() + "/")]
    context.close()
    assert bad[:20] == []


def test_searching_for_attacks_runs_nothing(chromium, hostile):
    site, _ = hostile
    context = chromium.new_context(bypass_csp=True)
    context.add_init_script(HOOKS)
    page = context.new_page()
    bad = []
    for query in ["hit", "script", "evil", *CORPUS[:40:3]]:
        page.goto((site / "search.html").as_uri() + "?q=" + urllib.parse.quote(query))
        until(page, "document.querySelector('[data-search-status]').textContent.trim()")
        bad += [f"{query}: {what}" for what in page.evaluate(AUDIT, site.as_uri() + "/")]
    context.close()
    assert bad[:20] == []


def test_pages_stay_valid(hostile, pages):
    for path in sorted(pages, key=lambda path: -path.stat().st_size)[:12]:
        html5lib.HTMLParser(strict=True).parse(path.read_bytes(), transport_encoding="utf-8")


def test_artifacts_stay_whole(hostile):
    site, _ = hostile
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    items = json.loads((site / "feed.json").read_bytes())["items"]
    assert len(feed.entries) == len(items) > 0
    assert not any("evil" in entry.id for entry in feed.entries)
    raw = (site / "calendar.ics").read_bytes()
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert events and not any(
        name in event for event in events for name in ("ATTENDEE", "ATTACH", "X-EVIL"))
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw), "only whole line ends"
    for path in [*site.rglob("*.xml"), *site.rglob("*.svg")]:
        root = xml.etree.ElementTree.fromstring(path.read_bytes())
        assert not any(e.tag.lower().endswith("script") for e in root.iter()), path
    for path in site.rglob("*.json"):
        json.loads(path.read_bytes())
    for path in site.glob("search/*.js"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("waymarkSearch.") and text.rstrip().endswith(");")
    for line in (site / "llms.txt").read_text(encoding="utf-8").splitlines():
        assert re.match(r"$|[#>] ?|##? |- \[|Knowledge as of", line), line


def test_seeds_give_the_same_attacks():
    assert list(mutants(7, 50)) == list(mutants(7, 50))
    assert len(set(mutants(7, 500))) > 400
