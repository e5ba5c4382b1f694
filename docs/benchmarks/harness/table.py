"""The table: each row's work, what it is measured against, the aim, and whether it is reached."""
import dataclasses
import statistics

from . import samples

# Resident memory counts as flat if, after a million downloads, it is within this of what it was after a fifth of them.
FLAT = 1.10


@dataclasses.dataclass(frozen=True)
class Row:
    file: str
    work: str
    against: str
    relation: str
    aim: float
    ours: str
    theirs: str
    unit: str
    short: str

    def aim_text(self):
        flat = ", flat" if self.unit == "rss_mb" else ", no class of POI" if self.file == "warm" else ""
        return f"{self.relation} {self.aim:g} x{flat}"

    def measured(self, jdk):
        """None where nothing was."""
        found = samples.read(jdk, self.file)
        if self.unit == "rss_mb":
            return _memory(self, found)
        ours, theirs = samples.median(found, self.ours, self.unit), samples.median(found, self.theirs, self.unit)
        if ours is None or theirs is None:
            return None
        if self.unit == "ns":  # forks and iterations are no pairs
            ratio, note = ours / theirs, ""
        else:
            ratio, note = statistics.median(samples.ratios(found, self.ours, self.theirs, self.unit)), ""
        reached = self._holds(ratio)
        if self.file == "warm":
            classes = samples.median(found, "renderTemplate", "poi_classes")
            note = f"{classes:.0f} classes of POI"
            reached = reached and classes == 0
        return Measured(ratio, ours, theirs, reached, note)

    def _holds(self, ratio):
        return {"<=": ratio <= self.aim, "<": ratio < self.aim, ">=": ratio >= self.aim}[self.relation]


@dataclasses.dataclass(frozen=True)
class Measured:
    ratio: float
    ours: float
    theirs: float
    reached: bool
    note: str


def _memory(row, found):
    by = {name: [s for s in found if s["contender"] == name] for name in (row.ours, row.theirs)}
    if not all(by.values()):
        return None
    ours, theirs = by[row.ours][-1]["value"], by[row.theirs][-1]["value"]
    last = by[row.ours][-1]["downloads"]
    early = next(s["value"] for s in by[row.ours] if s["downloads"] >= last / 5)
    grown = ours / early
    return Measured(ours / theirs, ours, theirs, row._holds(ours / theirs) and grown <= FLAT,
                    f"{grown:.2f} x of what it was after a fifth of them")


ROWS = [
    Row("render", "CLI `render`, cold, as users start it", "bare JVM hello", "<=", 3, "ours", "hello", "s",
        "CLI render, cold : hello"),
    Row("render", "the same", "the minimal fastexcel program", "<", 1, "ours", "fastexcel", "s",
        "CLI render, cold : fastexcel"),
    Row("warm", "`RenderTemplate` warm, per call", "copying an array of that size", "<=", 2, "renderTemplate", "copy",
        "ns", "RenderTemplate, warm : array copy"),
    Row("http", "server: download, open", "bare Javalin handler with the same bytes", ">=", 0.95, "ours, open",
        "bare-javalin", "per_s", "download, open : Javalin"),
    Row("http", "server: download, HMAC-SHA256 signed", "the same", ">=", 0.80, "ours, signed", "bare-javalin",
        "per_s", "download, signed : Javalin"),
    Row("http", "server: download, open", "nginx static file", ">=", 0.55, "ours, open", "nginx", "per_s",
        "download, open : nginx"),
    Row("start", "server: from start to first 200", "bare Javalin", "<=", 1.25, "ours, open", "bare-javalin", "s",
        "server start : Javalin"),
    Row("memory", "server: resident memory after a million downloads", "bare Javalin", "<=", 1.25, "ours, open",
        "bare-javalin", "rss_mb", "server memory : Javalin"),
    Row("check", "`check` of 200,000 rows, `-Xmx256m`", "fastexcel-reader bare pass", "<=", 1, "ours",
        "fastexcel-reader", "s", "check 200,000 rows : fastexcel-reader"),
    Row("check", "the same, by the command line as users start it", "the same", "<=", 1, "ours, command line",
        "fastexcel-reader", "s", "the same by CLI : fastexcel-reader"),
    Row("small-check", "`check` of a 200-row file, cold CLI", "bare JVM hello", "<=", 8, "ours", "hello", "s",
        "check 200 rows, cold CLI : hello"),
]

FILES = {
    "render": "CLI `render`, cold",
    "small-check": "`check` of 200 rows, cold CLI",
    "check": "200,000 rows, `-Xmx256m`",
    "warm": "Warm, per call",
    "http": "Downloads",
    "start": "From start to first 200",
    "memory": "Resident memory",
    "signatures": "Judging the signature of one request",
}


def figure(value, unit):
    if unit == "per_s":
        return f"{value:,.0f}/s"
    if unit == "cpu_us":
        return f"{value:.1f} µs"
    if unit == "rss_mb":
        return f"{value:,.0f} MB"
    if unit == "ns":
        return f"{value:,.0f} ns" if value < 10_000 else f"{value / 1000:,.0f} µs"
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s"
