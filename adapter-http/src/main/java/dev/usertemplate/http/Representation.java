package dev.usertemplate.http;

import dev.usertemplate.core.template.Template;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A workbook under one media type (RFC 9110, section 3.2), with everything of its answer that does
 * not depend on the request, as it goes over the wire.
 */
final class Representation {
  /**
   * What a caller gets who does not accept the workbook's own type. It is the type whose body every
   * SDK hands over as it is; refusing instead (406) would lock out those that ask for JSON always.
   */
  private static final String OCTET_STREAM = "application/octet-stream";

  private final EntityTag tag;
  private final HttpFields ok;
  private final HttpFields notModified;
  private final ByteBuffer body;

  private Representation(Template template, ByteBuffer body, String mediaType, EntityTag tag) {
    this.body = body;
    this.tag = tag;
    HttpFields.Mutable fields =
        HttpFields.build()
            .add(new PreEncodedHttpField(HttpHeader.ETAG, tag.value()))
            .add(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-cache"))
            .add(new PreEncodedHttpField(HttpHeader.VARY, "Accept"))
            .add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"))
            .add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, template.size()));
    this.notModified = fields.asImmutable();
    this.ok =
        HttpFields.build()
            .add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, mediaType))
            .add(fields)
            .add(
                new PreEncodedHttpField(
                    "Content-Disposition", Attachment.named(template.fileName())))
            .asImmutable();
  }

  /** The template under its own type, and under the one for whoever does not accept that. */
  static Pair of(Template template) {
    // Outside of the heap, from where it would be copied for each answer.
    ByteBuffer body = ByteBuffer.allocateDirect(template.size()).put(template.toByteArray()).flip();
    return new Pair(
        new Representation(template, body, Template.MEDIA_TYPE, EntityTag.of(template.sha256())),
        // Another representation, though of the same bytes, needs its own strong tag.
        new Representation(
            template, body, OCTET_STREAM, EntityTag.of(template.sha256() + "-octet-stream")));
  }

  /** Both representations of one template. */
  record Pair(Representation asWorkbook, Representation asBytes) {
    Representation accepted(AcceptHeader accept) {
      return accept.accepts(Template.MEDIA_TYPE) ? asWorkbook : asBytes;
    }
  }

  /** Answers GET and HEAD. */
  void send(Request request, Response response, Callback callback) {
    List<String> held = request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH);
    boolean isHeld = !held.isEmpty() && tag.matches(held);
    response.setStatus(isHeld ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200);
    response.getHeaders().add(isHeld ? notModified : ok);
    boolean withBody = !isHeld && HttpMethod.GET.is(request.getMethod());
    response.write(true, withBody ? body.slice() : null, callback);
  }
}
