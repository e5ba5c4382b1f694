/**
 * Drives the use cases over HTTP: the cloud API's operation {@code GET
 * /v2/{project_id}/users/template/download} as a server of its own, and beside it {@code POST
 * /v2/{project_id}/users/template/check}.
 *
 * <p>A request passes {@link dev.usertemplate.http.RequestIds}, then the handler that lets running
 * requests finish when the server stops, {@link dev.usertemplate.http.HandOver}, {@link
 * dev.usertemplate.http.Uploads} or {@link dev.usertemplate.http.RequestBody}, then {@link
 * dev.usertemplate.http.TemplateDownload} or the {@link dev.usertemplate.http.Routes} to {@link
 * dev.usertemplate.http.WorkbookCheck}, both with the {@link dev.usertemplate.http.Guard} that asks
 * who calls. Whatever goes wrong on the way becomes a {@link dev.usertemplate.http.Failure}, and
 * leaves through {@link dev.usertemplate.http.FailureAnswers}.
 */
@NullMarked
package dev.usertemplate.http;

import org.jspecify.annotations.NullMarked;
