package dev.trainyard.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Signed access tokens for tests. They are real, so the same test passes against the JVM jar, the
 * native binary and a cluster, which {@code @TestSecurity} cannot do.
 */
public final class Tokens {

  private static final String KEY_ID = "test-key";
  private static final KeyPair KEYS = generate();

  private Tokens() {}

  /** A user with an own namespace of the same name; the id is derived from the name. */
  public static Builder user(String name) {
    return new Builder(name);
  }

  /** A robot of an organisation: no namespace of its own, one role, no rights of people. */
  public static Builder robot(String organisation, String role) {
    Builder robot = new Builder(organisation + "+robot");
    robot.namespaces.clear();
    robot.groups.clear();
    robot.groups.add("robot");
    return robot.in(organisation, role).credential("robot");
  }

  /** Starts a JSON request with the user's full rights. */
  public static RequestSpecification as(Builder user) {
    return given().auth().oauth2(user.sign()).contentType(ContentType.JSON);
  }

  /**
   * Tokens of an administrator that no route may take: expired, forged, or signed for something
   * else than access to this platform.
   */
  public static List<String> refused() {
    return List.of(
        user("root").admin().life(Duration.ofMinutes(-5)).sign(),
        user("root").admin().sign().replaceFirst("[^.]+$", "A".repeat(86)),
        user("root").admin().use("refresh").sign(),
        user("root").admin().use("").sign(),
        user("root").admin().type("JWT").sign(),
        user("root").admin().issuer("urn:elsewhere").sign(),
        user("root").admin().audience("elsewhere").sign());
  }

  /** A stable id for a user's name. */
  public static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code file:} URL of the key set that verifies these tokens. */
  static String jwksLocation() {
    try {
      Path file = Files.createTempFile("trainyard-test-jwks", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(file, jwks());
      return file.toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The 32 bytes of the public key that verifies these tokens (RFC 8037). */
  public static byte[] publicKey() {
    byte[] encoded = ((EdECPublicKey) KEYS.getPublic()).getEncoded();
    // The last 32 bytes of the X.509 form of an Ed25519 key are the key itself (RFC 8410).
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  /** The key set as JSON, for tests that serve it themselves. */
  public static String jwks() {
    return """
    {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"%s","x":"%s"}]}"""
        .formatted(KEY_ID, Base64.getUrlEncoder().withoutPadding().encodeToString(publicKey()));
  }

  static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Describes a caller; immutable names make it safe to keep in a test's field. */
  public static final class Builder {

    private final String name;
    private final List<String> namespaces = new ArrayList<>();
    private final List<String> groups = new ArrayList<>(List.of("user"));
    private String scope = "read write";
    private String credential = "session";
    private String use = "access";
    private String type = "at+jwt";
    private String issuer = "urn:trainyard:auth";
    private String audience = "trainyard";
    private Duration life = Duration.ofMinutes(5);
    private UUID credentialId = UUID.randomUUID();
    private UUID job;
    private List<String> only;

    private Builder(String name) {
      this.name = name;
      this.namespaces.add(name + ":owner");
    }

    /** Adds a role ({@code reader}, {@code writer}, {@code maintainer}, {@code owner}). */
    public Builder in(String namespace, String role) {
      namespaces.add(namespace + ":" + role);
      return this;
    }

    public Builder admin() {
      groups.add("admin");
      return this;
    }

    public Builder auditor() {
      groups.add("auditor");
      return this;
    }

    public Builder readOnly() {
      return scope("read");
    }

    /** Space-separated scopes, such as {@code dataset:write job:read}. */
    public Builder scope(String words) {
      scope = words;
      return this;
    }

    /** Limits the token to these places: {@code acme}, {@code datasets/acme/x}. */
    public Builder only(String... places) {
      only = List.of(places);
      return this;
    }

    /** {@code session}, {@code token}, {@code robot}, {@code job} or {@code operator}. */
    public Builder credential(String kind) {
      credential = kind;
      return this;
    }

    public Builder credentialId(UUID id) {
      credentialId = id;
      return this;
    }

    public Builder job(UUID id) {
      job = id;
      credential = "job";
      return this;
    }

    /** Another {@code use} claim than {@code access}: such a token must be refused. */
    public Builder use(String value) {
      use = value;
      return this;
    }

    /** Another {@code typ} header than {@code at+jwt}. */
    public Builder type(String value) {
      type = value;
      return this;
    }

    public Builder issuer(String value) {
      issuer = value;
      return this;
    }

    public Builder audience(String value) {
      audience = value;
      return this;
    }

    /** Negative for a token that has expired. */
    public Builder life(Duration value) {
      life = value;
      return this;
    }

    public String name() {
      return name;
    }

    public String sign() {
      JwtClaimsBuilder claims =
          Jwt.issuer(issuer)
              .audience(audience)
              .subject(idOf(name).toString())
              .upn(name)
              .groups(Set.copyOf(groups))
              .claim("ns", namespaces)
              .claim("scope", scope)
              .claim("cred", credential)
              .claim("use", use)
              .claim("sid", credentialId.toString())
              .claim("jti", UUID.randomUUID().toString())
              .issuedAt(Instant.now().plus(life).minus(Duration.ofMinutes(15)))
              .expiresAt(Instant.now().plus(life));
      if (only != null) {
        claims.claim("only", only);
      }
      if (job != null) {
        claims.claim("job", job.toString());
      }
      return claims
          .jws()
          .keyId(KEY_ID)
          .type(type)
          .algorithm(SignatureAlgorithm.EDDSA)
          .sign(KEYS.getPrivate());
    }
  }
}
