package dev.usertemplate.benchmarks;

import java.util.List;

/**
 * What the minimal programs write: the headings, the widths and the example row of the Chinese
 * template for accounts that their users activate; none of its rules, notes, colours and other
 * sheets.
 */
final class MinimalWorkbook {
  static final String SHEET = "用户";
  static final List<String> HEADINGS = List.of("序号", "用户名 *", "邮箱", "手机号", "过期时间", "描述");
  static final List<String> EXAMPLE =
      List.of(
          "示例",
          "jane.doe",
          "jane.doe@example.com",
          "+86 138 0013 8000",
          "2030-12-31T23:59:59Z",
          "可改写或删除本示例行");

  /** Of each column, in characters. */
  static final List<Integer> WIDTHS = List.of(10, 16, 24, 24, 24, 40);

  private MinimalWorkbook() {}
}
