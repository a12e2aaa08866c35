package dev.trainyard.dataset.profile;

import static dev.trainyard.dataset.DatasetApi.path;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.dataset.DatasetApi;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class ProfileTest {

  private final DatasetApi ada = new DatasetApi();
  private String repository;

  @BeforeEach
  void createRepository() {
    repository = ada.repository();
  }

  @Test
  void profileIsComputedAfterTheCommit() {
    // Given
    String csv =
        """
        id,price,ok,day,at,kind,note
        1,1.5,true,2024-01-31,2024-01-31T10:00:00Z,red,"said ""hi"", left"
        2,,false,2024-02-01,2024-02-01T10:00:00Z,blue,
        3,2.5,true,2023-12-31,2023-12-31 23:59:59,red,"two
        lines"
        """;

    // When
    ada.commit(repository, null, Map.of("data/train.csv", csv)).then().statusCode(201);

    // Then
    profile("data/train.csv")
        .body("status", equalTo("ready"))
        .body("format", equalTo("csv"))
        .body("delimiter", equalTo(","))
        .body("rows", equalTo(3))
        .body("bytesRead", equalTo(csv.length()))
        .body("columns.name", contains("id", "price", "ok", "day", "at", "kind", "note"))
        .body(
            "columns.type",
            contains("integer", "number", "boolean", "date", "datetime", "category", "category"))
        .body("columns[0].min", equalTo(1))
        .body("columns[0].max", equalTo(3))
        .body("columns[0].mean.toDouble()", closeTo(2, 1e-9))
        .body("columns[0].stddev.toDouble()", closeTo(1, 1e-9))
        .body("columns[1].nullCount", equalTo(1))
        .body("columns[3].min", equalTo("2023-12-31"))
        .body("columns[5].top[0].value", equalTo("red"))
        .body("columns[5].top[0].count", equalTo(2))
        .body("columns[6].distinctCount", equalTo(2))
        .body("columns[6].distinctExact", equalTo(true));
  }

  @Test
  void equalContentSharesOneProfileAndThePathMayBeLeftOut() {
    // Given
    ada.commit(repository, null, Map.of("a.csv", "x\n1\n")).then().statusCode(201);
    profile("a.csv").body("status", equalTo("ready"));
    String other = ada.repository();

    // When
    ada.commit(other, null, Map.of("b.csv", "x\n1\n", "README.md", "hi")).then().statusCode(201);

    // Then
    ada.request()
        .get(path(other, "/profile/main"))
        .then()
        .statusCode(200)
        .body("path", equalTo("b.csv"))
        .body("status", equalTo("ready"));
  }

  @Test
  void pathIsNeededWhereThereAreSeveralDataFiles() {
    // Given
    ada.commit(repository, null, Map.of("a.csv", "x\n1\n", "b.tsv", "x\n1\n", "c.txt", "text"))
        .then()
        .statusCode(201);

    // Then
    ada.request()
        .get(path(repository, "/profile/main"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("path"));
    ada.request().get(path(repository, "/profile/main?path=c.txt")).then().statusCode(422);
    ada.request().get(path(repository, "/profile/main?path=no.csv")).then().statusCode(404);
    ada.request().get(path(ada.repository(), "/profile/main")).then().statusCode(404);
  }

  @Test
  void fileThatIsBadBehindItsCheckFailsWithItsLine() {
    // When
    ada.commit(repository, "none", Map.of("bad.csv", "a,b\n1,2\n3\n")).then().statusCode(201);

    // Then
    profile("bad.csv")
        .body("status", equalTo("failed"))
        .body("problem.line", equalTo(3))
        .body("problem.message", containsString("1 cells"))
        .body("columns", hasSize(0));
  }

  @Test
  void jsonLinesBecomeColumns() {
    // When
    ada.commit(
            repository,
            null,
            Map.of(
                "m.jsonl",
                "{\"text\":\"hello there\",\"n\":1}\n{\"n\":2.5,\"extra\":{\"a\":[1]}}\n\n"))
        .then()
        .statusCode(201);

    // Then
    profile("m.jsonl")
        .body("delimiter", nullValue())
        .body("rows", equalTo(2))
        .body("columns.name", contains("text", "n", "extra"))
        .body("columns.type", contains("category", "number", "category"))
        .body("columns.nullCount", contains(1, 0, 1));
    ada.request()
        .get(path(repository, "/rows/main"))
        .then()
        .statusCode(200)
        .body(
            "rows",
            equalTo(
                List.of(
                    Arrays.asList("hello there", "1", null),
                    Arrays.asList(null, "2.5", "{\"a\":[1]}"))));
  }

  @Test
  void numbersThatAreNotFiniteAreCounted() {
    // When
    ada.commit(repository, null, Map.of("n.csv", "x\n1\nNaN\ninf\n-Infinity\n1e999\n3\n"))
        .then()
        .statusCode(201);

    // Then
    profile("n.csv")
        .body("columns[0].type", equalTo("number"))
        .body("columns[0].nonFiniteCount", equalTo(4))
        .body("columns[0].nullCount", equalTo(1))
        .body("columns[0].mean.toDouble()", closeTo(2, 1e-9));
  }

  @Test
  void previewShowsTheFirstRowsAndShortensLongCells() {
    // Given
    ada.commit(repository, null, Map.of("p.csv", "a;b\n1;" + "x".repeat(5000) + "\n2;\n3;z\n"))
        .then()
        .statusCode(201);

    // Then
    ada.request()
        .get(path(repository, "/rows/main?limit=2"))
        .then()
        .statusCode(200)
        .body("columns.name", contains("a", "b"))
        .body("rows", hasSize(2))
        .body("rows[1][1]", nullValue())
        .body("truncatedCells", equalTo(true));
    ada.request().get(path(repository, "/rows/main?limit=201")).then().statusCode(400);
  }

  @Test
  void previewOfABadFileShowsWhatIsThereOrSaysWhy() {
    // Given
    ada.commit(repository, "none", Map.of("late.csv", "a\n1\n1,2\n", "early.csv", "a,a\n1,2\n"))
        .then()
        .statusCode(201);

    // Then
    ada.request().get(path(repository, "/rows/main?path=late.csv")).then().body("rows", hasSize(1));
    ada.request()
        .get(path(repository, "/rows/main?path=early.csv"))
        .then()
        .statusCode(422)
        .body("errors[0].message", containsString("line 1, column a"));
  }

  private ValidatableResponse profile(String file) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> ada.request().get(path(repository, "/profile/main?path=" + file)).path("status"),
            status -> status.equals("ready") || status.equals("failed"));
    return ada.request().get(path(repository, "/profile/main?path=" + file)).then().statusCode(200);
  }
}
