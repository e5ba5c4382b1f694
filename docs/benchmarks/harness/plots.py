"""Plots as SVG, on a white ground of their own, so that they can be read in dark viewers too."""
import html
import math

from . import places, samples, table

GREEN, RED, OURS, THEIRS, GREY = "#2e7d32", "#c62828", "#1565c0", "#9e9e9e", "#616161"
WIDTH = 880


class Picture:
    def __init__(self, height, title):
        self.height = height
        self.parts = [f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>']
        self.text(16, 26, title, size=16, weight="bold")

    def text(self, x, y, words, size=13, anchor="start", colour="#212121", weight="normal"):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
                          f'font-weight="{weight}">{html.escape(words)}</text>')

    def bar(self, x, y, width, height, colour):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{height}" fill="{colour}"/>')

    def line(self, points, colour, width=2, dash=""):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"'
                          + (f' stroke-dasharray="{dash}"' if dash else "") + "/>")

    def write(self, name):
        (places.RESULTS / name).write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" '
            f'height="{self.height}" font-family="DejaVu Sans, Verdana, sans-serif">\n' + "\n".join(self.parts) + "\n</svg>\n")


def draw(jdks):
    _aims(jdks)
    _memory(jdks)
    _bars("downloads.svg", "Downloads a second, 32 connections (longer is better)", jdks, [
        ("http", "per_s", [("nginx", "nginx, static file"), ("bare-javalin", "bare Javalin"),
                           ("ours, open", "User Template, open"), ("ours, signed", "User Template, signed")])])
    _bars("cold.svg", "Cold processes, from start to end (shorter is better)", jdks, [
        ("render", "s", [("hello", "a JVM that prints a word"), ("ours", "User Template render"),
                         ("fastexcel", "minimal fastexcel program"), ("poi", "minimal POI program")]),
        ("small-check", "s", [("ours", "User Template check, 200 rows")]),
        ("start", "s", [("ours, open", "User Template server to first 200"),
                        ("bare-javalin", "bare Javalin to first 200")])])
    _bars("check.svg", "200,000 rows of eight texts, -Xmx256m (shorter is better)", jdks, [
        ("check", "s", [("ours", "User Template: read and check"), ("ours, command line", "the same by the CLI"),
                        ("fastexcel-reader", "fastexcel-reader: read only"), ("easyexcel", "EasyExcel: read only"),
                        ("poi-event-model", "POI event model: read only")])])


def _aims(jdks):
    """Bars that begin at the aim: green to the right where it is reached, red to the left where not."""
    left, right, centre = 290, 700, 495
    picture = Picture(84 + len(table.ROWS) * (14 * len(jdks) + 14), "How far from the aim")
    picture.text(centre, 48, "aim", anchor="middle", colour=GREY)
    picture.text(left, 48, "worse than it", colour=RED)
    picture.text(right, 48, "better than it", anchor="end", colour=GREEN)
    y = 60
    for row in table.ROWS:
        picture.text(left - 10, y + 7 * len(jdks) + 4, row.short, size=12, anchor="end")
        for jdk in jdks:
            measured = row.measured(jdk)
            if measured:
                _aim(picture, row, measured, f"JDK {jdk}: ", y, (left, centre, right))
            y += 14
        y += 14
    picture.line([(centre, 54), (centre, y)], "#212121")
    picture.text(16, y + 14, "The scale is logarithmic: a bar to the edge is a factor of eight.", size=11, colour=GREY)
    picture.write("aims.svg")


def _aim(picture, row, measured, jdk, y, places_):
    left, centre, right = places_
    better = measured.ratio / row.aim if row.relation == ">=" else row.aim / measured.ratio
    length = max(-1, min(1, math.log(better, 8))) * (right - centre)
    colour = GREEN if measured.reached else RED
    picture.bar(min(centre, centre + length), y, abs(length), 11, colour)
    aim = row.relation.replace("<=", "≤").replace(">=", "≥")
    picture.text(right + 10, y + 10, f"{jdk}{measured.ratio:.2f} ({aim} {row.aim:g})", size=11, colour=colour)


def _bars(name, title, jdks, groups):
    lines = []
    for jdk in jdks:
        for file, unit, contenders in groups:
            found = samples.read(jdk, file)
            for contender, label in contenders:
                value = samples.median(found, contender, unit)
                if value is not None:
                    lines.append((jdk, label, value, unit, contender))
    picture = Picture(60 + len(lines) * 26 + len(jdks) * 22, title)
    most = max((line[2] for line in lines), default=1)
    y, before = 44, None
    for jdk, label, value, unit, contender in lines:
        if jdk != before:
            picture.text(16, y + 16, f"JDK {jdk}", weight="bold", colour=GREY)
            y, before = y + 22, jdk
        colour = OURS if contender.startswith("ours") else THEIRS
        picture.text(280, y + 16, label, anchor="end")
        length = (WIDTH - 390) * value / most
        picture.bar(290, y + 3, length, 18, colour)
        picture.text(290 + length + 8, y + 16, table.figure(value, unit))
        y += 26
    picture.write(name)


def _memory(jdks):
    series = []
    for jdk in jdks:
        found = samples.read(jdk, "memory")
        for contender, label, colour in (("ours, open", "User Template", OURS), ("bare-javalin", "bare Javalin", THEIRS)):
            points = [(s["downloads"], s["value"]) for s in found if s["contender"] == contender]
            if points:
                series.append((f"{label}, JDK {jdk}", colour, "" if jdk == jdks[0] else "6 4", points))
    picture = Picture(360, "Resident memory of the servers, MB, by downloads")
    top = max((y for *_, points in series for _, y in points), default=1) * 1.1
    most = math.ceil(max((x for *_, points in series for x, _ in points), default=1) / 100_000) * 100_000
    step = 10 ** math.floor(math.log10(top))
    step = step if top / step >= 3 else step / 2
    tick = 0.0
    while tick <= top:
        y = 320 - 260 * tick / top
        picture.line([(70, y), (640, y)], "#e0e0e0", 1)
        picture.text(62, y + 4, f"{tick:.0f}", size=11, anchor="end", colour=GREY)
        tick += step
    for downloads in range(0, most + 1, 200_000):
        picture.text(70 + 570 * downloads / most, 340, f"{downloads:,}", size=11, anchor="middle", colour=GREY)
    ends = []
    for label, colour, dash, points in series:
        picture.line([(70 + 570 * x / most, 320 - 260 * y / top) for x, y in points], colour, 2.5, dash)
        ends.append([320 - 260 * points[-1][1] / top, label, colour])
    ends.sort()
    for index, end in enumerate(ends):  # names do not stand on each other
        if index and end[0] < ends[index - 1][0] + 15:
            end[0] = ends[index - 1][0] + 15
        picture.text(650, end[0] + 4, end[1], size=12, colour=end[2] if end[2] == OURS else GREY)
    picture.write("memory.svg")
