package dev.trainyard.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.lock.Fences;
import dev.trainyard.data.MigrateMode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class KeyRotationTest {

  @Inject KeyRotation rotation;
  @Inject KeyRing ring;
  @Inject SigningKeyRepository keys;
  @Inject KeyVault vault;
  @Inject Fences fences;

  @Test
  void newKeyIsPublishedBeforeItSignsAndTheOldOneStaysUntilItsTokensHaveExpired() {
    // Given
    Person ada = People.person("ada");
    String oldToken = ada.jwt();
    String oldKey = ring.active().id();

    try (var _ = ShiftedClock.forward(Duration.ofDays(30))) {
      // When
      advance();

      // Then
      assertThat(ring.active().id()).isEqualTo(oldKey);
      assertThat(keySet()).contains(oldKey).hasSize(2);

      // When
      try (var _ = ShiftedClock.forward(Duration.ofMinutes(16))) {
        advance();

        // Then
        String newKey = ring.active().id();
        assertThat(newKey).isNotEqualTo(oldKey);
        assertThat(keySet()).contains(oldKey, newKey);
        assertThat(wrappedKeyOf(oldKey)).isNull();
        People.anonymous().auth().oauth2(oldToken).get("/api/v1/users/me").then().statusCode(200);

        // When
        try (var _ = ShiftedClock.forward(Duration.ofMinutes(81))) {
          advance();
          assertThat(keySet()).contains(newKey).doesNotContain(oldKey);
        }
      }
    }
    People.anonymous().auth().oauth2(oldToken).get("/api/v1/users/me").then().statusCode(401);
  }

  @Test
  void emergencyReplacesEveryKeyAndTheTokensThatTheySigned() {
    // Given
    Person ada = People.person("ada");
    String oldToken = ada.jwt();
    String oldKey = ring.active().id();

    // When
    Awaitility.await().until(() -> new MigrateMode.Once().run("replace-signing-keys") == 0);
    ring.reload();

    // Then
    assertThat(keySet()).hasSize(1).doesNotContain(oldKey);
    People.anonymous().auth().oauth2(oldToken).get("/api/v1/users/me").then().statusCode(401);
    ada.asks().get("/api/v1/users/me").then().statusCode(200);
  }

  @Test
  void onlyOneReplicaAtATimeChangesKeys() throws Exception {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              // Given
              Awaitility.await().pollInSameThread().until(fences::signingKeys);

              // When
              boolean leads;
              try (var other = Executors.newSingleThreadExecutor()) {
                leads = other.submit(rotation::advance).get();
              } catch (Exception e) {
                throw new AssertionError(e);
              }

              // Then
              assertThat(leads).isFalse();
            });
  }

  @Test
  void wrappedKeyOpensOnlyInItsOwnRow() {
    // Given
    SigningKeyEntity first = vault.generate(Instant.now());
    SigningKeyEntity second = vault.generate(Instant.now());
    var moved =
        new SigningKeyEntity(
            second.id(),
            second.publicKey(),
            first.wrappedKey(),
            first.wrappedUnder(),
            first.publishedAt());

    // Then
    assertThat(vault.unwrap(first).getAlgorithm()).isEqualTo("EdDSA");
    assertThatThrownBy(() -> vault.unwrap(moved)).hasMessageContaining("cannot be unwrapped");
  }

  /** The scheduled look may be at it in this moment, in which case it does the work. */
  private void advance() {
    Awaitility.await().until(rotation::advance);
    ring.reload();
  }

  private byte[] wrappedKeyOf(String id) {
    return QuarkusTransaction.requiringNew().call(() -> keys.findById(id).wrappedKey());
  }

  private static List<String> keySet() {
    return People.anonymous()
        .get("/.well-known/jwks.json")
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, max-age=60")
        .extract()
        .path("keys.kid");
  }
}
