package dev.usertemplate.benchmarks;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a workbook costs inside a process that is warm, and what copying one costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {
  private final RenderTemplate renderTemplate = RenderTemplate.withInstalledRenderer();
  private final TemplateRequest request = TemplateRequest.DEFAULT;
  private final byte[] bytes = renderTemplate.render(request).toByteArray();

  /** The floor: an array of that size, copied. */
  @Benchmark
  public byte[] copy() {
    return bytes.clone();
  }

  /** What a caller does who wants the bytes. */
  @Benchmark
  public byte[] renderTemplate() {
    return renderTemplate.render(request).toByteArray();
  }

  /** The template without its bytes. */
  @Benchmark
  public Template lookUp() {
    return renderTemplate.render(request);
  }

  /** The minimal program's work. */
  @Benchmark
  public byte[] fastexcel() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MinimalFastexcel.write(out);
    return out.toByteArray();
  }

  /** The minimal program's work. */
  @Benchmark
  public byte[] poi() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MinimalPoi.write(out);
    return out.toByteArray();
  }
}
