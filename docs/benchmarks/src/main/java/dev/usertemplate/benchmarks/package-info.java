/**
 * What the product is measured against: the smallest programs that do the same with other
 * libraries, and benchmarks of what happens inside one process. Started by docs/benchmarks/run.
 */
@org.jspecify.annotations.NullMarked
package dev.usertemplate.benchmarks;
