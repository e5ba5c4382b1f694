package dev.usertemplate.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Certificate and private key in PEM files, as certificate authorities and their clients write
 * them.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key the private key: PKCS #8, PKCS #1 or SEC 1, not encrypted
 */
record Tls(Path certificate, Path key) {
  /** Of a key store that never leaves the memory. */
  private static final char[] NO_PASSWORD = new char[0];

  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

  /** The files, to look at for changes. */
  List<Path> files() {
    return List.of(certificate, key);
  }

  /** What the web server needs, with the files as they are now. */
  SslContextFactory.Server contextFactory() throws IOException, GeneralSecurityException {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setKeyStore(keyStore());
    factory.setKeyStorePassword("");
    return factory;
  }

  /** Takes the files as they are now for connections from now on; fails without any effect. */
  void renew(SslContextFactory.Server factory) throws Exception {
    KeyStore renewed = keyStore();
    factory.reload(it -> factory.setKeyStore(renewed));
  }

  private KeyStore keyStore() throws IOException, GeneralSecurityException {
    Certificate[] chain = chain();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("server", privateKey(chain[0].getPublicKey()), NO_PASSWORD, chain);
    return store;
  }

  /** Reading a pipe could block for ever. */
  private static void checkRegular(Path file) throws CertificateException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CertificateException("%s is not a regular file".formatted(file));
    }
  }

  private Certificate[] chain() throws IOException, GeneralSecurityException {
    checkRegular(certificate);
    Certificate[] chain;
    try (InputStream in = Files.newInputStream(certificate)) {
      chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
    } catch (NoSuchFileException e) {
      throw new CertificateException("There is no file " + certificate, e);
    } catch (CertificateException e) {
      throw new CertificateException("%s holds a malformed certificate".formatted(certificate), e);
    }
    if (chain.length == 0) {
      throw new CertificateException("There is no certificate in " + certificate);
    }
    return chain;
  }

  private PrivateKey privateKey(PublicKey publicKey) throws IOException, GeneralSecurityException {
    byte[] encoded = privateKeyInfo().getEncoded();
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (belongTogether(privateKey, publicKey)) {
        return privateKey;
      }
    } catch (InvalidKeySpecException e) {
      // Of another kind than the certificate's.
    }
    throw new CertificateException(
        "The key in %s is not that of the first certificate in %s".formatted(key, certificate));
  }

  private PrivateKeyInfo privateKeyInfo() throws CertificateException {
    checkRegular(key);
    try (Reader reader = Files.newBufferedReader(key, StandardCharsets.US_ASCII);
        PEMParser parser = new PEMParser(reader)) {
      // Parameters of a curve may stand before the key.
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PEMKeyPair pair) {
          return pair.getPrivateKeyInfo();
        }
        if (part instanceof PrivateKeyInfo info) {
          return info;
        }
      }
    } catch (NoSuchFileException e) {
      throw new CertificateException("There is no file " + key, e);
    } catch (IOException | RuntimeException e) {
      // Without the parser's words: they may hold some of the file's.
      throw new CertificateException("%s holds a malformed private key".formatted(key));
    }
    throw new CertificateException(
        "There is no private key in %s, or it is encrypted".formatted(key));
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(privateKey);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(PROBE);
    return signature.verify(signed);
  }
}
