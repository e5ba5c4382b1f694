package dev.usertemplate.core.template;

/**
 * The port that makes the empty workbook, implemented by an adapter and found with {@link
 * java.util.ServiceLoader}. The workbook's columns, rules and words come from {@link
 * dev.usertemplate.core.schema.Schema} and {@link dev.usertemplate.core.schema.Texts}.
 *
 * <p>An implementation can be called by many threads at once, and answers the same request with the
 * same bytes in every run, time zone and default locale.
 */
@FunctionalInterface
public interface TemplateRenderer {
  /** The complete XLSX file for the request. The array is the caller's own. */
  byte[] render(TemplateRequest request);
}
