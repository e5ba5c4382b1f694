"""Rows about the server: downloads a second, time until the first one, memory after many."""
import re
import statistics
import subprocess
import time

from . import servers

THREADS = 2
CONNECTIONS = 32


def wrk(server, seconds):
    """Downloads a second and what else wrk says; every answer has to be a 200 of the right length."""
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for name, value in server.headers().items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run(command + [f"http://127.0.0.1:{server.port}{server.path}"],
                          capture_output=True, text=True, check=True).stdout
    errors = re.search(r"Non-2xx.*|Socket errors.*", said)
    # When its time is up, wrk may count connections that it closes itself.
    if errors and not re.fullmatch(r"Socket errors: connect 0, read 0, write 0, timeout \d+", errors[0]):
        raise SystemExit(f"{server.name}: {errors[0]}")
    return {"requests": int(re.search(r"(\d+) requests in", said)[1]),
            "per_second": float(re.search(r"Requests/sec: +([\d.]+)", said)[1]),
            "p99_ms": _ms(re.search(r"99% +([\d.]+)(us|ms|s)", said))}


def _ms(found):
    return round(float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]], 3)


def throughput(samples, rounds, seconds, warm_up, folder):
    expected = servers.template_bytes(folder)
    all_ = [servers.ours(folder), servers.bare_javalin(folder), servers.signed(folder), servers.nginx(folder)]
    with servers.running(*all_):
        for server in all_:
            server.require(expected)
        for server in all_:
            wrk(server, 2 if server.name == "nginx" else warm_up)
        for round_ in range(rounds):
            for server in all_ if round_ % 2 == 0 else reversed(all_):
                before = server.cpu_seconds()
                found = wrk(server, seconds)
                used = server.cpu_seconds() - before
                samples.add(server.name, round_, "per_s", round(found["per_second"], 1))
                samples.add(server.name, round_, "cpu_us", round(used / found["requests"] * 1e6, 2))
                samples.add(server.name, round_, "p99_ms", found["p99_ms"])
        for server in all_:
            server.require(expected)
    for server in all_:
        found = sorted(s["value"] for s in samples.all if s["contender"] == server.name and s["unit"] == "per_s")
        print(f"  {server.name:24} median {statistics.median(found):10,.0f} a second  ({found[0]:,.0f} to {found[-1]:,.0f})")


def _first_answer(server):
    begin = time.perf_counter()
    try:
        server.start().wait()
        return time.perf_counter() - begin
    finally:
        server.stop()


def start(samples, rounds, folder):
    servers.template_bytes(folder)
    java_jar = [servers.places.java(), "-jar", str(servers.places.SERVER_JAR)]
    command = servers.places.server()
    contenders = [lambda: servers.ours(folder, command), lambda: servers.bare_javalin(folder),
                  lambda: servers.ours(folder, java_jar, "ours, java -jar")]
    for contender in contenders:
        _first_answer(contender())
    for round_ in range(rounds):
        for contender in contenders if round_ % 2 == 0 else reversed(contenders):
            server = contender()
            samples.add(server.name, round_, "s", round(_first_answer(server), 4))
    for name in ("ours, open", "bare-javalin", "ours, java -jar"):
        found = sorted(s["value"] for s in samples.all if s["contender"] == name)
        print(f"  {name:24} median {statistics.median(found):8.3f} s  ({found[0]:.3f} to {found[-1]:.3f}, {len(found)} runs)")


def memory(samples, downloads, step, folder):
    """Both with the flags that they come with, one after the other; resident memory after each step."""
    expected = servers.template_bytes(folder)
    for server in (servers.ours(folder), servers.bare_javalin(folder)):
        with servers.running(server):
            server.require(expected)
            samples.add(server.name, 0, "rss_mb", round(server.resident_kb() / 1024, 1), downloads=0)
            done, read, seconds = 0, 0, 1
            while done < downloads:
                found = wrk(server, seconds)
                done += found["requests"]
                # wrk counts time, not downloads: as long a run as the next step asks for.
                seconds = max(1, min(3, round(min(step, downloads - done) / max(1.0, found["per_second"]))))
                read += 1
                samples.add(server.name, read, "rss_mb", round(server.resident_kb() / 1024, 1), downloads=done)
        found = [s["value"] for s in samples.all if s["contender"] == server.name]
        print(f"  {server.name:24} {found[0]:.0f} MB at first, {found[-1]:.0f} MB after {done:,} downloads")
