package dev.usertemplate.core;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints, after the tests of a module, one line for each reason why tests were skipped. */
public final class SkippedTests implements TestExecutionListener {
  private final Map<String, Set<String>> classesByReason = new TreeMap<>();

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("No reason given.");
      String name = test.getSource().map(SkippedTests::className).orElse(test.getDisplayName());
      classesByReason.computeIfAbsent(reason, unused -> new TreeSet<>()).add(name);
    }
  }

  private static String className(TestSource source) {
    String name = source.toString();
    if (source instanceof ClassSource of) {
      name = of.getClassName();
    } else if (source instanceof MethodSource of) {
      name = of.getClassName();
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    classesByReason.forEach(
        (reason, classes) ->
            System.out.printf("Skipped in %s: %s%n", String.join(", ", classes), reason));
  }
}
