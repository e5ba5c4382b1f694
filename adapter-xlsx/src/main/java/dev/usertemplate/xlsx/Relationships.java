package dev.usertemplate.xlsx;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Which parts belong to a part, or to the file as a whole. */
final class Relationships {
  private static final int MAX_COUNT = 10_000;
  private static final int MAX_NAME = 1024;

  /**
   * That a part belongs to another.
   *
   * @param id what the XML of the other refers to it by
   * @param type the last word of the type: the rest differs between the two sets of namespaces
   * @param part the name of the part
   */
  record Relationship(String id, String type, String part) {}

  private final List<Relationship> all = new ArrayList<>();

  private Relationships() {}

  /** Those of the file as a whole. */
  static Relationships ofFile(Parts parts) throws IOException {
    return read(parts, "_rels/.rels", "");
  }

  /** Those of a part; none if nothing is said. */
  static Relationships of(Parts parts, String part) throws IOException {
    int name = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, name);
    return read(parts, folder + "_rels/" + part.substring(name) + ".rels", folder);
  }

  private static Relationships read(Parts parts, String part, String folder) throws IOException {
    Relationships relationships = new Relationships();
    if (!parts.has(part)) {
      return relationships;
    }
    try (XmlPart xml = XmlPart.open(parts, part)) {
      for (int event = xml.next(); event != XmlPart.FINISHED; event = xml.next()) {
        if (event == XmlPart.START && xml.isAt("Relationship")) {
          relationships.add(xml, folder, parts);
        }
      }
    }
    return relationships;
  }

  private void add(XmlPart xml, String folder, Parts parts) throws IOException {
    String id = xml.attribute("Id");
    String type = xml.attribute("Type");
    String target = xml.attribute("Target");
    boolean external = "External".equals(xml.attribute("TargetMode"));
    if (id == null || type == null || target == null || external) {
      return;
    }
    if (all.size() == MAX_COUNT || id.length() + target.length() > MAX_NAME) {
      throw parts.explain(new ZipException("too many relationships, or a long one"));
    }
    String name = resolve(folder, target);
    all.add(
        new Relationship(
            id, type.substring(type.lastIndexOf('/') + 1), parts.has(name) ? name : decoded(name)));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }

  private static String resolve(String folder, String target) {
    String slashes = target.replace('\\', '/');
    Deque<String> path = new ArrayDeque<>();
    String whole = slashes.startsWith("/") ? slashes : folder + slashes;
    for (String name : whole.split("/", -1)) {
      if (name.equals("..")) {
        path.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        path.addLast(name);
      }
    }
    return String.join("/", path);
  }

  /** The first part of a type. */
  Optional<String> part(String type) {
    return all.stream()
        .filter(relationship -> relationship.type().equals(type))
        .map(Relationship::part)
        .findFirst();
  }

  /** What the XML refers to by an id. */
  Optional<Relationship> byId(String id) {
    return all.stream().filter(relationship -> relationship.id().equals(id)).findFirst();
  }
}
