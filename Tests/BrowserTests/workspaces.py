"""Workspaces that are made up, to see pages at sizes and in scripts that the archive does not have.

`small` is written in Arabic with long words: 5 deprecations, a matrix of 5 x 5, one upgrade of one
component and none of another. `large` has 500 deprecations, a matrix of 40 x 60 and 30 upgrades.
"""

import datetime
import json
import os
import subprocess

TODAY = datetime.date(2026, 6, 1)
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1780272000", "WAYMARK_AUTHOR": "tests"}
LONG = "pneumonoultramicroscopicsilicovolcanoconiosis_" * 4 + "end"
ARABIC = "ترقية قاعدة البيانات من الإصدار الأول إلى الثاني"


def _step(key, title, **more):
    return {"key": key, "title": title, "command": f"systemctl restart {key}", **more}


def _upgrade(component, old, new, title, **more):
    return {
        "title": title, "owner": "team-0", "status": "planned", "component": component,
        "from": old, "to": new, "strategy": "canary",
        "steps": [
            _step("stop", "Stop the workers " + more.get("words", ""), estimate="PT5M",
                  checks=[{"key": "errors", "title": "Failed orders", "metric": "failed", "unit": "%",
                           "op": "lte", "value": 1}]),
            _step("switch", "Switch the traffic", phase="promote", estimate="PT15M"),
        ],
        "rollback": {
            "kind": "redeploy-previous", "trigger": "More than 1 % of orders fail.",
            "steps": [_step("back", "Install the version before")],
        },
        **{key: value for key, value in more.items() if key != "words"},
    }


def _component(title, versions):
    cycles = [
        {"name": version, "released": f"{2018 + index // 4}-0{1 + index % 4 * 2}-01",
         "eol": f"{2022 + index // 4}-0{1 + index % 4 * 2}-01", "eolState": "known",
         "latest": version + ".1"}
        for index, version in enumerate(versions)
    ]
    return {
        "title": title, "owner": "team-0", "type": "library", "lifecycle": "production",
        "versionScheme": "semver", "summary": title, "cycles": cycles,
    }


def _deprecation(number, components, teams, words):
    # On the same day announced and warned, as is common; every ninth is overdue.
    start = datetime.date(2012, 1, 15) + datetime.timedelta(days=number * 4900 // 500 * 1 + number % 7)
    end = start + datetime.timedelta(days=200 + number * 37 % 1500)
    record = {
        "title": f"{words} {number} goes", "owner": f"team-{number % teams}",
        "component": f"part-{number % components}", "subject": f"{words}_{number}",
        "subjectKind": "api", "status": "active",
        "announced": {"on": str(start)}, "warns": {"on": str(start)},
        "plannedRemoval": {"on": str(end)},
        "replacement": {"relation": "replace", "what": f"new_{number}"},
        "breaking": True,
    }
    if end < TODAY and number % 9:
        record["removed"] = {"on": str(end)}
        record["status"] = "removed"
    return record


def _matrix(rows, columns):
    order = ["pass", "pass", "pass", "fail", "partial", "error", "skip"]
    for row in range(rows):
        for column in range(columns):
            if (row * 7 + column * 3) % 11 == 0:
                continue
            outcome = order[(row * 5 + column) % len(order)]
            yield {
                "subject": {"component": "part-0", "version": f"{1 + row // 10}.{row % 10}.0"},
                "counterpart": {"component": "part-1", "version": f"{1 + column // 10}.{column % 10}.0"},
                "suite": "tests", "environment": "linux", "outcome": outcome, "basis": "tested",
                "counts": {"tests": 20, "passed": 20 if outcome == "pass" else 12,
                           "failures": 0 if outcome == "pass" else 8, "errors": 0, "skipped": 0},
                "ranAt": "2026-05-01T12:00:00Z", "sourceFile": f"report-{row}-{column}.xml",
            }


def write(folder, size):
    """Writes the records; JSON is YAML."""
    large = size == "large"
    components, teams = (10, 6) if large else (3, 2)
    words = "function" if large else LONG
    (folder / "records").mkdir(parents=True)
    (folder / "waymark.yaml").write_text(
        f"title: {'Large' if large else ARABIC}\nlanguage: {'en' if large else 'ar'}\n", "utf-8")
    records = {f"team/team-{n}": {"title": f"Team {n}", "kind": "team", "contact": f"#team-{n}"}
               for n in range(teams)}
    for number in range(components):
        versions = [f"{1 + n // 10}.{n % 10}" for n in range(32 if number == 0 and large else 4)]
        records[f"component/part-{number}"] = _component(f"Part {number}", versions)
    for number in range(500 if large else 5):
        records[f"deprecation/gone-{number}"] = _deprecation(number, components, teams, words)
    if large:
        for number in range(30):
            low, high = number, min(31, number + 1 + number % 4)
            old, new = (f"{1 + n // 10}.{n % 10}" for n in (low, high))
            records[f"upgrade/part-{number}"] = _upgrade(
                "part-0", old, new, f"Part 0 from {old} to {new}",
                **({"requiredStops": [f"{1 + (low + 1) // 10}.{(low + 1) % 10}"]} if high - low > 2 else {}))
    else:
        records["upgrade/arabic"] = _upgrade("part-1", "1.0", "1.2", ARABIC, words=LONG)
    for name, record in records.items():
        path = folder / "records" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    (folder / "observations").mkdir()
    rows = list(_matrix(40, 60) if large else _matrix(5, 5))
    (folder / "observations" / "compatibility.yaml").write_text(
        json.dumps({"observation": "compatibility", "rows": rows}), "utf-8")


def build(folder, size):
    """Answers the folder of the built site."""
    write(folder, size)
    environment = dict(os.environ, **ENVIRONMENT)

    def run(*words):
        done = subprocess.run([os.environ["WAYMARK"], *words], cwd=folder, env=environment,
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run("apply")
    if size == "small":
        run("publish")
        upgrade = folder / "records" / "upgrade" / "arabic.yaml"
        upgrade.write_text(upgrade.read_text("utf-8").replace("PT15M", "PT25M"), "utf-8")
        environment["SOURCE_DATE_EPOCH"] = str(int(environment["SOURCE_DATE_EPOCH"]) + 60)
        run("apply")
        run("publish")
    run("build")
    return (folder / "public").resolve()
