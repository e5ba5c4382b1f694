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


def render():
    options = ["render", "--language", "zh_CN"]
    return {
        "ours": _writes(places.cli() + options),
        "hello": _hello(),
        "fastexcel": _writes(places.peer("MinimalFastexcel", "minimal.xlsx", classpath=places.fastexcel_libraries())),
        "ours, java -jar": _writes([places.java(), "-jar", str(places.CLI_JAR)] + options),
        "poi": _writes(places.peer("MinimalPoi", "minimal.xlsx", classpath=places.poi_libraries())),
    }


def filled(folder, users):
    """A workbook with so many valid users."""
    path = pathlib.Path(folder) / f"{users}-users.filled"
    if not path.exists():
        processes.run(places.peer("FilledWorkbook", path, users), folder)
    return path


def small_check(folder):
    arguments = ["check", str(filled(folder, SMALL))]
    everybody_is_valid = f"Users: {SMALL}, .*Valid: {SMALL}"
    return {
        "ours": _says(places.cli() + arguments, everybody_is_valid),
        "hello": _hello(),
        "ours, java -jar": _says([places.java(), "-jar", str(places.CLI_JAR)] + arguments, everybody_is_valid),
    }


def check(folder, users=ROWS):
    """Ours is measured twice: as the library's check, in a program like those of the others, and as
    the whole command line."""
    file = filled(folder, users)

    def read_pass(name, expected):
        return _says(places.peer("ReadPass", name, file, flags=[HEAP]), expected)

    counted = f"^{users + 1} [1-9]"
    return {
        "ours": read_pass("check", f"^{users + 1} 0$"),
        "fastexcel-reader": read_pass("fastexcel-reader", counted),
        # A launcher passes the variable on as it is: it is for java.
        "ours, command line": _says(places.cli() + ["check", str(file)], f"Valid: ({users}|{users:,})",
                                    {"JAVA_TOOL_OPTIONS": HEAP}),
        "our reader": read_pass("our-reader", counted),
        "poi-event-model": read_pass("poi-event-model", counted),
        "easyexcel": read_pass("easyexcel", counted),
    }


# Those of the check that take long, and that no row of the table is about.
SLOW = {"our reader", "poi-event-model", "easyexcel"}
