"""Samples: one line of JSON each, so that every figure can be calculated again."""
import json
import statistics

from . import places


class Samples:
    """What was measured for one row of the table on one JDK."""

    def __init__(self, row):
        self.path = places.RESULTS / f"jdk-{places.jdk()}" / f"{row}.jsonl"
        self.all = []

    def add(self, contender, round_, unit, value, **more):
        self.all.append({"contender": contender, "round": round_, "unit": unit, "value": value, **more})

    def write(self):
        """At the end, so that a broken run leaves the figures of the last whole one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("".join(json.dumps(sample) + "\n" for sample in self.all))


def read(jdk, row):
    path = places.RESULTS / f"jdk-{jdk}" / f"{row}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


def values(samples, contender, unit):
    """By round."""
    return {s["round"]: s["value"] for s in samples if s["contender"] == contender and s["unit"] == unit}


def median(samples, contender, unit):
    found = values(samples, contender, unit).values()
    return statistics.median(found) if found else None


def ratios(samples, ours, theirs, unit):
    """Of each round in which both took part: rounds are close together in time, so what else the
    machine does meanwhile hits both."""
    a, b = values(samples, ours, unit), values(samples, theirs, unit)
    return [a[r] / b[r] for r in sorted(a.keys() & b.keys())]
