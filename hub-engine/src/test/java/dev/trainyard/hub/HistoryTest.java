package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.delete;
import static dev.trainyard.hub.HubApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Visibility;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.References;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class HistoryTest {

  private final HubApi ada = HubApi.someone();
  private String repository;

  @Inject Sql sql;
  @Inject References references;

  @BeforeEach
  void createRepository() {
    repository = ada.repository("private");
  }

  @Test
  void branchesGoTheirOwnWays() {
    // Given
    String first = ada.committed(repository, add("a", "1"), add("b", "1"));
    ada.committed(repository, add("c", "main"));
    branch("side", first).then().statusCode(201).body("commit", equalTo(first));

    // When
    String onSide = onBranch("side", add("d", "side"), delete("a"));

    // Then
    assertThat(ada.tree(repository, "main", "", true)).containsExactly("a", "b", "c");
    assertThat(ada.tree(repository, "side", "", true)).containsExactly("b", "d");
    assertThat(ada.tree(repository, first, "", true)).containsExactly("a", "b");
    assertThat(log("side")).containsExactly(onSide, first);
    ada.request()
        .get(path(repository, "/branches"))
        .then()
        .body("items.name", contains("main", "side"));
  }

  @Test
  void removedFileOfALowerLineCanComeBack() {
    // Given
    String first = ada.committed(repository, add("a", "1"));
    ada.committed(repository, add("b", "1"));
    branch("side", first).then().statusCode(201);
    onBranch("side", delete("a"));

    // When
    onBranch("side", add("a", "again"));

    // Then
    assertThat(ada.download(repository, "side", "a").asString()).isEqualTo("again");
    assertThat(ada.download(repository, "main", "a").asString()).isEqualTo("1");
  }

  @Test
  void linesThatStackTooHighAreFlattenedWithoutLosingAFile() {
    // Given
    List<String> expected = new ArrayList<>(List.of("base"));
    String head = ada.committed(repository, add("base", "x"), add("gone", "x"));
    branch("b0", head).then().statusCode(201);
    ada.committed(repository, add("main-only", "x"));
    String commit = onBranch("b0", delete("gone"));

    // When
    for (int i = 1; i <= 20; i++) {
      branch("b" + i, commit).then().statusCode(201);
      onBranch("b" + (i - 1), add("ahead" + i, "x"));
      String name = "f%02d".formatted(i);
      commit = onBranch("b" + i, add(name, "v" + i));
      expected.add(name);
    }

    // Then
    assertThat(ada.tree(repository, commit, "", true)).containsExactlyElementsOf(expected);
    assertThat(ada.download(repository, commit, "base").asString()).isEqualTo("x");
    assertThat(ada.download(repository, commit, "f07").asString()).isEqualTo("v7");
    assertThat(log(commit)).hasSize(22).contains(head);
    assertThat(
            sql.first(
                "SELECT max(l.depth) AS depth FROM hub_line l JOIN hub_repository r"
                    + " ON r.id = l.repository_id WHERE r.namespace = ?",
                row -> row.integer("depth"),
                ada.name()))
        .contains(16);
  }

  @Test
  void directoriesAreListedWithoutTheirFiles() {
    // Given
    ada.committed(
        repository,
        add("a-b", "1"),
        add("a/x", "1"),
        add("a/y/z", "1"),
        add("a.txt", "1"),
        add("é/ü", "1"),
        add("zz/1", "1"),
        add("zz/2", "1"),
        add("zz/3", "1"),
        add("zz/4/5", "1"),
        add("😀", "1"));

    // Then
    assertThat(ada.tree(repository, "main", "", false))
        .containsExactly("a-b", "a.txt", "a", "zz", "é", "😀");
    assertThat(ada.tree(repository, "main", "a", false)).containsExactly("a/x", "a/y");
    assertThat(ada.tree(repository, "main", "zz", true))
        .containsExactly("zz/1", "zz/2", "zz/3", "zz/4/5");
    assertThat(ada.tree(repository, "main", "", true)).hasSize(10);
    ada.request()
        .get(path(repository, "/tree/main"))
        .then()
        .body("items[0].type", equalTo("file"))
        .body("items[0].sizeBytes", equalTo(1))
        .body("items[2].type", equalTo("directory"));
    for (String absent : List.of("nope", "a-b", "a/", "../x")) {
      ada.request()
          .queryParam("path", absent)
          .get(path(repository, "/tree/main"))
          .then()
          .statusCode(404);
    }
  }

  @Test
  void historyIsPaged() {
    // Given
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      commits.addFirst(ada.committed(repository, add("f" + i, "x")));
    }

    // Then
    assertThat(log("main")).isEqualTo(commits);
    assertThat(log(commits.get(2))).isEqualTo(commits.subList(2, 5));
    ada.request().get(path(repository, "/commits?rev=nope")).then().statusCode(404);
    ada.request().get(path(repository, "/commits/nope")).then().statusCode(404);
    ada.request().get(path(repository, "/commits/" + "0".repeat(40))).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "-x", "a..b", "0123456789012345678901234567890123456789"})
  void badBranchNameIsNamed(String name) {
    branch(name, "main").then().statusCode(400).body("errors[0].field", equalTo("branch"));
  }

  @Test
  void branchRulesHold() {
    ada.committed(repository, add("a", "1"));
    branch("side", "main").then().statusCode(201);
    branch("side", "main").then().statusCode(409);
    branch("other", "nope").then().statusCode(400).body("errors[0].field", equalTo("from"));
    ada.request().delete(path(repository, "/branches/main")).then().statusCode(409);
    ada.request().delete(path(repository, "/branches/side")).then().statusCode(204);
    ada.request().delete(path(repository, "/branches/side")).then().statusCode(404);
  }

  @Test
  void tagsStayWhereTheyAre() {
    // Given
    String first = ada.committed(repository, add("a", "1"));
    RepositoryRef ref =
        sql.first(
                "SELECT * FROM hub_repository WHERE namespace = ?",
                row ->
                    new RepositoryRef(
                        row.uuid("id"),
                        row.text("namespace"),
                        row.text("name"),
                        Visibility.PRIVATE),
                ada.name())
            .orElseThrow();

    // When
    QuarkusTransaction.requiringNew().run(() -> references.tag(ref, "v1", first));
    QuarkusTransaction.requiringNew().run(() -> references.tag(ref, "stable", first));
    ada.committed(repository, add("a", "2"));

    // Then
    assertThat(ada.download(repository, "v1", "a").asString()).isEqualTo("1");
    ada.request()
        .get(path(repository, "/tags"))
        .then()
        .body("items.name", contains("stable", "v1"))
        .body("items.commit", equalTo(List.of(first, first)));
    branch("stable", "main").then().statusCode(409);
    Assertions.assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> QuarkusTransaction.requiringNew().run(() -> references.tag(ref, "v1", first)));
  }

  private Response branch(String name, String from) {
    return ada.json().body(Map.of("from", from)).put(path(repository, "/branches/" + name));
  }

  private String onBranch(String branch, HubApi.Operation... operations) {
    return ada.commit(repository, branch, null, List.of(operations))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private List<String> log(String revision) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      Response page =
          ada.request()
              .queryParam("rev", revision)
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get(path(repository, "/commits"));
      page.then().statusCode(200);
      ids.addAll(page.jsonPath().getList("items.id", String.class));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    return ids;
  }
}
