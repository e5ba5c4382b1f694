package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.CreateUsersCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * The users of a workbook as bodies of calls that create them. Writes each body as soon as it is
 * full and keeps none. They hold passwords.
 *
 * @param validOnly whether the valid users are handed out although others are not; otherwise it is
 *     all or nothing
 */
record UserRequests(CheckUsers checkUsers, CheckOptions options, boolean validOnly) {
  static final String FILE_NAME = "user-template-requests.json";

  /** The parameter that chooses {@link #validOnly()}. */
  static final String VALID_ONLY = "valid_only";

  /**
   * What the query asks for.
   *
   * @throws dev.usertemplate.core.template.InvalidParameterException if it is neither true nor
   *     false
   */
  static boolean validOnly(QueryString query) {
    return CheckOptions.flag(VALID_ONLY, query.single(VALID_ONLY));
  }

  /**
   * Writes them after the numbers of rows and findings, which say what is missing among them.
   *
   * @param report the report on the same file
   * @param out closed at the end
   */
  void write(SeekableByteChannel file, CheckReport report, OutputStream out) throws IOException {
    Map<String, Object> document = report.document();
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      for (String numbers : new String[] {"rows", "counts"}) {
        json.writePOJOProperty(numbers, document.get(numbers));
      }
      json.writeArrayPropertyStart("requests");
      if (report.isClean() || validOnly) {
        CreateUsersCalls calls = new CreateUsersCalls(json::writePOJO);
        checkUsers.readUsers(file, options, report, calls);
        calls.finish();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
