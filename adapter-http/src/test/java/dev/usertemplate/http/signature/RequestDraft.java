package dev.usertemplate.http.signature;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request before it is signed, with nothing escaped yet. It spells itself by other means than the
 * code that is tested.
 */
record RequestDraft(
    String method,
    List<String> segments,
    List<Map.Entry<String, String>> parameters,
    TreeMap<String, String> headers,
    String body) {

  static final String DATE = "20260210T080000Z";

  static RequestDraft ofTemplateDownload() {
    return new RequestDraft(
        "GET",
        List.of("v2", "0bec5db98280d2d02fd6c00c2de791ce", "users", "template", "download"),
        List.of(Map.entry("language", "zh_CN")),
        new TreeMap<>(Map.of("host", "workspace.cn-north-4.myhuaweicloud.com", "x-sdk-date", DATE)),
        "");
  }

  RequestDraft withHeader(String name, String value) {
    TreeMap<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new RequestDraft(method, segments, parameters, more, body);
  }

  RequestDraft withParameters(List<Map.Entry<String, String>> others) {
    return new RequestDraft(method, segments, others, headers, body);
  }

  RequestDraft withBody(String other) {
    return new RequestDraft(method, segments, parameters, headers, other);
  }

  SignedRequest onTheWire() {
    return new SignedRequest(
        method,
        path(),
        query(parameters),
        headersOf(headers),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** As the Java SDK spells it. */
  String canonical(String bodyHash) {
    List<Map.Entry<String, String>> sorted = new ArrayList<>(parameters);
    sorted.sort(Comparator.comparing(parameter -> escape(parameter.getKey())));
    return canonical(query(sorted), bodyHash);
  }

  String canonical(String query, String bodyHash) {
    String path = path();
    return String.join(
        "\n",
        method,
        path.endsWith("/") ? path : path + "/",
        query,
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining()),
        String.join(";", headers.keySet()),
        bodyHash);
  }

  static SignedRequest.Headers headersOf(Map<String, String> headers) {
    return name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
  }

  private String path() {
    return segments.stream().map(RequestDraft::escape).collect(Collectors.joining("/", "/", ""));
  }

  static String query(List<Map.Entry<String, String>> parameters) {
    return parameters.stream()
        .map(parameter -> escape(parameter.getKey()) + "=" + escape(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
