package dev.usertemplate.http.access;

/**
 * What an encoded authorization message says.
 *
 * @param json the whole of it, a JSON object
 * @param domainId the account of the caller who was denied; it is nobody else's business
 */
public record AuthorizationMessage(String json, String domainId) {}
