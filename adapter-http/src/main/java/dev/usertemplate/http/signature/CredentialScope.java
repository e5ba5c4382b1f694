package dev.usertemplate.http.signature;

/**
 * What a derived key is good for.
 *
 * @param date the day, as {@code yyyyMMdd} in UTC
 * @param region the region, in the signer's words
 * @param service the service, in the signer's words
 */
public record CredentialScope(String date, String region, String service) {
  /** As in headers: {@code date/region/service}. */
  @Override
  public String toString() {
    return date + "/" + region + "/" + service;
  }
}
