package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifests fit Kubernetes, each other and this server. */
class KubernetesManifestsTest {
  private static final long MIB = 1024L * 1024;

  @Test
  void every_manifest_fits_the_schema_of_its_kind() throws Exception {
    List<JsonNode> all = Manifests.all();
    assertThat(all.stream().map(it -> it.get("kind").stringValue()))
        .containsExactlyInAnyOrder(
            "Namespace",
            "Deployment",
            "Service",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "NetworkPolicy",
            "Secret",
            "Secret");
    all.forEach(Manifests::validate);
  }

  @Test
  void what_does_not_fit_would_be_noticed() {
    assertUnfit(deployment -> ((ObjectNode) deployment.get("spec")).put("replica", 3), "replica");
    assertUnfit(deployment -> ((ObjectNode) deployment.get("spec")).remove("selector"), "selector");
    assertUnfit(deployment -> container(deployment).remove("name"), "name");
    assertUnfit(
        deployment -> ((ObjectNode) container(deployment).at("/env/0")).put("value", 60),
        "env/0/value: 60");
    assertUnfit(
        deployment ->
            ((ObjectNode) container(deployment).get("securityContext"))
                .put("readOnlyRootFileSystem", true),
        "readOnlyRootFileSystem");
    assertUnfit(
        deployment ->
            ((ObjectNode) deployment.at("/spec/template/spec")).put("enableServiceLinks", "false"),
        "spec/enableServiceLinks: \"false\"");
    assertUnfit(deployment -> deployment.put("kind", "Deploy"), "Deploy");
  }

  private static void assertUnfit(Consumer<ObjectNode> change, String part) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              ObjectNode deployment = (ObjectNode) Manifests.only("Deployment");
              change.accept(deployment);
              Manifests.validate(deployment);
            })
        .withMessageContaining(part);
  }

  @Test
  void the_kustomization_has_every_manifest_but_the_example() throws Exception {
    JsonNode kustomization = Manifests.read("kustomization.yaml").get(0);
    List<String> manifests = new ArrayList<>(Manifests.files());
    manifests.removeAll(List.of("kustomization.yaml", "secrets.example.yaml"));
    assertThat(texts(kustomization.get("resources")))
        .containsExactlyInAnyOrderElementsOf(manifests);
    assertThat(kustomization.get("namespace").stringValue())
        .isEqualTo(Manifests.only("Namespace").at("/metadata/name").stringValue());
    assertThat(kustomization.at("/images/0/name")).isEqualTo(container().get("image"));
    assertThat(kustomization.at("/configMapGenerator/0/name"))
        .isEqualTo(container().at("/envFrom/0/configMapRef/name"));
    assertThat(texts(kustomization.at("/configMapGenerator/0/envs")))
        .containsExactly("settings.env");
  }

  @Test
  void the_settings_are_ones_of_the_server_and_make_it_reachable() throws Exception {
    Map<Setting, String> settings = settings();
    assertThat(settings).hasSameSizeAs(Manifests.settings());
    Settings read = new Settings(settings);
    read.check();
    Exposure.check(read, read.address());
    assertThat(read.address().getAddress().isAnyLocalAddress()).isTrue();
  }

  @Test
  void ports_and_paths_are_those_of_the_server() throws Exception {
    Map<Setting, String> settings = settings();
    JsonNode container = container();
    assertThat(container.at("/ports/0/name").stringValue()).isEqualTo("https");
    assertThat(container.at("/ports/0/containerPort").asString())
        .isEqualTo(settings.get(Setting.PORT));
    assertThat(container.at("/ports/1/name").stringValue()).isEqualTo("management");
    assertThat(container.at("/ports/1/containerPort").asString())
        .isEqualTo(settings.get(Setting.MANAGEMENT_PORT));
    Map<String, String> probes =
        Map.of(
            "startupProbe", Operations.LIVE,
            "livenessProbe", Operations.LIVE,
            "readinessProbe", Operations.READY);
    probes.forEach(
        (probe, path) -> {
          assertThat(container.at("/" + probe + "/httpGet/path").stringValue()).isEqualTo(path);
          assertThat(container.at("/" + probe + "/httpGet/port").stringValue())
              .isEqualTo("management");
        });
    JsonNode ports = Manifests.only("Service").at("/spec/ports");
    assertThat(ports).hasSize(1);
    assertThat(ports.at("/0/targetPort").stringValue()).isEqualTo("https");
  }

  @Test
  void files_that_settings_name_are_in_volumes() throws Exception {
    Map<Setting, String> settings = settings();
    Map<Setting, String> volumes =
        Map.of(
            Setting.ACCESS, "access",
            Setting.TLS_CERTIFICATE, "tls",
            Setting.TLS_KEY, "tls",
            Setting.SPOOL_FOLDER, "spool");
    volumes.forEach(
        (setting, volume) -> {
          String folder = settings.get(setting);
          if (setting != Setting.SPOOL_FOLDER) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
          }
          assertThat(mountPath(volume)).as(setting.flag()).isEqualTo(folder);
        });
    assertThat(mountPath("tmp")).isEqualTo("/tmp");
    assertThat(container().get("volumeMounts"))
        .isNotEmpty()
        .noneMatch(mount -> mount.has("subPath"));

    for (JsonNode secret : Manifests.read("secrets.example.yaml")) {
      String name = secret.at("/metadata/name").stringValue();
      JsonNode volume =
          stream(pod().get("volumes"))
              .filter(it -> it.at("/secret/secretName").asString("").equals(name))
              .findFirst()
              .orElseThrow();
      // Not for everybody: else the server refuses it.
      assertThat(volume.at("/secret/defaultMode").intValue()).isEqualTo(0440);
      Set<String> files = new HashSet<>(secret.get("stringData").propertyNames());
      volumes.forEach(
          (setting, its) -> {
            if (its.equals(volume.get("name").stringValue())) {
              String path = settings.get(setting);
              assertThat(files).contains(path.substring(path.lastIndexOf('/') + 1));
            }
          });
    }
  }

  @Test
  void a_pod_has_time_to_end() throws Exception {
    long needed =
        new Settings(settings())
            .shutdownDelay()
            .plus(TimeLimits.STANDARD.drain())
            .plus(Server.CLOSE)
            .plusSeconds(5)
            .toSeconds();
    assertThat(pod().get("terminationGracePeriodSeconds").longValue())
        .isGreaterThanOrEqualTo(needed);
    // Not ready, as its probe finds it, and then gone from the endpoints well before it stops.
    JsonNode probe = container().get("readinessProbe");
    int noticed =
        (probe.get("periodSeconds").intValue() + probe.get("timeoutSeconds").intValue())
            * probe.get("failureThreshold").intValue();
    assertThat(new Settings(settings()).shutdownDelay().toSeconds()).isGreaterThan(noticed);
  }

  @Test
  void folders_hold_the_most_that_uploads_and_checks_can_take() throws Exception {
    Settings settings = new Settings(settings());
    long upload =
        Math.max(2 * settings.maxUpload(), settings.maxUpload() + 64 * MIB) * UploadPlaces.MOST;
    long spool = bytes(volume("spool").at("/emptyDir/sizeLimit").stringValue());
    long tmp = bytes(volume("tmp").at("/emptyDir/sizeLimit").stringValue());
    assertThat(spool).isGreaterThanOrEqualTo(upload);
    long heap = heap();
    int processors = Integer.parseInt(container().at("/resources/limits/cpu").stringValue());
    long unpacked =
        Settings.maxChecks(processors, heap)
            * settings.checkLimits().values().get("unpacked_bytes");
    assertThat(tmp).isGreaterThanOrEqualTo(unpacked);
    assertThat(bytes(container().at("/resources/limits/ephemeral-storage").stringValue()))
        .isGreaterThanOrEqualTo(spool + tmp);
  }

  @Test
  void the_heap_is_what_the_security_page_asks_for() throws Exception {
    assertThat(heap()).isGreaterThanOrEqualTo(512 * MIB);
    assertThat(container().at("/resources/requests/memory"))
        .as("memory that is promised, too")
        .isEqualTo(container().at("/resources/limits/memory"));
  }

  @Test
  void a_pod_may_do_nothing_that_it_does_not_need() throws Exception {
    JsonNode pod = pod();
    assertThat(pod.get("automountServiceAccountToken").booleanValue()).isFalse();
    assertThat(pod.get("enableServiceLinks").booleanValue()).isFalse();
    assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").intValue()).isPositive();
    assertThat(pod.at("/securityContext/fsGroup")).isEqualTo(pod.at("/securityContext/runAsGroup"));
    assertThat(pod.at("/securityContext/seccompProfile/type").stringValue())
        .isEqualTo("RuntimeDefault");
    JsonNode container = container().get("securityContext");
    assertThat(container.get("allowPrivilegeEscalation").booleanValue()).isFalse();
    assertThat(container.get("readOnlyRootFilesystem").booleanValue()).isTrue();
    assertThat(texts(container.at("/capabilities/drop"))).containsExactly("ALL");
  }

  @Test
  void a_rollout_never_has_fewer_pods_than_wanted() throws Exception {
    JsonNode deployment = Manifests.only("Deployment");
    assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").intValue()).isZero();
    assertThat(deployment.at("/spec/strategy/rollingUpdate/maxSurge").intValue()).isPositive();
    assertThat(deployment.get("spec").has("replicas")).as("left to the autoscaler").isFalse();
    JsonNode scaler = Manifests.only("HorizontalPodAutoscaler").get("spec");
    assertThat(scaler.get("minReplicas").intValue()).isGreaterThanOrEqualTo(2);
    assertThat(scaler.at("/scaleTargetRef/name")).isEqualTo(deployment.at("/metadata/name"));
    assertThat(scaler.at("/scaleTargetRef/apiVersion")).isEqualTo(deployment.get("apiVersion"));
    assertThat(scaler.at("/scaleTargetRef/kind")).isEqualTo(deployment.get("kind"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Service /spec/selector",
        "PodDisruptionBudget /spec/selector/matchLabels",
        "NetworkPolicy /spec/podSelector/matchLabels",
        "Deployment /spec/selector/matchLabels",
        "Deployment /spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels",
        "Deployment /spec/template/spec/topologySpreadConstraints/1/labelSelector/matchLabels"
      })
  void who_speaks_of_the_pods_means_these(String place) throws Exception {
    List<String> parts = Arrays.asList(place.split(" ", -1));
    assertThat(Manifests.only(parts.get(0)).at(parts.get(1)))
        .isEqualTo(Manifests.only("Deployment").at("/spec/template/metadata/labels"));
  }

  private static Map<Setting, String> settings() throws Exception {
    Map<String, String> given = Manifests.settings();
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (given.containsKey(setting.variable())) {
        settings.put(setting, given.get(setting.variable()));
      }
    }
    return settings;
  }

  private static JsonNode pod() throws Exception {
    return Manifests.only("Deployment").at("/spec/template/spec");
  }

  private static ObjectNode container() throws Exception {
    return container(Manifests.only("Deployment"));
  }

  private static ObjectNode container(JsonNode deployment) {
    return (ObjectNode) deployment.at("/spec/template/spec/containers/0");
  }

  private static String mountPath(String volume) {
    try {
      return stream(container().get("volumeMounts"))
          .filter(mount -> mount.get("name").stringValue().equals(volume))
          .findFirst()
          .orElseThrow()
          .get("mountPath")
          .stringValue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode volume(String name) throws Exception {
    return stream(pod().get("volumes"))
        .filter(volume -> volume.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The largest heap of the JVM, by its option. */
  private static long heap() throws Exception {
    String options = container().at("/env/0/value").stringValue();
    int percent = Integer.parseInt(options.replaceFirst(".*MaxRAMPercentage=(\\d+).*", "$1"));
    return bytes(container().at("/resources/limits/memory").stringValue()) * percent / 100;
  }

  private static long bytes(String quantity) {
    assertThat(quantity).matches("\\d+Gi");
    return Long.parseLong(quantity.replace("Gi", "")) * 1024 * MIB;
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::stringValue).toList();
  }
}
