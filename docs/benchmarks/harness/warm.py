"""Rows about what happens inside one process, measured by JMH."""
import json
import pathlib
import re
import statistics

from . import places, processes


def _jmh(classpath, arguments, folder):
    result = pathlib.Path(folder) / "jmh.json"
    processes.run([places.java(), "-cp", classpath, "org.openjdk.jmh.Main", *arguments,
                   "-rf", "json", "-rff", str(result)], folder)
    return json.loads(result.read_text())


def _keep(results, samples, name_of, nanoseconds):
    for result in results:
        name = name_of(result)
        values = [v for fork in result["primaryMetric"]["rawData"] for v in fork]
        for round_, value in enumerate(values):
            samples.add(name, round_, "ns", round(value * nanoseconds, 2))
        print(f"  {name:24} median {statistics.median(values) * nanoseconds:12,.0f} ns")


def warm(samples, quick, folder):
    """Two forks of each, three seconds of warm-up and five iterations of a second."""
    times = ["-f", "1", "-wi", "2", "-w", "1", "-i", "3", "-r", "1"] if quick else \
        ["-f", "2", "-wi", "3", "-w", "1", "-i", "5", "-r", "1"]
    results = _jmh(places.everything(), [places.PACKAGE + "RenderBenchmark", *times], folder)
    _keep(results, samples, lambda result: result["benchmark"].rsplit(".", 1)[1], 1)
    poi = poi_classes(folder)
    samples.add("renderTemplate", 0, "poi_classes", poi)
    print(f"  classes of POI that rendering every template loads: {poi}")


def poi_classes(folder):
    """How many classes of POI a program has loaded that has rendered every template."""
    log = pathlib.Path(folder) / "classes.log"
    processes.run(places.peer("RenderOnce", flags=[f"-Xlog:class+load:file={log}"]), folder)
    loaded = log.read_text()
    if "dev.usertemplate.core.template.RenderTemplate " not in loaded:
        raise SystemExit("The log of loaded classes does not show RenderTemplate.")
    return len(re.findall(r"\] org\.apache\.poi\.", loaded))


def signatures(samples, quick, folder):
    """The test that lives beside the package-private classes it measures."""
    module = places.ROOT / "adapter-http/target"
    classpath = f"{module}/test-classes:{module}/classes:{(module / 'test.classpath').read_text().strip()}"
    times = ["-f", "1", "-wi", "1", "-w", "1", "-i", "2", "-r", "1"] if quick else []
    results = _jmh(classpath, ["SignatureBenchmark", *times], folder)
    _keep(results, samples, lambda result: result["params"]["algorithm"], 1000)
