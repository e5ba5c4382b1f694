package dev.usertemplate.http.signature;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to read the header of one request and to judge it.
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -pl adapter-http -am
 * java -cp adapter-http/target/test-classes:adapter-http/target/classes:$(cat adapter-http/target/test.classpath) org.openjdk.jmh.Main SignatureBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
  private static final Instant NOW = Instant.parse("2026-02-10T08:00:00Z");

  @Param SigningAlgorithm algorithm;

  private SigningKey key;
  private SignedRequest request;
  private String header;

  @Setup
  public void sign() {
    RequestDraft draft =
        RequestDraft.ofTemplateDownload()
            .withHeader("user-agent", "huaweicloud-usdk-java/3.0")
            .withHeader("x-project-id", "0bec5db98280d2d02fd6c00c2de791ce");
    key = TestSigner.SAMPLE.key();
    request = draft.onTheWire();
    header = TestSigner.SAMPLE.sign(algorithm, draft);
  }

  @Benchmark
  public AuthorizationHeader verify() {
    AuthorizationHeader authorization = AuthorizationHeader.parse(header);
    SignatureVerifier.verify(request, authorization, key, NOW);
    return authorization;
  }
}
