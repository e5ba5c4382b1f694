package dev.usertemplate.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
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

  /** What the web server needs, still without a key store. */
  static SslContextFactory.Server contextFactory() {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setKeyStorePassword("");
    return factory;
  }

  /** Takes the files as they are now for connections from now on; fails without any effect. */
  void renew(SslContextFactory.Server factory) throws Exception {
    KeyStore renewed = keyStore();
    factory.reload(it -> factory.setKeyStore(renewed));
  }

  /** The files as they are now. */
  KeyStore keyStore() throws BrokenFileException {
    Certificate[] chain = chain();
    PrivateKey privateKey = privateKey(chain[0].getPublicKey());
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", privateKey, NO_PASSWORD, chain);
      return store;
    } catch (KeyStoreException e) {
      throw new BrokenFileException(
          certificate, "holds certificates that do not follow from one another");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has PKCS #12", e);
    }
  }

  /** Whether every user of the machine can read the private key, as far as the system tells. */
  boolean isKeyOpenToAll() {
    PosixFileAttributeView view = Files.getFileAttributeView(key, PosixFileAttributeView.class);
    try {
      return view != null
          && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      return false;
    }
  }

  private Certificate[] chain() throws BrokenFileException {
    checkRegular(certificate);
    Certificate[] chain;
    try (InputStream in = Files.newInputStream(certificate)) {
      chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
    } catch (IOException e) {
      throw new BrokenFileException(certificate, "cannot be read by this process");
    } catch (CertificateException e) {
      throw new BrokenFileException(certificate, "holds a malformed certificate");
    }
    if (chain.length == 0) {
      throw new BrokenFileException(certificate, "holds no certificate");
    }
    return chain;
  }

  private PrivateKey privateKey(PublicKey publicKey) throws BrokenFileException {
    PrivateKeyInfo info = privateKeyInfo();
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
      if (belongTogether(privateKey, publicKey)) {
        return privateKey;
      }
    } catch (InvalidKeySpecException e) {
      // Of another kind than the certificate's.
    } catch (IOException | GeneralSecurityException e) {
      throw new BrokenFileException(key, "holds a private key that cannot be used");
    }
    throw new BrokenFileException(
        key, "holds another key than that of the first certificate in " + certificate);
  }

  private PrivateKeyInfo privateKeyInfo() throws BrokenFileException {
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
    } catch (IOException | RuntimeException e) {
      // Without the parser's words: they may hold some of the file's.
      throw new BrokenFileException(key, "holds a malformed private key, or cannot be read");
    }
    throw new BrokenFileException(key, "holds no private key, or an encrypted one");
  }

  /** Reading a pipe could block for ever. */
  private static void checkRegular(Path file) throws BrokenFileException {
    if (!Files.exists(file)) {
      throw new BrokenFileException(file, "does not exist, or this process may not see it");
    }
    if (!Files.isRegularFile(file)) {
      throw new BrokenFileException(file, "is not a regular file");
    }
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

  /** A file that cannot be used; says which and why, without a word of the file itself. */
  static final class BrokenFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    BrokenFileException(Path file, String problem) {
      super(file + " " + problem);
      this.file = file;
    }

    Path file() {
      return file;
    }
  }
}
