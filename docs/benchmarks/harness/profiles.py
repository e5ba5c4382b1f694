"""Where the time goes: samples of the JDK's flight recorder, as short tables."""
import collections
import json
import pathlib
import re
import subprocess
import tempfile

from . import cold, places, processes, servers, serving

# The first that fits counts; what fits none is the JDK.
GROUPS = [("the measuring program", places.PACKAGE), ("User Template", "dev.usertemplate."), ("Servlet API", "jakarta."),
          ("Javalin", "io.javalin."), ("Jetty", "org.eclipse.jetty."),
          ("POI", "org.apache.poi."), ("XMLBeans", "org.apache.xmlbeans."), ("aalto", "com.fasterxml.aalto."),
          ("fastexcel", "org.dhatim."), ("picocli", "picocli."), ("Jackson", "tools.jackson."),
          ("Logback", "ch.qos.logback."), ("Bouncy Castle", "org.bouncycastle."), ("Kotlin", "kotlin."),
          ("JDK: ZIP", "java.util.zip."), ("JDK: digests, HMAC", "sun.security.provider."),
          ("JDK: digests, HMAC", "com.sun.crypto."), ("JDK: network", "sun.nio.ch."), ("JDK: the rest", "java."),
          ("JDK: the rest", "jdk."), ("JDK: the rest", "sun."), ("JDK: the rest", "javax.")]
TOP = 12


def run(quick):
    seconds = 5 if quick else 15
    print(f"profile (JDK {places.jdk()})", flush=True)
    with tempfile.TemporaryDirectory(prefix="user-template-benchmark-") as folder:
        parts = [f"### JDK {places.jdk()}\n"]
        servers.template_bytes(folder)
        recorded = ["-XX:StartFlightRecording=settings=profile"]
        command = [places.java(), *recorded, "-jar", str(places.SERVER_JAR)]
        parts.append(_serving("Download, open", servers.ours(folder, command), seconds, folder))
        parts.append(_serving("Download, signed", servers.signed(folder, command), seconds, folder))
        parts.append(_serving("Download, bare Javalin", servers.bare_javalin(folder, recorded), seconds, folder))
        parts.append(_check(folder))
        parts.append(_start(folder))
    path = places.RESULTS / f"jdk-{places.jdk()}" / "profile.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts))


def _serving(title, server, seconds, folder):
    """Warm, in what is recorded after the warm-up only."""
    recording = pathlib.Path(folder) / f"{server.port}.jfr"
    with servers.running(server):
        serving.wrk(server, seconds)
        pid = str(server.java_pid())
        _jcmd(pid, "JFR.stop", "name=1")
        _jcmd(pid, "JFR.start", "name=warm", "settings=profile")
        before = server.cpu_seconds()
        found = serving.wrk(server, seconds)
        used = server.cpu_seconds() - before
        _jcmd(pid, "JFR.dump", "name=warm", f"filename={recording}")
    note = f"{found['per_second']:,.0f} a second, {used / found['requests'] * 1e6:.1f} µs of the processors each."
    return _tables(title, note, recording)


def _check(folder):
    file = cold.filled(folder, cold.ROWS)
    recording = pathlib.Path(folder) / "check.jfr"
    flags = [cold.HEAP, f"-XX:StartFlightRecording=settings=profile,filename={recording}"]
    result = processes.run(places.peer("ReadPass", "check", file, flags=flags), folder)
    return _tables("Check of 200,000 rows", f"{result.seconds:.2f} s in all, {result.cpu_seconds:.2f} s of the processors.",
                   recording)


def _start(folder):
    """A start is mostly loading of classes and code that is interpreted: so, how many classes of whom."""
    lines = ["#### Start of the server\n", "| Classes loaded | User Template | bare Javalin |", "| --- | --- | --- |"]
    counts = []
    for make in (servers.ours, servers.bare_javalin):
        log = pathlib.Path(folder) / f"{make.__name__}.classes"
        flag = f"-Xlog:class+load:file={log}"
        server = make(folder, [places.java(), flag, "-jar", str(places.SERVER_JAR)]) if make is servers.ours \
            else make(folder, [flag])
        with servers.running(server):
            names = re.findall(r"\] (\S+) source:", log.read_text())
        counts.append(collections.Counter(_group(name) for name in names))
    for group in sorted(counts[0].keys() | counts[1].keys(), key=lambda g: -counts[0][g]):
        lines.append(f"| {group} | {counts[0][group]:,} | {counts[1][group]:,} |")
    lines.append(f"| all | {sum(counts[0].values()):,} | {sum(counts[1].values()):,} |\n")
    return "\n".join(lines)


def _jcmd(pid, *command):
    done = subprocess.run([str(places.java_home() / "bin/jcmd"), pid, *command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"jcmd {' '.join(command)}: {done.stdout}{done.stderr}")


def _tables(title, note, recording):
    """Shares of the samples in which Java code was running: of the method on top, and of every
    library that is anywhere in the stack."""
    own, within, methods = collections.Counter(), collections.Counter(), collections.Counter()
    for stack in _stacks(recording):
        own[_group(stack[0])] += 1
        methods[stack[0]] += 1
        within.update({_group(method) for method in stack})
    total = max(1, sum(own.values()))
    lines = [f"#### {title}\n", f"{note} Samples: {total:,}.\n", "| Whose code | On top | Anywhere in the stack |",
             "| --- | --- | --- |"]
    for group, count in sorted(within.items(), key=lambda item: (-own[item[0]], -item[1])):
        if count >= total / 100:
            lines.append(f"| {group} | {own[group] / total:.0%} | {count / total:.0%} |")
    lines += ["", "| Method on top | Share |", "| --- | --- |"]
    for method, count in methods.most_common(TOP):
        lines.append(f"| `{method}` | {count / total:.1%} |")
    return "\n".join(lines) + "\n"


def _stacks(recording):
    """Innermost method first."""
    said = subprocess.run([str(places.java_home() / "bin/jfr"), "print", "--json", "--stack-depth", "64", "--events",
                           "jdk.ExecutionSample", str(recording)], capture_output=True, text=True, check=True).stdout
    for event in json.loads(said)["recording"]["events"]:
        trace = event["values"].get("stackTrace")
        if trace and trace["frames"]:
            yield [f"{f['method']['type']['name'].replace('/', '.')}.{f['method']['name']}" for f in trace["frames"]]


def _group(name):
    return next((group for group, prefix in GROUPS if name.startswith(prefix)), "other")
