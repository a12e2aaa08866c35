package dev.trainyard.auth.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that have read an organisation before another one decides about it. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class ConcurrentOrganisationTest {

  @Inject OrganisationRepository organisations;
  private Person ada;
  private String acme;

  @BeforeEach
  void somebodyOwnsAnOrganisation() {
    ada = People.person("ada");
    acme = People.freshName("acme");
    ada.asks().body(Map.of("name", acme)).post("/api/v1/orgs").then().statusCode(201);
  }

  @Test
  void nameThatIsWrittenLateTakesNoDeletionBack() {
    // When
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              OrganisationEntity organisation = organisations.byName(acme).orElseThrow();
              ask();
              organisation.displayName("The Acme");
            });

    // Then
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              OrganisationEntity organisation = organisations.byName(acme).orElseThrow();
              assertThat(organisation.deletionAt()).isNotNull();
              assertThat(organisation.displayName()).isEqualTo("The Acme");
            });
  }

  @Test
  void whoHoldsAnOrganisationSeesItAsItIsNow() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              // Given
              assertThat(organisations.byName(acme).orElseThrow().deletionAt()).isNull();
              ask();

              // Then
              assertThat(organisations.byNameLocked(acme).orElseThrow().deletionAt()).isNotNull();
            });
  }

  private void ask() {
    ada.asks()
        .body(Map.of("name", acme))
        .post("/api/v1/orgs/" + acme + "/deletion")
        .then()
        .statusCode(202);
  }
}
