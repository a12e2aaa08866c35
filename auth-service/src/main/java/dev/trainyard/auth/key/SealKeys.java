package dev.trainyard.auth.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs statements that outlive their key: they are checked with the public half of any key that
 * this platform ever had. Their type keeps them from being taken for an access token.
 */
@ApplicationScoped
public class SealKeys {

  private static final String TYPE = "audit-seal+jws";
  private static final AlgorithmConstraints EDDSA_ONLY =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

  private final KeyRing ring;
  private final SigningKeyRepository keys;

  SealKeys(KeyRing ring, SigningKeyRepository keys) {
    this.ring = ring;
    this.keys = keys;
  }

  /** The payload as a compact JWS (RFC 7515). */
  public String sign(String payload) {
    KeyRing.Active key = ring.active();
    var signature = new JsonWebSignature();
    signature.setHeader("typ", TYPE);
    signature.setKeyIdHeaderValue(key.id());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    signature.setPayload(payload);
    signature.setKey(key.key());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("A statement cannot be signed", e);
    }
  }

  /** The payload of a statement; empty when its signature does not verify. */
  @Transactional
  public Optional<String> verify(String statement) {
    try {
      var signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(EDDSA_ONLY);
      signature.setCompactSerialization(statement);
      Optional<SigningKeyEntity> key =
          TYPE.equals(signature.getHeader("typ"))
              ? keys.findByIdOptional(signature.getKeyIdHeaderValue())
              : Optional.empty();
      if (key.isEmpty()) {
        return Optional.empty();
      }
      signature.setKey(KeyVault.publicKey(key.get()));
      return signature.verifySignature() ? Optional.of(signature.getPayload()) : Optional.empty();
    } catch (JoseException e) {
      return Optional.empty();
    }
  }
}
