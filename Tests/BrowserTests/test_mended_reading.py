"""What somebody on call found broken: copying, filtering, searching, and reading on paper and phones."""

import json
import re
import shutil
import subprocess

import pytest
from conftest import at, page_of, until


@pytest.fixture(scope="module")
def shelf(site, tmp_path_factory):
    """A copy of the site to which made-up pages can be added."""
    return shutil.copytree(site, tmp_path_factory.mktemp("shelf") / "site")


@pytest.fixture
def made(site, shelf):
    """Writes a page like the longest of a type with another text; answers its path."""
    def write(name, text, kind="runbook"):
        pattern = page_of(site, kind)
        page = pattern.read_text("utf-8")
        page = re.sub(r'(?s)(<article class="prose">).*(</article>)',
                      lambda found: found[1] + text + found[2], page, count=1)
        path = shelf / pattern.parent.relative_to(site) / f"{name}.html"
        path.write_text(page, "utf-8")
        return path
    return write


def code(text, language="bash"):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<div class="code" data-language="{language}"><pre tabindex="0"><code>{text}\n</code></pre></div>'


def step(key, *parts):
    return f'<section class="step counted"><h3 id="step-{key}">Step {key}</h3>{"".join(parts)}</section>'


def words(count):
    return "".join(f"<p>Line {number} of what has to be read before.</p>" for number in range(count))


DONE = ('<ul><li class="task"><label><input type="checkbox" id="task-{0}" data-task="{0}"> '
        "Done: {0}</label></li></ul>")


# --- What is copied of a session

SESSIONS = {
    "comments and output": (
        "# only look\n$ kubectl get nodes\nNAME  STATUS\n$ uptime", "kubectl get nodes\nuptime"),
    "continuation": (
        "$ kubectl get nodes \\\n>   --selector a=b \\\n    -o wide\nNAME\n$ id",
        "kubectl get nodes \\\n  --selector a=b \\\n    -o wide\nid"),
    "operators": (
        "$ a |\n  b &&\n> c ||\nd\nout", "a |\n  b &&\nc ||\nd"),
    "escaped end": ("$ printf x\\\\\nx", "printf x\\\\"),
    "heredoc": (
        "# first\n$ cat > x.conf <<EOF\n# a comment of the file\n$ not typed\n\nEOF\nout\n$ id",
        "cat > x.conf <<EOF\n# a comment of the file\n$ not typed\n\nEOF\nid"),
    "heredoc that goes on": (
        "$ cat <<-'A' |\n\tone's\n\tA\ntee y\nout", "cat <<-'A' |\n\tone's\n\tA\ntee y"),
    "here string": ("$ wc -c <<<EOF\n4", "wc -c <<<EOF"),
    "root": ("# id\nuid=0\n# uptime", "id\nuptime"),
    "zsh": ("# a comment\n% id\nuid=0", "id"),
    "prompt of something else": ("> show dbs\nlocal", "show dbs"),
    "no end of the heredoc": ("$ cat <<EOF\na\n$ id", "$ cat <<EOF\na\n$ id"),
    "open quote": ('$ psql -c "SELECT 1\n  FROM x"\nout', '$ psql -c "SELECT 1\n  FROM x"\nout'),
    "closed quotes": ("$ echo \"don't\" 'a \"b' \\'\nout", "echo \"don't\" 'a \"b' \\'"),
    "no prompt": ("NAME  STATUS", "NAME  STATUS"),
}


@pytest.mark.parametrize("name", SESSIONS)
def test_what_was_typed_is_copied_whole(made, visit, name):
    given, wanted = SESSIONS[name]
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    page = seen.open(made("session", code(given, "console")))
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.locator(".code button").click()
    until(page, "document.querySelector('.code button').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    assert seen.problems == []


def test_a_script_is_copied_as_it_stands(made, visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(
        made("script", code("# a comment\n$ odd", "bash")))
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.locator(".code button").click()
    until(page, "document.querySelector('.code button').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == "# a comment\n$ odd"


# --- The key `c`

LONG = "kubectl get nodes --selector " + "x" * 80
STEPS = (
    step("one", "<p>Set first:</p>", code("export A=1\nexport B=2"), code(LONG), DONE.format("one"))
    + step("two", words(40), "<p>Nothing is typed here.</p>") + words(40)
)


def status(page):
    return page.locator("p[role=status]").inner_text()


def copied(page, wanted):
    until(page, "(text) => navigator.clipboard.readText().then((now) => now === text)", wanted)


def test_the_key_goes_round_what_is_in_view(made, visit):
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    page = seen.open(made("round", STEPS))
    page.locator("#step-one").evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    until(page, "document.querySelector('.step.here #step-one')")
    for wanted, said in [("export A=1\nexport B=2", "Copied: export A=1…"),
                         (LONG, f"Copied: {LONG[:60]}…"), ("export A=1\nexport B=2", "Copied: export A=1…")]:
        page.keyboard.press("c")
        copied(page, wanted)
        assert status(page) == said
    assert page.locator("p[role=status]").evaluate("(e) => e.getBoundingClientRect().width > 50"), "it is seen"
    assert seen.problems == []


def test_the_key_goes_on_to_what_the_step_has_further_down(made, visit):
    steps = step("one", code("export A=1"), words(60), code("uptime")) + words(60)
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(made("further", steps))
    page.locator("#step-one").evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    until(page, "document.querySelector('.step.here #step-one')")
    for wanted in ["export A=1", "uptime", "export A=1"]:
        page.keyboard.press("c")
        copied(page, wanted)
        shown = page.locator(".code pre", has_text=wanted).bounding_box()
        assert 0 <= shown["y"] < page.viewport_size["height"], "what is copied is seen"


def test_the_key_works_after_a_tick_and_not_in_a_field(made, visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(made("tick", STEPS))
    page.locator("#step-one").evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    until(page, "document.querySelector('.step.here')")
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.locator("#task-one").click()
    page.keyboard.press("c")
    copied(page, "export A=1\nexport B=2")
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.locator("[data-search]").focus()
    page.keyboard.press("c")
    assert page.locator("[data-search]").input_value() == "c"
    assert page.evaluate("navigator.clipboard.readText()") == "nothing"


def test_the_key_says_where_there_is_nothing(made, visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(made("nothing", STEPS))
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.locator("#step-two").evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    until(page, "document.querySelector('.step.here #step-two')")
    page.keyboard.press("c")
    until(page, "document.querySelector('p[role=status]').textContent === 'No command is in view.'")
    assert page.evaluate("navigator.clipboard.readText()") == "nothing"


def test_the_key_takes_what_is_in_view_where_the_step_has_nothing(made, visit):
    steps = step("one", "<p>Only look.</p>", words(40)) + step("two", code("uptime")) + words(60)
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(made("other", steps))
    # The step that is being read is still the first, and what is on the screen is of the second.
    page.locator("#step-two").evaluate(
        "(e) => scrollBy({ top: e.getBoundingClientRect().top - 200, behavior: 'instant' })")
    until(page, "document.querySelector('.step.here #step-one')")
    page.keyboard.press("c")
    copied(page, "uptime")


def test_the_key_takes_the_block_in_focus(made, visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(made("focus", STEPS))
    page.locator(".code pre").nth(1).focus()
    for _ in range(2):
        page.keyboard.press("c")
        copied(page, LONG)


# --- A timeline that is filtered

@pytest.mark.parametrize("by", ["owner", "group"])
def test_only_what_is_chosen_is_left_of_a_timeline(site, visit, by):
    seen = visit()
    page = seen.open(site / "deprecation-timeline/index.html")
    lanes = page.locator("[data-timeline] li").evaluate_all(
        "(all, by) => all.map((e) => [e.dataset.key, e.dataset[by], e.className])", by)
    late = {own for _, own, name in lanes if name == "overdue"}
    chosen = min((own for _, own, _ in lanes if own not in late),
                 key=lambda own: sum(one == own for _, one, _ in lanes))
    kept = {key for key, own, _ in lanes if own == chosen}
    assert 0 < len(kept) < len(lanes)
    before = page.locator(".prose").inner_text()
    page.locator(f".filter select[data-by={by}]").select_option(chosen)
    left = page.evaluate("""(keys) => {
      const seen = (e) => e?.checkVisibility();
      const prose = [...document.querySelector(".prose").children];
      const first = prose.findIndex((e) => e.tagName === "H2");
      // What is seen below an entry's heading, up to the next heading of its rank, is the entry's.
      const whole = {};
      let entry = null;
      for (const e of prose) {
        if (/^H[23]$/.test(e.tagName)) entry = keys.includes(e.id) ? e.id : null;
        if (entry) (whole[entry] ||= []).push(seen(e));
      }
      const bare = [];
      const shown = prose.slice(first).filter(seen);
      shown.forEach((e, index) => {
        const next = shown[index + 1];
        if (e.tagName === "H2" && (!next || next.tagName === "H2")) bare.push(e.id);
      });
      return { whole, bare,
        heads: shown.filter((e) => e.tagName === "H2").map((e) => e.id),
        rows: [...document.querySelectorAll(".prose tbody tr")].filter(seen)
          .flatMap((row) => [...row.querySelectorAll("a[href^='#']")].map((a) => a.hash.slice(1)))
          .filter((key) => keys.includes(key)),
        contents: [...document.querySelectorAll("nav.toc a")].filter(seen).map((a) => a.hash.slice(1)) };
    }""", [key for key, _, _ in lanes])
    for key, parts in left["whole"].items():
        assert set(parts) == {key in kept}, key
    assert left["bare"] == []
    assert "overdue" not in left["heads"] and "entries" in left["heads"]
    assert set(left["rows"]) <= kept
    keys = {key for key, _, _ in lanes}
    assert {key for key in left["contents"] if key in keys} == kept
    assert "overdue" not in left["contents"]
    assert [key for key in left["contents"] if key not in keys] == left["heads"]
    page.locator(".filter button[type=reset]").click()
    until(page, "document.querySelector('.filter select').value === ''")
    page.wait_for_timeout(50)
    assert page.locator(".prose").inner_text() == before
    assert seen.problems == []


def test_tables_of_no_entries_stay_as_they_are(made, site, visit):
    """A table that leads to no entry is nobody's to hide or to show."""
    source = (site / "deprecation-timeline/index.html").read_text("utf-8")
    text = re.search(r'(?s)<article class="prose">(.*)</article>', source)[1]
    plain = ('<h2 id="more">More</h2><p>A note.</p><div class="table" id="plain"><table><tbody>'
             '<tr><td>x</td></tr></tbody></table></div>')
    page = visit().open(made("plain", text + plain, "timeline"))
    page.locator(".filter select").last.select_option(index=1)
    assert page.locator("#plain").is_visible() and page.locator("#more").is_visible()


def test_what_is_overdue_is_so_in_every_year_since(site, made, visit):
    source = (site / "deprecation-timeline/index.html").read_text("utf-8")
    text = re.search(r'(?s)<article class="prose">(.*)</article>', source)[1]
    text = re.sub(r'(<li class="overdue"[^>]* data-years=")\d+ \d+', r"\g<1>2021 2022", text)
    path = made("late", text, "timeline")
    for year in (2021, 2023, 2026):
        page = visit().open(path, f"#drawn-timeline-{year}")
        page.locator(".filter input[type=checkbox]").check()
        lanes = page.locator("[data-timeline] li")
        states = lanes.evaluate_all("all => all.map((e) => [e.className === 'overdue', !e.hidden])")
        assert any(late for late, _ in states)
        assert all(late == shown for late, shown in states), year
    page = visit().open(path, "#drawn-timeline-2020")
    assert page.locator("[data-timeline] li.overdue:not([hidden])").count() == 0


def test_months_can_be_told_apart_on_a_phone(site, visit):
    page = visit(width=360).open(page_of(site, "timeline"))
    for link in page.locator(".zoom a").all()[1:]:
        page.goto(page.url.split("#")[0] + link.get_attribute("href"))
        places = page.locator(".axis text").evaluate_all(
            """all => all.filter((e) => e.checkVisibility()).map((e) => {
              const { left, right } = e.getBoundingClientRect();
              return [left, right, e.textContent];
            }).sort((a, b) => a[0] - b[0])""")
        assert sum(not name.isdigit() for _, _, name in places) > 1
        for one, next_one in zip(places, places[1:]):
            assert one[1] <= next_one[0], (one, next_one)


# --- Search

def results(page):
    return page.locator("[data-search-results] > li")


def test_all_values_and_all_results_can_be_seen(site, visit):
    seen = visit()
    page = seen.open(site / "search.html", "?q=release")
    until(page, "document.querySelectorAll('[data-search-results] > li').length === 40")
    component = page.locator(".search-facet").nth(1)
    assert component.locator("[aria-pressed]").count() == 12
    component.get_by_role("button", name="More").click()
    until(page, "document.querySelectorAll('.search-facet')[1].querySelectorAll('[aria-pressed]').length > 12")
    assert component.get_by_role("button", name="More").count() == 0
    until(page, "document.activeElement.matches('.search-facet [aria-pressed]')")
    until(page, "document.querySelectorAll('[data-search-results] > li').length === 40")
    total = int(page.locator("[data-search-status]").inner_text().split()[0])
    assert total > 80
    more = page.get_by_role("button", name="Show more")
    for shown in [80, min(120, total)]:
        more.click()
        until(page, "(count) => document.querySelectorAll('[data-search-results] > li').length === count", shown)
        first = 40 if shown == 80 else 80
        until(page, "(place) => document.activeElement.closest('.search-results > li')"
              " === document.querySelectorAll('[data-search-results] > li')[place]", first)
    assert more.is_hidden() == (total <= 120)
    titles = results(page).locator("a.page-title").evaluate_all("all => all.map((a) => a.href)")
    assert len(set(titles)) == len(titles)
    assert seen.problems == []


def test_what_is_chosen_is_in_the_address(site, visit):
    page = visit().open(site / "search.html", "?q=upgrade")
    page.locator(".search-facet button", has_text="postgresql").click()
    until(page, "location.search.includes('component=postgresql')")
    page.locator(".search-facet button", has_text="Runbook").click()
    until(page, "location.search.includes('kind=Runbook')")
    found = ("document.querySelectorAll('[aria-pressed=true][data-facet]').length === 2"
             " && document.querySelectorAll('[data-search-results] > li').length === 1")
    until(page, found)
    results(page).locator("a.page-title").click()
    at(page, "runbook/postgresql-13-to-16.html")
    page.go_back()
    until(page, found)
    other = visit().open(site / "search.html", "?q=upgrade&kind=Runbook&component=postgresql")
    until(other, found)
    other.locator(".search-facet button", has_text="Runbook").click()
    until(other, "!location.search.includes('kind=') && location.search.includes('component=postgresql')")
    # What no page has is not asked for.
    other = visit().open(site / "search.html", "?q=upgrade&kind=Nothing")
    until(other, "document.querySelectorAll('[data-search-results] > li').length > 10")


HEADINGS = [
    ("PostgreSQL one", "PostgreSQL two", "PostgreSQL three", "Rollback", "Something else"),
    ("The database", "Back up the database", "Rollback of the database", "Roll"),
    ("Types.CodeType.co_lnotab", "Nolnotab", "pre-lnotab"),
]


@pytest.mark.parametrize("query, headings, wanted", [
    ("postgresql rollback", HEADINGS[0], ["Rollback"]),
    ("rollback database", HEADINGS[1], ["Rollback of the database"]),
    ("the rollback", HEADINGS[1], ["Rollback of the database"]),
    ("postgresql", HEADINGS[0], ["PostgreSQL one", "PostgreSQL two", "PostgreSQL three"]),
    ("lnotab", HEADINGS[2], ["Types.CodeType.co_lnotab", "pre-lnotab"]),
])
def test_places_are_where_the_rare_words_are(site, shelf, visit, query, headings, wanted):
    made_up = [part for number, heading in enumerate(headings) for part in (f"place-{number}", heading)]
    for path in (site / "search").glob("d-*.js"):
        lines = path.read_text("utf-8").split("\n")
        for number, line in enumerate(lines):
            if line.startswith('["'):
                row = json.loads(re.sub(r"(,|\]\);)$", "", line))
                row[5] = made_up
                lines[number] = json.dumps(row) + line[len(re.sub(r"(,|\]\);)$", "", line)):]
        (shelf / "search" / path.name).write_text("\n".join(lines), "utf-8")
    page = visit().open(shelf / "search.html", f"?q={query}")
    results(page).first.wait_for()
    places = results(page).first.locator(".search-headings a")
    # The rarest is first; where headings share no more they may stand below it.
    assert places.all_inner_texts()[:len(wanted)] == wanted
    assert places.count() <= 3
    if query in ("rollback database", "the rollback"):
        assert places.count() == 1
    assert "Something else" not in places.all_inner_texts() and "Nolnotab" not in places.all_inner_texts()
    assert places.first.locator("mark").count() >= 1


# --- Paper

def printed(page, path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def test_paper_says_its_edition_and_its_pages(site, visit, tmp_path):
    page = visit().open(page_of(site, "runbook"))
    edition = page.locator("details.editions summary").inner_text()
    assert re.search(r"v\d", edition)
    pages = printed(page, tmp_path / "runbook.pdf")
    assert edition in pages[0]
    assert "what changed" not in "".join(pages)
    for number, text in enumerate(pages, 1):
        assert text.rstrip().endswith(f"{number} / {len(pages)}")


def test_a_tick_stands_below_what_it_ticks(made, visit, tmp_path):
    """Whatever the length of a step, its tick is on no page alone."""
    steps = "".join(step(f"n{lines}", words(lines), DONE.format(f"n{lines}")) for lines in range(28, 60))
    pages = printed(visit().open(made("ticks", steps)), tmp_path / "ticks.pdf")
    firsts = [text.strip().split("\n")[0].strip() for text in pages]
    assert not [line for line in firsts if line.startswith("Done:")]


PRINT = "dispatchEvent(new Event('beforeprint'))"
TARGETS = ('<p><a href="../component/shop.html#a-b">a</a> <a href="../lessons/index.html">b</a> '
           '<a href="v1.html?x#y">c</a> <a href="#here">d</a></p>')


def targets(page):
    page.evaluate(PRINT)
    return page.locator(".prose a").evaluate_all("all => all.map((a) => a.dataset.to)")


def test_printed_links_are_whole_addresses(made, visit):
    page = visit().open(made("links", TARGETS))
    own = page.locator("link[rel=canonical]").get_attribute("href")
    root = own[:own.index("runbook/")]
    assert targets(page) == [root + "component/shop.html#a-b", root + "lessons/index.html",
                             root + "runbook/v1.html?x#y", None]


def test_printed_links_of_a_site_without_an_address_start_at_its_root(made, visit):
    path = made("bare", TARGETS)
    path.write_text(re.sub(r'<link rel="canonical"[^>]*>', "", path.read_text("utf-8")), "utf-8")
    assert targets(visit().open(path)) == [
        "component/shop.html#a-b", "lessons/index.html", "runbook/v1.html?x#y", None]


# --- What a step warns of, and its thresholds on a phone

def test_only_the_point_of_no_return_is_striped(site, visit):
    page = visit().open(page_of(site, "runbook"))
    asides = page.locator("aside.caution").evaluate_all(
        """all => all.map((e) => [e.querySelector(".admonition-title").textContent === "Point of no return",
          getComputedStyle(e, "::before").backgroundImage.includes("repeating-linear-gradient")])""")
    assert [True, True] in asides and [False, False] in asides
    assert all(is_last == striped for is_last, striped in asides), asides


def test_thresholds_are_read_without_scrolling_on_a_phone(site, visit):
    seen = visit(width=360)
    page = seen.open(page_of(site, "runbook"))
    tables = page.locator(".step table:has(th:text('If it fails'))")
    assert tables.count() > 0
    state = tables.evaluate_all(
        """all => all.map((table) => ({
          wide: table.parentElement.scrollWidth - table.parentElement.clientWidth,
          names: [...table.querySelectorAll("thead th")].map((e) => e.textContent),
          labels: [...table.tBodies[0].rows[0].cells].map((e) => e.dataset.label),
          shown: getComputedStyle(table.tBodies[0].rows[0].cells[1], "::before").content,
          lefts: [...table.tBodies[0].rows[0].cells].map((e) => e.getBoundingClientRect().left),
        }))""")
    for table in state:
        assert table["wide"] <= 0
        assert table["labels"] == table["names"]
        assert "data-label" in table["shown"] or table["names"][1] in table["shown"]
        assert len(set(table["lefts"])) == 1
    tree = tables.first.aria_snapshot()
    for role in ("table", "rowgroup", "row", "columnheader", "cell"):
        assert f"- {role}" in tree, tree
    # On a wide screen they are what they were.
    page.set_viewport_size({"width": 1280, "height": 800})
    assert tables.first.evaluate("(e) => getComputedStyle(e.tBodies[0]).display") == "table-row-group"
    assert seen.problems == []


def test_thresholds_fit_a_phone_without_scripts(site, visit):
    page = visit(width=360, java_script_enabled=False).open(page_of(site, "runbook"))
    tables = page.locator(".step .table:has(th:text('If it fails'))")
    assert tables.count() > 0
    for table in tables.all():
        inner = table.locator("table").bounding_box()["width"]
        assert inner <= table.bounding_box()["width"] * 1.25
