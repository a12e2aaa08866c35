package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.copy;
import static dev.trainyard.hub.HubApi.delete;
import static dev.trainyard.hub.HubApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class CommitTest {

  private final HubApi ada = HubApi.someone();
  private String repository;

  @BeforeEach
  void createRepository() {
    repository = ada.repository("private");
  }

  @Test
  void commitMakesFilesVisibleOnTheBranchAndUnderItsId() {
    // When
    String commit =
        ada.committed(repository, add("README.md", "hello"), add("data/a.csv", "x\n1\n"));

    // Then
    assertThat(ada.tree(repository, "main", "", true)).containsExactly("README.md", "data/a.csv");
    assertThat(ada.tree(repository, commit, "", false)).containsExactly("README.md", "data");
    ada.request()
        .get(path(repository, ""))
        .then()
        .body("head.id", equalTo(commit))
        .body("head.author", equalTo(ada.name()))
        .body("fileCount", equalTo(2))
        .body("sizeBytes", equalTo(9));
  }

  @Test
  void earlierCommitsKeepTheirFiles() {
    // Given
    String first = ada.committed(repository, add("a", "one"), add("b", "two"));

    // When
    String second =
        ada.committed(repository, add("a", "changed"), delete("b"), copy("c", first, "b"));

    // Then
    assertThat(ada.tree(repository, first, "", true)).containsExactly("a", "b");
    assertThat(ada.tree(repository, second, "", true)).containsExactly("a", "c");
    assertThat(ada.download(repository, first, "a").asString()).isEqualTo("one");
    assertThat(ada.download(repository, second, "a").asString()).isEqualTo("changed");
    assertThat(ada.download(repository, second, "c").asString()).isEqualTo("two");
    ada.request()
        .get(path(repository, "/commits/" + second))
        .then()
        .statusCode(200)
        .body("parents", equalTo(List.of(first)))
        .body("added", equalTo(2))
        .body("removed", equalTo(1));
  }

  @Test
  void outdatedParentIsRefusedAndChangesNothing() {
    // Given
    String first = ada.committed(repository, add("a", "one"));
    String second = ada.committed(repository, add("a", "two"));

    // When
    var response = ada.commit(repository, first, add("a", "three"));

    // Then
    response
        .then()
        .statusCode(412)
        .body("type", equalTo("urn:trainyard:problem:stale-version"))
        .body("detail", containsString(second))
        .body("errors[0].field", equalTo("parent"));
    assertThat(ada.download(repository, "main", "a").asString()).isEqualTo("two");
  }

  @Test
  void ofTwoCommittersWithOneParentExactlyOneWins() throws Exception {
    // Given
    String parent = ada.committed(repository, add("a", "0"));

    // When
    List<Integer> statuses =
        atOnce(6, i -> ada.commit(repository, parent, add("a", "v" + i)).statusCode());

    // Then
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 412);
    ada.request().get(path(repository, "/commits")).then().body("items", hasSize(2));
  }

  @Test
  void committersWithoutParentAllSucceedOneAfterTheOther() throws Exception {
    // When
    List<Integer> statuses =
        atOnce(6, i -> ada.commit(repository, null, add("f" + i, "v")).statusCode());

    // Then
    assertThat(statuses).containsOnly(201);
    assertThat(ada.tree(repository, "main", "", true))
        .containsExactly("f0", "f1", "f2", "f3", "f4", "f5");
    ada.request().get(path(repository, "")).then().body("fileCount", equalTo(6));
  }

  @Test
  void emptyRepositoryHasNoHeadAndAnEmptyTree() {
    // Then
    ada.request().get(path(repository, "")).then().body("head", nullValue());
    assertThat(ada.tree(repository, "main", "", true)).isEmpty();
    ada.request().get(path(repository, "/commits")).then().body("items", hasSize(0));
    ada.download(repository, "main", "a").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/./b",
        "a\\b",
        "a\u0007",
        "",
        ".git/config",
        "e\u0301"
      })
  void pathThatIsNotAllowedIsNamed(String path) {
    ada.commit(repository, null, add(path, "x"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("operations[0].path"));
  }

  @Test
  void pathCannotBeFileAndDirectory() {
    // Given
    ada.committed(repository, add("a/b", "x"), add("c", "x"));

    // Then
    ada.commit(repository, null, add("a", "x")).then().statusCode(422);
    ada.commit(repository, null, add("c/d", "x")).then().statusCode(422);
    ada.commit(repository, null, add("n", "x"), add("n/m", "x")).then().statusCode(422);
    ada.commit(repository, null, add("a", "x"), delete("a/b")).then().statusCode(201);
    ada.commit(repository, null, delete("c"), add("c/d", "x")).then().statusCode(201);
    assertThat(ada.tree(repository, "main", "", true)).containsExactly("a", "c/d");
  }

  @Test
  void contradictionsAreNamedByOperation() {
    // Given
    ada.committed(repository, add("a", "x"));

    // Then
    ada.commit(repository, null, delete("nope"))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("operations[0].path"));
    ada.commit(repository, null, delete("a"), copy("b", "main", "nope"))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("operations[1].fromPath"));
    ada.commit(repository, null, copy("b", "nope", "a"))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("operations[0].fromRev"));
    ada.commit(repository, null, add("b", UUID.randomUUID()))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("operations[0].uploadId"));
    ada.commit(repository, null, add("b", "1"), add("b", "2"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("operations[1].path"));
    ada.commit(repository, null, HubApi.Operation.of("op", "add", "path", "x"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("operations[0]"));
    ada.commit(
            repository, null, HubApi.Operation.of("op", "add", "path", "x", "contentBase64", "%%"))
        .then()
        .statusCode(400);
    ada.commit(repository, null, add("x", "y".repeat(262_145))).then().statusCode(400);
    ada.commit(repository, "nope", null, List.of(add("x", "y"))).then().statusCode(404);
  }

  @Test
  void requestIsValidated() {
    ada.json()
        .body(Map.of("message", "", "operations", List.of()))
        .post(path(repository, "/commits"))
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of("message", "operations")));
    ada.json().body("{}").post("/api/v1/datasets").then().statusCode(400);
    ada.json().post("/api/v1/datasets").then().statusCode(400);
    ada.json()
        .body(Map.of("message", "m", "operations", List.of(Map.of("op", "move", "path", "x"))))
        .post(path(repository, "/commits"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("operations[0].op"));
  }

  private static List<Integer> atOnce(int count, IntFunction<Integer> task) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        tasks.add(() -> task.apply(number));
      }
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
