/**
 * Who may use the server: {@link dev.usertemplate.http.access.AccessFile} reads the access file
 * into {@link dev.usertemplate.http.access.AccessRules}, {@link
 * dev.usertemplate.http.access.AccessFileWatch} keeps them up to date, and {@link
 * dev.usertemplate.http.access.AuthorizationMessages} seals the reasons of denials. Knows nothing
 * of web servers.
 *
 * <p>What the file may hold is said once, in {@code access-file.schema.json}. No message of this
 * package repeats anything that the file says: any word in a wrong place could be a secret.
 */
@NullMarked
package dev.usertemplate.http.access;

import org.jspecify.annotations.NullMarked;
