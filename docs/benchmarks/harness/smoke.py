"""Each program once: that all contenders do the same work. Nothing is timed."""
import tempfile

from . import cold, places, samples, servers, warm


def run():
    print(f"Smoke test of the benchmarks (JDK {places.jdk()})")
    nothing = samples.Samples("smoke")
    with tempfile.TemporaryDirectory(prefix="user-template-benchmark-") as folder:
        cold.render(nothing, 1, folder)
        cold.small_check(nothing, 1, folder)
        cold.check(nothing, 1, 1, folder)
        print(f"  classes of POI that rendering loads: {warm.poi_classes(folder)}")
        expected = servers.template_bytes(folder)
        contenders = (servers.ours(folder), servers.bare_javalin(folder), servers.signed(folder),
                      servers.nginx(folder))
        with servers.running(*contenders):
            for server in contenders:
                server.require(expected)
                print(f"  {server.name:24} serves the template, {len(expected):,} bytes")
