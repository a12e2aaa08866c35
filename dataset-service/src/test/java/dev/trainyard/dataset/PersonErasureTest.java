package dev.trainyard.dataset;

import static dev.trainyard.dataset.DatasetApi.path;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.data.audit.AuditVerification;
import dev.trainyard.testing.AuditedOperations;
import dev.trainyard.testing.DatabaseSearch;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left in the datasets of a person whose data had to go. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class PersonErasureTest {

  private static final String ADDRESS = "zyxwvara@example.org";
  private static final String PSEUDONYM = "deleted-00ff00ff00ff";

  @Inject AgroalDataSource dataSource;
  @Inject AuditVerification verification;

  @Test
  void ownDatasetsGoAndOthersNameThePseudonym() throws SQLException {
    // Given
    Tokens.Builder person = Tokens.user("zyxwvara").in("erased-org", "owner");
    create(person, "zyxwvara", "mine");
    create(person, "erased-org", "ours");
    commit(person, "zyxwvara/mine", "first");
    String commit = commit(person, "erased-org/ours", "from zyxwvara, see " + ADDRESS);
    given()
        .auth()
        .oauth2(person.sign())
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", 3)
        .header("Upload-Metadata", "filename enl4d3ZhcmEuY3N2")
        .post(path("erased-org/ours", "/uploads"))
        .then()
        .statusCode(201);
    UUID erasure = UUID.randomUUID();
    assertThat(export()).contains("\"kind\":\"repository\"", "\"kind\":\"commit\"", "zyxwvara.csv");

    // When
    erase(erasure).statusCode(200).body("counts.repositoriesDeleted", equalTo(1));

    // Then
    Tokens.Builder heir = Tokens.user("heir").in("erased-org", "reader");
    Tokens.as(Tokens.user("anybody").admin()).get(path("zyxwvara/mine", "")).then().statusCode(404);
    Tokens.as(heir)
        .get(path("erased-org/ours", "/commits/" + commit))
        .then()
        .statusCode(200)
        .body("author", equalTo(PSEUDONYM))
        .body("message", equalTo("from %s, see %s".formatted(PSEUDONYM, PSEUDONYM)));
    try (Connection connection = dataSource.getConnection()) {
      assertThat(DatabaseSearch.places(connection, "zyxwvara")).isEmpty();
    }
    assertThat(verification.verify().findings()).isEmpty();
    assertThat(export()).doesNotContain("\"kind\":\"repository\"", "zyxwvara");

    // When
    ValidatableResponse again = erase(erasure);

    // Then
    again.statusCode(200).body("counts.repositoriesDeleted", equalTo(1));
  }

  @Test
  void ofAnOrganisationOnlyTheNamespaceGoes() {
    // Given
    Tokens.Builder ada = Tokens.user("ada").in("leaving-org", "owner").in("staying-org", "owner");
    create(ada, "leaving-org", "theirs");
    create(ada, "staying-org", "ours");
    String commit = commit(ada, "staying-org/ours", "taken over from leaving-org");

    // When
    ValidatableResponse erased =
        erase(
            UUID.randomUUID().toString(),
            Map.of(
                "id",
                UUID.randomUUID(),
                "name",
                "leaving-org",
                "addresses",
                List.of(),
                "pseudonymId",
                UUID.randomUUID(),
                "pseudonym",
                PSEUDONYM,
                "organisation",
                true));

    // Then
    erased.statusCode(200).body("counts.repositoriesDeleted", equalTo(1));
    Tokens.as(Tokens.user("anybody").admin())
        .get(path("leaving-org/theirs", ""))
        .then()
        .statusCode(404);
    Tokens.as(ada)
        .get(path("staying-org/ours", "/commits/" + commit))
        .then()
        .statusCode(200)
        .body("author", equalTo("ada"))
        .body("message", equalTo("taken over from leaving-org"));
  }

  @Test
  void whatNamesNobodyIsRefused() {
    erase("no-number", AuditedOperations.erasure().body()).statusCode(404);
    erase(UUID.randomUUID().toString(), Map.of("name", "x")).statusCode(400);
  }

  /** What the person would get to read. */
  private static String export() {
    return given()
        .header("X-Trainyard-Client", PlatformTestResource.AUTH_CLIENT)
        .get("/internal/exports/" + Tokens.idOf("zyxwvara") + "?name=zyxwvara")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static ValidatableResponse erase(UUID erasure) {
    return erase(
        erasure.toString(),
        Map.of(
            "id", Tokens.idOf("zyxwvara"),
            "name", "zyxwvara",
            "addresses", List.of(ADDRESS),
            "pseudonymId", UUID.randomUUID(),
            "pseudonym", PSEUDONYM));
  }

  private static ValidatableResponse erase(String erasure, Object person) {
    return given()
        .header("X-Trainyard-Client", PlatformTestResource.AUTH_CLIENT)
        .contentType("application/json")
        .body(person)
        .put("/internal/erasures/" + erasure)
        .then();
  }

  private static void create(Tokens.Builder person, String namespace, String name) {
    Tokens.as(person)
        .body(Map.of("namespace", namespace, "name", name, "description", "by zyxwvara"))
        .post("/api/v1/datasets")
        .then()
        .statusCode(201);
  }

  private static String commit(Tokens.Builder person, String dataset, String message) {
    return Tokens.as(person)
        .body(
            Map.of(
                "message",
                message,
                "operations",
                List.of(Map.of("op", "add", "path", "x.txt", "contentBase64", "eA=="))))
        .post(path(dataset, "/commits"))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
