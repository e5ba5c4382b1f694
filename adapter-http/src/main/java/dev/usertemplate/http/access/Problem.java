package dev.usertemplate.http.access;

import java.nio.file.Path;

/**
 * Something wrong in an access file.
 *
 * @param line 1-based; 0 if the file as a whole is meant
 * @param reason a sentence without a full stop: what is wrong, and what would be right
 */
record Problem(int line, String reason) {
  String at(Path file) {
    return line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason;
  }
}
