"""Where things are, and how the product and its peers are started."""
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent
RESULTS = HERE / "results"
PAGE = HERE / "README.md"
PACKAGE = "dev.usertemplate.benchmarks."
DOWNLOAD = "/v2/0bec5db98280d2d02fd6c00c2de791ce/users/template/download"

CLI_JAR = ROOT / "adapter-cli/target/user-template.jar"
CLI_LAUNCHER = ROOT / "adapter-cli/target/user-template"
SERVER_JAR = ROOT / "adapter-http/target/user-template-server.jar"
SERVER_LAUNCHER = ROOT / "adapter-http/target/user-template-server"
BENCHMARKS_JAR = HERE / "target/user-template-benchmarks.jar"
LIB = HERE / "target/lib"


def only_try():
    """From now on results and page go to a folder that is no part of the repository."""
    global RESULTS, PAGE
    text = PAGE.read_text()
    RESULTS, PAGE = ROOT / "target/benchmarks/results", ROOT / "target/benchmarks/README.md"
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text)


def java_home():
    return pathlib.Path(os.environ["JAVA_HOME"])


def java():
    return str(java_home() / "bin" / "java")


def jdk():
    """The feature version of the JDK, such as 17."""
    for line in (java_home() / "release").read_text().splitlines():
        if line.startswith("JAVA_VERSION="):
            return line.split('"')[1].split(".")[0].split("-")[0].split("+")[0]
    raise SystemExit(f"There is no JAVA_VERSION in {java_home()}/release.")


def libraries(*names):
    """The class path of a peer: our benchmarks' jar, and the libraries whose file names begin so."""
    jars = [str(BENCHMARKS_JAR)]
    for name in names:
        found = sorted(str(jar) for jar in LIB.glob(name + "-[0-9]*.jar"))
        if len(found) != 1:
            raise SystemExit(f"{LIB} should hold one {name}, and holds {found}: build it anew.")
        jars += found
    return ":".join(jars)


def everything():
    return ":".join([str(BENCHMARKS_JAR)] + sorted(str(jar) for jar in LIB.glob("*.jar")))


def peer(name, *arguments, flags=(), classpath=None):
    """The command of a program of the benchmarks' jar."""
    return [java(), *flags, "-cp", classpath or everything(), PACKAGE + name, *map(str, arguments)]


def poi_libraries():
    return libraries("poi", "poi-ooxml", "poi-ooxml-lite", "xmlbeans", "commons-codec",
                     "commons-collections4", "commons-compress", "commons-io", "commons-lang3",
                     "commons-math3", "curvesapi", "SparseBitSet", "log4j-api", "log4j-to-slf4j",
                     "slf4j-api", "slf4j-nop")


def fastexcel_libraries():
    return libraries("fastexcel", "opczip")


def javalin_libraries():
    """What Javalin brings, and a logger that says nothing."""
    prefixes = ("javalin", "jetty", "jakarta", "kotlin", "annotations", "slf4j", "asm")
    return ":".join([str(BENCHMARKS_JAR)] + sorted(
        str(jar) for jar in LIB.glob("*.jar") if jar.name.startswith(prefixes)))


def as_users_start_it(launcher, jar):
    """The launcher script; where there is none, java -jar, and a line says so."""
    if launcher.exists() and os.access(launcher, os.X_OK):
        return [str(launcher)]
    print(f"  NOTE: there is no {launcher.relative_to(ROOT)}; java -jar is measured instead.")
    return [java(), "-jar", str(jar)]


def cli():
    return as_users_start_it(CLI_LAUNCHER, CLI_JAR)


def server():
    return as_users_start_it(SERVER_LAUNCHER, SERVER_JAR)


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
