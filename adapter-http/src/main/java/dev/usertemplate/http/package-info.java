/**
 * Drives the use case over HTTP: the cloud API's operation {@code GET
 * /v2/{project_id}/users/template/download} as a server of its own.
 *
 * <p>A request passes {@link dev.usertemplate.http.RequestIds}, then the handler that lets running
 * requests finish when the server stops, then the routes of {@link dev.usertemplate.http.Server},
 * then {@link dev.usertemplate.http.RequestBody} and {@link
 * dev.usertemplate.http.TemplateDownload}. Whatever goes wrong on the way becomes a {@link
 * dev.usertemplate.http.Failure}, and leaves through {@link dev.usertemplate.http.FailureAnswers}.
 */
@NullMarked
package dev.usertemplate.http;

import org.jspecify.annotations.NullMarked;
