package dev.usertemplate.core.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * A value for a column and whether it satisfies the column's rules: what core, workbook and reader
 * have to agree on. No two good user names are equal, whatever their case.
 *
 * @param column the column's key
 * @param value what the cell holds, never empty
 * @param valid whether it may
 */
public record SampleValue(String column, String value, boolean valid) {

  /** Samples for every column that has rules. */
  public static List<SampleValue> all() {
    return Stream.of(
            userNames(), passwords(), emails(), phones(), expirationTimes(), descriptions())
        .flatMap(List::stream)
        .toList();
  }

  private static List<SampleValue> userNames() {
    return samples(
        "user_name",
        List.of(
            "alice",
            "Bob",
            "x",
            "0",
            "007",
            "7",
            "a-b_c.d",
            "9lives",
            "ends-in-hyphen-",
            "a.b",
            "13800138000",
            "1e5",
            "true",
            "abcdefghijklmnopqrstuvwxyzABCDEF"),
        List.of(
            "abcdefghijklmnopqrstuvwxyzABCDEFG",
            "-starts",
            ".starts",
            "_starts",
            "ends.",
            "ends_",
            "two words",
            " leading",
            "trailing ",
            "at@sign",
            "star*",
            "question?",
            "tilde~",
            "pipe|pipe",
            "quote\"s",
            "张三",
            "zoë",
            "ｆｕｌｌ",
            "no\u00A0break",
            "tab\tbed",
            "=1+1",
            "smile😀"));
  }

  private static List<SampleValue> passwords() {
    return samples(
        "password",
        List.of("12345678", "with blank inside", "\"quoted\"", "密码密码密码密码", "x".repeat(32)),
        List.of("1234567", "short", "x".repeat(33)));
  }

  private static List<SampleValue> emails() {
    return samples(
        "user_email",
        List.of(
            "name@example.com",
            "first.last@sub.example.co",
            "o'brien+tag@example-site.org",
            "a@b.cd",
            "weird!#$%&*/=?^_`{|}~@example.com",
            "-hyphen-@example.com",
            "1@2.3",
            "l".repeat(52) + "@example.com"),
        List.of(
            "l".repeat(53) + "@example.com",
            "name",
            "name@",
            "@example.com",
            "name@example",
            "name@@example.com",
            "a@b@example.com",
            "name@.example.com",
            "name@example.com.",
            "name@example..com",
            "first..last@example.com",
            ".name@example.com",
            "name.@example.com",
            "name@-example.com",
            "name@example.com-",
            "name@exam_ple.com",
            "name@exa+mple.com",
            "na me@example.com",
            "name@example.com ",
            "Name <name@example.com>",
            "a@example.com,b@example.com",
            "a@example.com;b@example.com",
            "名字@example.com",
            "name@例子.com",
            "name＠example.com"));
  }

  private static List<SampleValue> phones() {
    return samples(
        "user_phone",
        List.of(
            "13800138000",
            "+8613800138000",
            "+86 138 0013 8000",
            "0755-1234567",
            "010/12345678",
            "1",
            "+1 202-555-0142",
            "12345678901234567890"),
        List.of(
            "123456789012345678901",
            "+",
            "-123",
            "123-",
            "+-123",
            " 13800138000",
            "13800138000 ",
            "86+13800138000",
            "++8613800138000",
            "(010)1234567",
            "1.38E+10",
            "phone",
            "138 0013 800a",
            "１３８００１３８０００",
            "+86\u00A013800138000",
            "138/"));
  }

  private static List<SampleValue> expirationTimes() {
    return samples(
        "account_expires",
        List.of(
            "0",
            "2030-12-31",
            "2028-02-29",
            "2000-01-01",
            "9999-12-31",
            "2030-12-31T23:59:59Z",
            "2030-01-01T00:00:00Z",
            "2030-12-31T23:59:59.000Z",
            "2030-12-31T23:59:59.999Z"),
        List.of(
            "00",
            "1",
            "2",
            "10",
            "20",
            "2030",
            "4.",
            "never",
            "2030-12",
            "2030-02-29",
            "2030-02-30",
            "2030-13-01",
            "2030-00-10",
            "2030-10-00",
            "2030-10-32",
            "2030-04-31",
            "1999-12-31",
            "2030/12/31",
            "31.12.2030",
            "12/31/2030",
            "20301231",
            "2030-1-1",
            "2030-12-31 23:59:59",
            "2030-12-31T23:59:59",
            "2030-12-31T23:59Z",
            "2030-12-31T24:00:00Z",
            "2030-12-31T23:60:00Z",
            "2030-12-31T23:59:60Z",
            "2030-12-31T23:59:59.0Z",
            "2030-12-31T23:59:59+08:00",
            "2030-12-31T23:59:59.000z",
            "2030-12-31T23:59:59.9999",
            "2030-12-31T23:59:59ZZZZZ",
            "2030-12-31t23:59:59Z",
            "2030-12-3１",
            " 2030-12-31",
            "45000"));
  }

  private static List<SampleValue> descriptions() {
    return samples(
        "description",
        List.of("Sales", "two\nlines", "=SUM(A1)", "销售部", "d".repeat(255)),
        List.of("d".repeat(256)));
  }

  private static List<SampleValue> samples(String column, List<String> good, List<String> bad) {
    return Stream.concat(
            good.stream().map(value -> new SampleValue(column, value, true)),
            bad.stream().map(value -> new SampleValue(column, value, false)))
        .toList();
  }
}
