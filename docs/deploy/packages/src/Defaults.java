import dev.usertemplate.http.Setting;

/** A build step: prints the server's settings as a file of environment variables, each with its default and in a comment. */
class Defaults {
  public static void main(String... arguments) {
    System.out.println("# The settings of user-template-server.service. Each is a comment with its default: take away the # and");
    System.out.println("# say what you want, then: systemctl restart user-template-server");
    System.out.println("# Files are read by a user without rights: see /usr/share/doc/user-template/examples.");
    for (Setting setting : Setting.values()) {
      System.out.println("\n# " + setting.description());
      System.out.println("#" + setting.variable() + "=" + setting.defaultValue());
    }
    System.out.println("\n# Options for the Java that runs the server.");
    System.out.println("#JDK_JAVA_OPTIONS=-XX:MaxRAMPercentage=50");
  }
}
