package dev.usertemplate.http;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * A certificate for loopback that signs itself, and its key.
 *
 * @param keys of the certificate
 */
record Pem(X509Certificate certificate, KeyPair keys) {
  static Pem ec() throws Exception {
    return ec("localhost");
  }

  static Pem ec(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return of(name, generator.generateKeyPair(), "SHA256withECDSA");
  }

  static Pem rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return of("localhost", generator.generateKeyPair(), "SHA256withRSA");
  }

  private static Pem of(String commonName, KeyPair keys, String algorithm) throws Exception {
    Instant now = Instant.now();
    X500Name name = new X500Name("CN=" + commonName);
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(Duration.ofHours(1))),
                        name,
                        keys.getPublic())
                    .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                            new GeneralName[] {
                              new GeneralName(GeneralName.dNSName, "localhost"),
                              new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            }))
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
    return new Pem(certificate, keys);
  }

  /** Writes both into the folder; answers the settings of a server that takes them from there. */
  Map<Setting, String> serveFrom(Path folder) throws IOException {
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    writeCertificate(certificate);
    writeKey(key);
    return Map.of(Setting.TLS_CERTIFICATE, certificate.toString(), Setting.TLS_KEY, key.toString());
  }

  void writeCertificate(Path file) throws IOException {
    write(file, certificate);
  }

  /** PKCS #1 or SEC 1, as OpenSSL used to write keys. */
  void writeTraditionalKey(Path file) throws IOException {
    if (keys.getPrivate() instanceof ECPrivateKey ec) {
      // The JDK's own form leaves the curve out, which OpenSSL's never does.
      org.bouncycastle.asn1.sec.ECPrivateKey sec1 =
          new org.bouncycastle.asn1.sec.ECPrivateKey(
              256, ec.getS(), SECObjectIdentifiers.secp256r1);
      write(file, new PemObject("EC PRIVATE KEY", sec1.getEncoded()));
    } else {
      write(file, keys.getPrivate());
    }
  }

  /** PKCS #8. */
  void writeKey(Path file) throws IOException {
    write(file, new JcaPKCS8Generator(keys.getPrivate(), null));
  }

  private static void write(Path file, Object part) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(out)) {
      pem.writeObject(part);
    }
  }

  /** For a client that trusts exactly these certificates. */
  static SSLContext trusting(Pem... pems) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < pems.length; i++) {
      store.setCertificateEntry("trusted" + i, pems[i].certificate);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
