"""The three servers: the product, a bare Javalin handler and nginx, on loopback, with the same bytes."""
import contextlib
import hashlib
import hmac
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import time

from . import places

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCESS_KEY = "BENCHMARK00000000001"
CONTENDERS = ["ours, open", "bare-javalin", "ours, signed", "nginx"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def template_bytes(folder):
    """What every server has to serve: the template of a request without parameters."""
    path = pathlib.Path(folder) / "t.xlsx"
    subprocess.run([places.java(), "-jar", str(places.CLI_JAR), "render", "--force", "-o", str(path)],
                   check=True, stdout=subprocess.DEVNULL)
    path.chmod(0o644)
    return path.read_bytes()


class Server:
    """A process that serves on a port of its own."""

    def __init__(self, name, command, port, path, folder, secret=None):
        self.name, self.command, self.port, self.path, self.secret = name, command, port, path, secret
        self.folder = pathlib.Path(folder)
        self.process = None

    def start(self):
        with open(self.folder / f"server-{self.port}.log", "wb") as log:
            # The audit log has a line for each signed request; who pays for the disk is another question.
            error = subprocess.DEVNULL if self.secret else log
            self.process = subprocess.Popen(self.command, stdout=log, stderr=error, start_new_session=True)
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def headers(self):
        """Those of a request that is signed now: good for a quarter of an hour."""
        if not self.secret:
            return {}
        host = f"127.0.0.1:{self.port}"
        date = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        canonical = "\n".join(["GET", self.path + "/", "", f"host:{host}", f"x-sdk-date:{date}", "",
                               "host;x-sdk-date", hashlib.sha256(b"").hexdigest()])
        to_sign = f"SDK-HMAC-SHA256\n{date}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        signature = hmac.new(self.secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
        return {"X-Sdk-Date": date,
                "Authorization": f"SDK-HMAC-SHA256 Access={ACCESS_KEY}, SignedHeaders=host;x-sdk-date, "
                                 f"Signature={signature}"}

    def get(self, timeout=5.0):
        """Status and body of one download, with as little work as it can be."""
        lines = [f"GET {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers().items()]
        with socket.create_connection(("127.0.0.1", self.port), timeout) as connection:
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split(b" ", 2)[1]) if head else 0, body

    def wait(self, seconds=60.0):
        """Until it answers 200; looks 500 times a second, which costs next to nothing."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            try:
                status, _ = self.get()
                if status == 200:
                    return self
            except OSError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.002)
        raise SystemExit(f"{self.name} does not answer 200; {' '.join(self.command)}, log in {self.folder}")

    def require(self, expected):
        status, body = self.get()
        if status != 200 or body != expected:
            raise SystemExit(f"{self.name} answers {status} with {len(body)} bytes, not the template's {len(expected)}.")

    def java_pid(self):
        """The process itself, or the one that its launcher has started."""
        pid = self.process.pid
        while children := pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            pid = int(children[-1])
        return pid

    def cpu_seconds(self):
        """What the process and its children have had of the processors, user and system."""
        ticks, pids = 0, [self.process.pid]
        while pids:
            pid = pids.pop()
            stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(stat[11]) + int(stat[12])
            pids += map(int, pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_kb(self):
        for line in pathlib.Path(f"/proc/{self.java_pid()}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise SystemExit(f"{self.name} has no resident memory: it has ended.")


def ours(folder, command=None, name="ours, open"):
    port = free_port()
    return Server(name, (command or places.server()) + ["--port", str(port)], port, places.DOWNLOAD, folder)


def signed(folder, command=None):
    """With an access file, and without the limit of requests for each caller."""
    secret = secrets.token_hex(20)
    access = pathlib.Path(folder) / "access.yaml"
    access.touch(0o600)
    access.write_text(f"""projects:
  - id: {places.DOWNLOAD.split("/")[2]}
principals:
  - name: benchmark
    domain_id: d0001
    projects: [{places.DOWNLOAD.split("/")[2]}]
    policies: [ReadOnlyAccess]
    access_keys:
      - {{access_key: {ACCESS_KEY}, secret_key: "{secret}"}}
""")
    port = free_port()
    command = (command or places.server()) + ["--port", str(port), "--access", str(access), "--rate-limit", "0"]
    return Server("ours, signed", command, port, places.DOWNLOAD, folder, secret)


def bare_javalin(folder, flags=()):
    port = free_port()
    command = places.peer("BareJavalin", port, pathlib.Path(folder) / "t.xlsx", flags=flags,
                          classpath=places.javalin_libraries())
    return Server("bare-javalin", command, port, places.DOWNLOAD, folder)


def nginx(folder):
    """A static file; as many workers as there are processors, no log, connections kept for as long
    as the client wants, as the others do."""
    port = free_port()
    folder = pathlib.Path(folder)
    user = "user root root;" if os.getuid() == 0 else ""  # who may read the folder
    temporary = "".join(f"  {name}_temp_path {folder}/nginx-{name};\n"
                        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""{user}
worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
{temporary}  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  types {{ {MEDIA_TYPE} xlsx; }}
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
""")
    command = ["nginx", "-p", str(folder), "-c", str(configuration), "-e", "stderr"]
    return Server("nginx", command, port, "/t.xlsx", folder)


@contextlib.contextmanager
def running(*servers):
    try:
        for server in servers:
            server.start()
        for server in servers:
            server.wait()
        yield servers
    finally:
        for server in servers:
            server.stop()
