package ai.kubernaut.we.controller;

import java.io.IOException;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Private keys as openssl and Go write them: PKCS #1 and SEC 1. */
public final class OlderKeys {

  private OlderKeys() {}

  /** {@code RSA PRIVATE KEY} or, of the curve P-256, {@code EC PRIVATE KEY}. */
  public static String pem(KeyPair pair) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter pem = new PemWriter(text)) {
      pem.writeObject(
          new PemObject(pair.getPublic().getAlgorithm() + " PRIVATE KEY", encoded(pair)));
    }
    return text.toString();
  }

  private static byte[] encoded(KeyPair pair) throws IOException {
    ASN1Encodable key =
        PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded()).parsePrivateKey();
    if (pair.getPrivate() instanceof ECPrivateKey secret) {
      byte[] point =
          SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
              .getPublicKeyData()
              .getBytes();
      key =
          new org.bouncycastle.asn1.sec.ECPrivateKey(
              256, secret.getS(), new DERBitString(point), X9ObjectIdentifiers.prime256v1);
    }
    return key.toASN1Primitive().getEncoded();
  }
}
