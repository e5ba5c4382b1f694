"""What it was measured on, and what was measured."""
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess

from . import places


def facts():
    commit = _said("git", "-C", str(places.ROOT), "rev-parse", "--short=12", "HEAD") or "unknown"
    changed = _said("git", "-C", str(places.ROOT), "status", "--porcelain", "--untracked-files=no",
                    "--", ".", ":!docs/benchmarks/results", ":!docs/benchmarks/README.md")
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit + (" with changes" if changed else ""),
        "processor": _found(r"model name\s*: (.*)", _text("/proc/cpuinfo")),
        "processors": len(os.sched_getaffinity(0)),
        "memory_gb": round(int(_found(r"MemTotal: +(\d+)", _text("/proc/meminfo")) or 0) / 1024 / 1024),
        "system": f"{_found(r'PRETTY_NAME=.(.*?).$', _text('/etc/os-release'))}, Linux {platform.release()}",
        "jdk": _found(r'^IMPLEMENTOR="(.*)"', _text(places.java_home() / "release")) + " "
               + _found(r'"(.*)"', subprocess.run([places.java(), "-version"], capture_output=True, text=True).stderr),
        "jvm_flags": os.environ.get("JAVA_TOOL_OPTIONS", "") or "none but those of the launchers and -Xmx256m where it says so",
        "cli": _start(places.CLI_LAUNCHER),
        "server": _start(places.SERVER_LAUNCHER),
        "wrk": _found(r"wrk (?:debian/)?(\S+)", _any("wrk", "-v")),
        "nginx": _found(r"nginx/(\S+)", _any("nginx", "-v")),
        "libraries": {jar: _found(jar + r"-([\d.]+)\.jar", " ".join(p.name for p in places.LIB.glob("*.jar")))
                      for jar in ("poi-ooxml", "fastexcel", "fastexcel-reader", "easyexcel", "javalin",
                                  "jetty-server", "jmh-core")},
    }


def write():
    path = places.RESULTS / f"jdk-{places.jdk()}" / "machine.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts(), indent=2) + "\n")


def _start(launcher):
    return "launcher script" if os.access(launcher, os.X_OK) else "java -jar (there was no launcher script)"


def _text(path):
    path = pathlib.Path(path)
    return path.read_text() if path.exists() else ""


def _found(pattern, text):
    found = re.search(pattern, text, re.M)
    return found[1] if found else ""


def _said(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def _any(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout + done.stderr
