package dev.trainyard.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that would be good if a verifier believed what their headers say (RFC 8725, section 2): no
 * signature, a public key as a shared secret, a key that the token itself brings or points to, a
 * key id that is a path or a statement.
 */
public final class ConfusedTokens {

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final KeyPair STRANGER = Tokens.generate();

  private ConfusedTokens() {}

  /**
   * Variations of a good token, by what they try.
   *
   * @param publicKey the 32 bytes that verify the good token
   * @param keySetUrl where somebody else publishes the key that signs some of them
   */
  public static Map<String, String> of(String good, byte[] publicKey, String keySetUrl) {
    String[] parts = good.split("\\.", -1);
    String id = keyId(parts[0]);
    String payload = parts[1];
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
      tokens.put("alg " + none, header(none, id, "") + "." + payload + ".");
    }
    tokens.put(
        "alg none with a signature", header("none", id, "") + "." + payload + "." + parts[2]);
    tokens.put("no signature", parts[0] + "." + payload + ".");
    byte[] asText = TEXT.encodeToString(publicKey).getBytes(StandardCharsets.US_ASCII);
    tokens.put("public key as a secret", shared(header("HS256", id, ""), payload, publicKey));
    tokens.put("its text as a secret", shared(header("HS256", id, ""), payload, asText));
    tokens.put("empty secret", shared(header("HS256", id, ""), payload, new byte[1]));
    tokens.put("own key, known id", signed(header("EdDSA", id, ""), payload));
    tokens.put("own key, no id", signed(encode("{\"alg\":\"EdDSA\",\"typ\":\"at+jwt\"}"), payload));
    tokens.put("jku", signed(header("EdDSA", "k", ",\"jku\":\"" + keySetUrl + "\""), payload));
    tokens.put("x5u", signed(header("EdDSA", id, ",\"x5u\":\"" + keySetUrl + "\""), payload));
    tokens.put("jwk", signed(header("EdDSA", id, ",\"jwk\":" + jwk()), payload));
    for (String path : new String[] {"../../../../dev/null", "file:///dev/null", keySetUrl}) {
      tokens.put("kid " + path, signed(header("EdDSA", path, ""), payload));
      tokens.put("kid and secret " + path, shared(header("HS256", path, ""), payload, new byte[1]));
    }
    tokens.put("kid statement", signed(header("EdDSA", "x' UNION SELECT 'y' --", ""), payload));
    tokens.put("another header", header("EdDSA", id, "") + "." + payload + "." + parts[2]);
    return tokens;
  }

  /** The stranger's key as a key set that {@code jku} points to. */
  public static String keySet() {
    return "{\"keys\":[" + jwk() + "]}";
  }

  private static String jwk() {
    byte[] encoded = ((EdECPublicKey) STRANGER.getPublic()).getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"kid\":\"k\",\"x\":\""
        + TEXT.encodeToString(raw)
        + "\"}";
  }

  private static String keyId(String header) {
    String text = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
    return text.replaceFirst(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  private static String header(String algorithm, String keyId, String more) {
    return encode(
        "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"%s}".formatted(algorithm, keyId, more));
  }

  private static String encode(String text) {
    return TEXT.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(String header, String payload) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(STRANGER.getPrivate());
      signature.update((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
      return header + "." + payload + "." + TEXT.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shared(String header, String payload, byte[] secret) {
    Key key = new SecretKeySpec(secret, "HmacSHA256");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] code = mac.doFinal((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
      return header + "." + payload + "." + TEXT.encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
