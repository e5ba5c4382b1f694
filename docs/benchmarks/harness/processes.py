"""Whole processes, from before they are started until they are gone."""
import dataclasses
import os
import pathlib
import statistics
import time


@dataclasses.dataclass(frozen=True)
class Run:
    seconds: float
    cpu_seconds: float
    peak_mb: float


def run(command, folder, environment=None):
    """Runs a command to its end, its output in folder/stdout and folder/stderr; it has to succeed."""
    folder = pathlib.Path(folder)
    out = os.open(folder / "stdout", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    err = os.open(folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    actions = [(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, err, 2)]
    before = os.getcwd()
    os.chdir(folder)
    try:
        start = time.perf_counter()
        pid = os.posix_spawn(command[0], command, {**os.environ, **(environment or {})}, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - start
    finally:
        os.chdir(before)
        os.close(out)
        os.close(err)
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise SystemExit(f"{' '.join(command)}\nended with {code}:\n{(folder / 'stderr').read_text()[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def alternate(contenders, rounds, samples, folder, fewer=(), few=0):
    """Runs all contenders in turns, every other round in the opposite order. A contender is a
    function that takes the folder and runs once.

    contenders: name -> function
    fewer: names of those that take part in the first few rounds only
    """
    for once in contenders.values():  # files into the cache of the system, archives made
        once(folder)
    for round_ in range(rounds):
        names = [name for name in contenders if name not in fewer or round_ < few]
        for name in names if round_ % 2 == 0 else reversed(names):
            result = contenders[name](folder)
            samples.add(name, round_, "s", round(result.seconds, 5))
            samples.add(name, round_, "cpu_s", round(result.cpu_seconds, 4))
            samples.add(name, round_, "peak_mb", round(result.peak_mb, 1))
    for name in contenders:
        times = sorted(s["value"] for s in samples.all if s["contender"] == name and s["unit"] == "s")
        print(f"  {name:24} median {statistics.median(times):8.3f} s  ({times[0]:.3f} to {times[-1]:.3f}, {len(times)} runs)")
