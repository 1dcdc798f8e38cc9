"""What standards ask of the files for programs, beyond that they can be read."""

import datetime
import functools
import hashlib
import base64
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
import urllib.parse
import xml.etree.ElementTree

import feedparser
import icalendar
import jsonschema
import pytest
from conftest import REPOSITORY, page_of

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"


def test_atom_keeps_rfc_4287(site):
    for path in site.rglob("feed.xml"):
        feed = xml.etree.ElementTree.fromstring(path.read_bytes())
        assert feed.tag == ATOM + "feed"
        for element in [feed, *feed.findall(ATOM + "entry")]:
            for name in ("id", "title", "updated"):
                assert len(element.findall(ATOM + name)) == 1, (path, name)
            assert re.fullmatch(INSTANT, element.findtext(ATOM + "updated"))
            assert urllib.parse.urlsplit(element.findtext(ATOM + "id")).scheme
        assert feed.find(ATOM + "author") is not None
        relations = [link.get("rel") for link in feed.findall(ATOM + "link")]
        assert "self" in relations and len(relations) == len(set(relations))
        entries = feed.findall(ATOM + "entry")
        assert len({entry.findtext(ATOM + "id") for entry in entries}) == len(entries)
        # As instants: of two in one second one may be written with its milliseconds.
        def updated(element):
            return datetime.datetime.fromisoformat(element.findtext(ATOM + "updated"))

        assert updated(feed) == max(updated(entry) for entry in entries)
        for entry in entries:
            alternates = [e for e in entry.findall(ATOM + "link") if e.get("rel") == "alternate"]
            assert len(alternates) == 1
    assert not feedparser.parse((site / "feed.xml").read_bytes()).bozo


def test_json_feed_keeps_version_1_1(site):
    feed = json.loads((site / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert "content_text" in item or "content_html" in item
        assert re.fullmatch(INSTANT, item["date_published"])


def test_calendar_keeps_rfc_5545(site):
    raw = (site / "calendar.ics").read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"):
            assert name in event
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert event["STATUS"] in ("CONFIRMED", "CANCELLED", "TENTATIVE")


def test_sitemap_keeps_the_protocol(site):
    raw = (site / "sitemap.xml").read_bytes()
    assert len(raw) <= 50 << 20
    urls = xml.etree.ElementTree.fromstring(raw)
    assert urls.tag == SITEMAP + "urlset"
    seen = set()
    for url in urls:
        assert [child.tag for child in url] == [SITEMAP + "loc", SITEMAP + "lastmod"]
        address = url.findtext(SITEMAP + "loc")
        assert len(address) < 2048 and address not in seen
        seen.add(address)
        path = urllib.parse.unquote(urllib.parse.urlsplit(address).path).lstrip("/")
        assert (site / path).is_file(), address
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", url.findtext(SITEMAP + "lastmod"))
    assert f"Sitemap: {min(seen).split('/', 3)[0]}//" in (site / "robots.txt").read_text()


def test_opensearch_keeps_1_1(site):
    root = xml.etree.ElementTree.fromstring((site / "opensearch.xml").read_bytes())
    assert root.tag == SEARCH + "OpenSearchDescription"
    assert 0 < len(root.findtext(SEARCH + "ShortName")) <= 16
    assert 0 < len(root.findtext(SEARCH + "Description")) <= 1024
    url = root.find(SEARCH + "Url")
    assert url.get("type") == "text/html" and "{searchTerms}" in url.get("template")
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'rel="search" type="application/opensearchdescription+xml"' in page


@pytest.mark.parametrize("kind", ["home", "runbook", "edition", "incident-review", "component"])
def test_pages_say_what_they_are(site, visit, kind):
    seen = visit()
    page = seen.open(page_of(site, kind))
    # A data block is no script: the policy lets it stand, and nothing runs it.
    text = page.locator("script[type='application/ld+json']").inner_text()
    assert seen.problems == []
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == ("WebSite" if kind == "home" else "TechArticle")
    assert data["name"] and data["inLanguage"] == "en"
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert data["url"] == canonical and canonical.startswith("https://")
    if kind != "home":
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["dateModified"])
        assert 0 < len(data["headline"]) <= 110 and data["isPartOf"]["@type"] == "WebSite"
    if kind == "runbook":
        assert data["version"].isdigit() and re.fullmatch(r"\d{4}-\d\d-\d\d", data["datePublished"])
    if kind == "edition":
        assert data["version"] == "1" and re.fullmatch(r"\d{4}-\d\d-\d\d", data["datePublished"])
    # Members are of the types that schema.org gives them.
    known = {"@context", "@type", "name", "headline", "description", "inLanguage", "url",
             "dateModified", "datePublished", "version", "isPartOf", "publisher"}
    assert set(data) <= known
    assert all(isinstance(data[key], str) for key in data if key not in ("isPartOf", "publisher"))


def test_every_canonical_address_is_of_its_own_file(site):
    for path in site.rglob("*.html"):
        found = re.findall(r'<link rel="canonical" href="([^"]+)"', path.read_text("utf-8"))
        assert len(found) <= 1
        name = path.relative_to(site).as_posix()
        if found and 'http-equiv="refresh"' not in path.read_text("utf-8"):
            assert urllib.parse.unquote(urllib.parse.urlsplit(found[0]).path) == "/" + name


def test_the_api_keeps_its_schema(site):
    schema = json.loads((site / "api/schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)

    def validator(name):
        return jsonschema.Draft202012Validator(
            {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{name}"},
            format_checker=jsonschema.FormatChecker())

    index = json.loads((site / "api/index.json").read_bytes())
    validator("index").validate(index)
    page = validator("page")
    named = [entry["json"] for entry in index["pages"] if "json" in entry]
    assert len(named) > 50
    for name in named:
        page.validate(json.loads((site / name).read_bytes()))
    assert index["apiVersion"] == 1
    documented = (REPOSITORY / "docs/site.md").read_text(encoding="utf-8")
    assert f"`apiVersion`, at present {index['apiVersion']}" in documented


def test_llms_txt_names_files_that_are_there(site):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# .+\n\n> .+\n", text)
    links = re.findall(r"\]\(https://[^/]+/([^)]+)\)", text)
    assert len(links) > 50 and all((site / link).is_file() for link in links)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A small site with sub-resource integrity."""
    workspace = tmp_path_factory.mktemp("sealed")
    waymark = os.environ["WAYMARK"]

    def run(*arguments):
        subprocess.run([waymark, *arguments], cwd=workspace, check=True, capture_output=True)

    run("init", ".", "--title", "Sealed")
    with (workspace / "waymark.yaml").open("a", encoding="utf-8") as settings:
        settings.write("integrity: true\n")
    record = workspace / "records/component/shop.yaml"
    record.parent.mkdir(parents=True)
    record.write_text("title: Shop\ntype: service\n", encoding="utf-8")
    run("apply")
    run("build")
    return workspace / "public"


def test_integrity_is_that_of_the_files(sealed):
    page = (sealed / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'(?:href|src)="(assets/[^"]+\.(?:css|js))" integrity="sha256-([^"]+)"', page)
    assert len(found) > 5
    assert len(found) == len(re.findall(r'"assets/[^"]+\.(?:css|js)"', page))
    for path, digest in found:
        wanted = base64.b64encode(hashlib.sha256((sealed / path).read_bytes()).digest())
        assert digest.encode() == wanted


def test_integrity_holds_over_http_and_not_from_disk(sealed, chromium):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sealed)
    handler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    style = "document.styleSheets.length"
    context = chromium.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
    assert page.evaluate(style) > 3 and said == []
    # Why it is no default: if this ever holds no more, it can be one.
    page.goto((sealed / "index.html").as_uri())
    assert any("integrity" in text for text in said)
    # Somebody changes a file on its way: it is not used.
    changed = sealed.parent / "changed"
    shutil.copytree(sealed, changed)
    with (changed / "assets/scripts/copy.js").open("a", encoding="utf-8") as script:
        script.write("\nwindow.changed = true;\n")
    handler.keywords["directory"] = changed
    page.goto(f"http://127.0.0.1:{server.server_port}/component/shop.html")
    assert page.evaluate("window.changed") is None
    context.close()
    server.shutdown()
