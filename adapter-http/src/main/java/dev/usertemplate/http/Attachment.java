package dev.usertemplate.http;

/** The header {@code Content-Disposition} of a file to save. */
final class Attachment {
  private Attachment() {}

  /**
   * Both forms of the name (RFC 6266).
   *
   * @param fileName in ASCII without quotes, so that neither form needs an escape
   */
  static String named(String fileName) {
    return "attachment; filename=\"%1$s\"; filename*=UTF-8''%1$s".formatted(fileName);
  }
}
