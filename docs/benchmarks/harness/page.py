"""Writes what was measured into the page, between its markers, and draws the plots."""
import json
import re

from . import places, plots, samples, table

# What is told about a row beside what its ratio is made of.
MORE = {"peak_mb": ", peak memory", "cpu_us": ", the server's processor time each"}


def write():
    jdks = sorted(p.name[4:] for p in places.RESULTS.glob("jdk-*") if (p / "machine.json").exists())
    text = places.PAGE.read_text()
    for name, content in (("table", _table(jdks)), ("machine", _machine(jdks)), ("medians", _medians(jdks)),
                          ("profiles", _profiles(jdks))):
        text, times = re.subn(rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda m: m[1] + content + m[2], text,
                              flags=re.S)
        if times != 1:
            raise SystemExit(f"{places.PAGE} should have one block <!-- {name} -->.")
    places.PAGE.write_text(text)
    places.RESULTS.mkdir(parents=True, exist_ok=True)
    plots.draw(jdks)


def _table(jdks):
    lines = [["Work", "Against", "Aim", *(f"JDK {jdk}" for jdk in jdks)]]
    for row in table.ROWS:
        lines.append([row.work, row.against, row.aim_text().replace("<=", "≤").replace(">=", "≥"),
                      *(_cell(row, row.measured(jdk)) for jdk in jdks)])
    return _lines(lines)


def _cell(row, measured):
    if measured is None:
        return "not measured"
    figures = f"{table.figure(measured.ours, row.unit)} : {table.figure(measured.theirs, row.unit)}"
    note = f"; {measured.note}" if measured.note else ""
    return f"{_ratio(measured.ratio)} x, {'reached' if measured.reached else '**not reached**'} ({figures}{note})"


def _ratio(ratio):
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"


def _machine(jdks):
    facts = {jdk: json.loads((places.RESULTS / f"jdk-{jdk}" / "machine.json").read_text()) for jdk in jdks}
    names = {"date": "Last run", "commit": "Commit", "processor": "Processor", "processors": "Processors",
             "memory_gb": "Memory, GB", "system": "System", "jdk": "JDK", "jvm_flags": "JVM flags",
             "cli": "Command line started by", "server": "Server started by", "wrk": "wrk", "nginx": "nginx",
             "libraries": "Libraries"}
    lines = [["", *(f"JDK {jdk}" for jdk in jdks)]]
    for key, name in names.items():
        lines.append([name, *(_fact(facts[jdk].get(key, "")) for jdk in jdks)])
    return _lines(lines)


def _fact(value):
    return ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)


def _medians(jdks):
    lines = [["What", "Who", *(f"JDK {jdk}: median (least to most, samples)" for jdk in jdks)]]
    for file, title in table.FILES.items():
        found = {jdk: samples.read(jdk, file) for jdk in jdks}
        units = ("s", "per_s", "cpu_us", "ns", "rss_mb", "peak_mb")
        pairs = dict.fromkeys((s["contender"], s["unit"]) for jdk in jdks for s in found[jdk] if s["unit"] in units)
        for contender, unit in pairs:
            if unit == "peak_mb" and file != "check":
                continue
            lines.append([title + MORE.get(unit, ""), contender,
                          *(_spread(found[jdk], contender, unit) for jdk in jdks)])
    return _lines(lines)


def _spread(found, contender, unit):
    values = sorted(samples.values(found, contender, unit).values())
    if not values:
        return ""
    show = "rss_mb" if unit == "peak_mb" else unit
    return (f"{table.figure(samples.median(found, contender, unit), show)} "
            f"({table.figure(values[0], show)} to {table.figure(values[-1], show)}, {len(values)})")


def _profiles(jdks):
    parts = [(places.RESULTS / f"jdk-{jdk}" / "profile.md") for jdk in jdks]
    found = [p.read_text() for p in parts if p.exists()]
    return "\n".join(found) if found else "No profile was made in the last run.\n"


def _lines(rows):
    head, *rest = rows
    return "".join("| " + " | ".join(map(str, row)) + " |\n" for row in [head, ["---"] * len(head), *rest])
