"""Rows about processes that are started, do one thing, and end."""
import pathlib
import re
import zipfile

from . import places, processes

ROWS = 200_000
SMALL = 200
HEAP = "-Xmx256m"


def _writes(command, environment=None):
    """A contender that has to leave a workbook behind."""

    def once(folder):
        for old in pathlib.Path(folder).glob("*.xlsx"):
            old.unlink()
        result = processes.run(command, folder, environment)
        [written] = pathlib.Path(folder).glob("*.xlsx")
        if not any(name.startswith("xl/worksheets/sheet") for name in zipfile.ZipFile(written).namelist()):
            raise SystemExit(f"{' '.join(command)} wrote no workbook.")
        return result

    return once


def _says(command, expected, environment=None):
    """A contender that has to print what shows that it did the work."""

    def once(folder):
        result = processes.run(command, folder, environment)
        said = (pathlib.Path(folder) / "stdout").read_text()
        if not re.search(expected, said):
            raise SystemExit(f"{' '.join(command)}\nshould print {expected!r}, and printed:\n{said[-500:]}")
        return result

    return once


def _hello():
    # Alone on the class path, as small as it can be.
    return _says(places.peer("Hello", classpath=str(places.BENCHMARKS_JAR)), "^hello$")


def render(samples, rounds, folder):
    options = ["render", "--language", "zh_CN"]
    processes.alternate({
        "ours": (_writes(places.cli() + options), rounds),
        "hello": (_hello(), rounds),
        "fastexcel": (_writes(places.peer("MinimalFastexcel", "minimal.xlsx",
                                          classpath=places.fastexcel_libraries())), rounds),
        "ours, java -jar": (_writes([places.java(), "-jar", str(places.CLI_JAR)] + options), rounds),
        "poi": (_writes(places.peer("MinimalPoi", "minimal.xlsx", classpath=places.poi_libraries())), rounds),
    }, rounds, samples, folder)


def filled(folder, users):
    """A workbook with so many valid users."""
    path = pathlib.Path(folder) / f"{users}-users.filled"
    if not path.exists():
        processes.run(places.peer("FilledWorkbook", path, users), folder)
    return path


def small_check(samples, rounds, folder):
    arguments = ["check", str(filled(folder, SMALL))]
    everybody_is_valid = f"Users: {SMALL}, .*Valid: {SMALL}"
    processes.alternate({
        "ours": (_says(places.cli() + arguments, everybody_is_valid), rounds),
        "hello": (_hello(), rounds),
        "ours, java -jar": (_says([places.java(), "-jar", str(places.CLI_JAR)] + arguments,
                                  everybody_is_valid), rounds),
    }, rounds, samples, folder)


def check(samples, rounds, slow_rounds, folder):
    """Ours is measured twice: as the library's check, in a program like those of the others, and as
    the whole command line."""
    file = filled(folder, ROWS)

    def read_pass(name, expected):
        return _says(places.peer("ReadPass", name, file, flags=[HEAP]), expected)

    counted = f"^{ROWS + 1} [1-9]"
    processes.alternate({
        "ours": (read_pass("check", f"^{ROWS + 1} 0$"), rounds),
        "fastexcel-reader": (read_pass("fastexcel-reader", counted), rounds),
        # A launcher reads the same variable as java does, and it is for java alone.
        "ours, command line": (_says(places.cli() + ["check", str(file)], "Valid: 200,?000",
                                     {"JAVA_TOOL_OPTIONS": HEAP}), rounds),
        "our reader": (read_pass("our-reader", counted), slow_rounds),
        "poi-event-model": (read_pass("poi-event-model", counted), slow_rounds),
        "easyexcel": (read_pass("easyexcel", counted), slow_rounds),
    }, rounds, samples, folder)
