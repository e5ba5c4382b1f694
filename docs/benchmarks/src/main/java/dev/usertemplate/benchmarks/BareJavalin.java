package dev.usertemplate.benchmarks;

import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Javalin server in its default configuration, with one handler that answers the same bytes to
 * everybody. The arguments are the port and the file that holds the bytes.
 */
public final class BareJavalin {
  private BareJavalin() {}

  /** Starts the server; it runs until the process is told to stop. */
  public static void main(String... args) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(args[1]));
    Javalin.create(
            config ->
                config.routes.get(
                    "/v2/{project_id}/users/template/download",
                    context ->
                        context
                            .contentType(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                            .result(bytes)))
        .start("127.0.0.1", Integer.parseInt(args[0]));
  }
}
