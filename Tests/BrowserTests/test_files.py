"""What a browser does not say: that every file is what its format asks for."""

import collections
import json
import re
import urllib.parse
import xml.etree.ElementTree

import feedparser
import html5lib
import icalendar
import pytest
from conftest import PAGE_TYPES, page_of


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_html_is_valid(site, kind):
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(page_of(site, kind).read_bytes(), transport_encoding="utf-8")


@pytest.fixture(scope="session")
def pages(site):
    """Every page of the site: what it links to and what can be linked to in it."""
    read = {}
    for path in sorted(site.rglob("*.html")):
        text = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.S)
        names = set(re.findall(r"<[^>]+?\sid=\"([^\"]+)\"", text))
        links = re.findall(r"<(?:a|link|script|img)\b[^>]*?\s(?:href|src)=\"([^\"]*)\"", text)
        read[path] = (links, names)
    assert len(read) > 50
    return read


def test_internal_links_lead_somewhere(site, pages):
    broken = []
    for path, (links, names) in pages.items():
        if path.name == "404.html":
            continue  # Its links start at the root of the address that it is served from.
        for link in links:
            link = link.replace("&amp;", "&")
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = path
            if parts.path:
                target = (path.parent / urllib.parse.unquote(parts.path)).resolve()
            if target.is_dir():
                broken.append(f"{path.relative_to(site)}: {link} is a folder: no page from file://")
                continue
            if not target.exists() or not target.is_relative_to(site):
                broken.append(f"{path.relative_to(site)}: {link}")
                continue
            anchor = urllib.parse.unquote(parts.fragment)
            if anchor and target in pages and anchor not in pages[target][1]:
                broken.append(f"{path.relative_to(site)}: {link} (no such anchor)")
    assert broken[:20] == []


def test_names_are_unique_on_a_page(site, pages):
    for path in pages:
        text = path.read_text(encoding="utf-8")
        counted = collections.Counter(re.findall(r"<[a-z0-9]+\b[^>]*?\sid=\"([^\"]+)\"", text))
        twice = sorted(name for name, count in counted.items() if count > 1)
        assert twice == [], path.relative_to(site)


def test_feeds_are_read(site):
    feeds = sorted(site.rglob("feed.xml"))
    assert feeds
    for feed in feeds:
        read = feedparser.parse(feed.read_bytes())
        assert not read.bozo, f"{feed.relative_to(site)}: {read.get('bozo_exception')}"
        assert read.version == "atom10"
        assert read.feed.title and read.feed.id and read.feed.updated
        assert len({entry.id for entry in read.entries}) == len(read.entries)
        for entry in read.entries:
            assert entry.title and entry.link and entry.updated_parsed
    assert feedparser.parse((site / "feed.xml").read_bytes()).entries
    assert json.loads((site / "feed.json").read_bytes())["version"].startswith("https://jsonfeed.org/")


def test_calendars_are_read(site):
    calendars = sorted(site.rglob("*.ics"))
    assert calendars
    for path in calendars:
        raw = path.read_bytes()
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "lines are folded at 75 bytes"
        calendar = icalendar.Calendar.from_ical(raw)
        events = calendar.walk("VEVENT")
        assert len({str(event["UID"]) for event in events}) == len(events)
        for event in events:
            assert event["DTSTAMP"] and event["DTSTART"] and event["SUMMARY"]
            assert int(event.get("SEQUENCE", 0)) >= 0
    assert icalendar.Calendar.from_ical((site / "calendar.ics").read_bytes()).walk("VEVENT")


def test_machine_readable_files_are_read(site):
    for path in site.rglob("*.json"):
        json.loads(path.read_bytes())
    for path in list(site.rglob("*.xml")) + list(site.rglob("*.svg")):
        xml.etree.ElementTree.fromstring(path.read_bytes())
    assert (site / "llms.txt").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("kind", ["home", "runbook", "component", "metrics"])
def test_pages_have_their_markdown_beside_them(site, kind):
    beside = page_of(site, kind).with_suffix(".md")
    assert "# " in beside.read_text(encoding="utf-8")
