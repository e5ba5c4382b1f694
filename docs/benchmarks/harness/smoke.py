"""Each program once: that all contenders do the same work. Nothing is timed."""
import tempfile

from . import cold, places, servers, warm

USERS = 2_000


def run():
    print(f"Smoke test of the benchmarks (JDK {places.jdk()})")
    with tempfile.TemporaryDirectory(prefix="user-template-benchmark-") as folder:
        for contenders in (cold.render(), cold.check(folder, USERS)):
            for name, once in contenders.items():
                once(folder)
                print(f"  {name:24} does its work")
        print(f"  classes of POI that rendering loads: {warm.poi_classes(folder)}")
        expected = servers.template_bytes(folder)
        contenders = (servers.ours(folder), servers.bare_javalin(folder), servers.signed(folder),
                      servers.nginx(folder))
        with servers.running(*contenders):
            for server in contenders:
                server.require(expected)
                print(f"  {server.name:24} serves the template, {len(expected):,} bytes")
