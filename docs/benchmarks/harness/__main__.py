"""Runs the rows that are named, and writes the page."""
import signal
import sys
import tempfile

from . import cold, machine, page, places, processes, profiles, samples, serving, smoke, warm

ALL = ["render", "small-check", "warm", "check", "http", "start", "memory"]


def rows(quick):
    """How each row is measured; quick is for trying it."""
    pick = (lambda full, small: small) if quick else (lambda full, small: full)
    return {
        "render": lambda s, f: processes.alternate(cold.render(), pick(20, 5), s, f),
        "small-check": lambda s, f: processes.alternate(cold.small_check(f), pick(20, 5), s, f),
        "warm": lambda s, f: warm.warm(s, quick, f),
        "check": lambda s, f: processes.alternate(cold.check(f), pick(7, 2), s, f, cold.SLOW, pick(2, 1)),
        "http": lambda s, f: serving.throughput(s, pick(5, 2), pick(8, 3), pick(20, 6), f),
        "start": lambda s, f: serving.start(s, pick(12, 3), f),
        "memory": lambda s, f: serving.memory(s, pick(1_000_000, 150_000), pick(100_000, 50_000), f),
        "signatures": lambda s, f: warm.signatures(s, quick, f),
    }


def measure(row, once):
    print(f"{row} (JDK {places.jdk()})", flush=True)
    with tempfile.TemporaryDirectory(prefix="user-template-benchmark-") as folder:
        collected = samples.Samples(row)
        once(collected, folder)
        collected.write()


def main(arguments):
    quick = "--quick" in arguments
    wanted = [a for a in arguments if not a.startswith("--")]
    # Whoever ends this ends what it has started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))
    sys.stdout.reconfigure(line_buffering=True)
    if "--smoke" in arguments:
        smoke.run()
        return
    if quick:
        places.only_try()
    available = rows(quick)
    measured = [row for row in wanted or ALL if row in available]
    for row in measured:
        measure(row, available[row])
    if "profile" in wanted:
        profiles.run(quick)
    if measured:
        machine.write()
    page.write()
    print(f"Written: {places.PAGE}" + (" (a quick run is for trying it, the page of the docs stays)" if quick else ""))


if __name__ == "__main__":
    main(sys.argv[1:])
