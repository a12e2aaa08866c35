package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.path;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RepositoryTest {

  private static final String ROOT = "/api/v1/datasets";

  private final HubApi ada = HubApi.someone();

  @Test
  void repositoryIsCreatedInTheOwnNamespace() {
    ada.json()
        .body(Map.of("name", "iris", "description", "Flowers"))
        .post(ROOT)
        .then()
        .statusCode(201)
        .header("Location", endsWith(ROOT + "/" + ada.name() + "/iris"))
        .body("namespace", equalTo(ada.name()))
        .body("visibility", equalTo("private"))
        .body("defaultBranch", equalTo("main"))
        .body("permissions.manage", equalTo(true));
    ada.json().body(Map.of("name", "iris")).post(ROOT).then().statusCode(409);
  }

  static Stream<String> badNames() {
    return Stream.of(
        "",
        "Iris",
        "a..b",
        "a--b",
        ".a",
        "a.git",
        "../x",
        "a/b",
        "a\u0000b",
        "a\nb",
        "x".repeat(300),
        "\ud83d\ude00");
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void badNameIsNamed(String name) {
    ada.json()
        .body(Map.of("name", name))
        .post(ROOT)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("name"));
  }

  @Test
  void namespaceMustBeOnesOwn() {
    ada.json()
        .body(Map.of("namespace", "someone-else", "name", "x"))
        .post(ROOT)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("namespace"));
    ada.json().body(Map.of("namespace", "datasets", "name", "x")).post(ROOT).then().statusCode(400);
    given()
        .contentType("application/json")
        .body("{\"name\":\"x\"}")
        .post(ROOT)
        .then()
        .statusCode(401);
  }

  @Test
  void visibilityDecidesWhoSeesARepository() {
    // Given
    String hidden = ada.repository("private");
    String inner = ada.repository("internal");
    String open = ada.repository("public");
    HubApi eve = HubApi.someone();

    // Then
    eve.request().get(path(hidden, "")).then().statusCode(404);
    eve.request()
        .get(path(inner, ""))
        .then()
        .statusCode(200)
        .body("permissions.write", equalTo(false));
    given().get(path(inner, "")).then().statusCode(404);
    given().get(path(open, "")).then().statusCode(200);
    eve.commit(open, null, add("x", "y")).then().statusCode(403);
    assertThat(listed(eve.request(), ada.name())).hasSize(2);
    assertThat(listed(given(), ada.name())).hasSize(1);
    assertThat(listed(ada.request(), ada.name())).hasSize(3);
    HubApi reader = HubApi.as(Tokens.user("rob").in(ada.name(), "reader"));
    assertThat(listed(reader.request(), ada.name())).hasSize(3);
    HubApi root = HubApi.as(Tokens.user("root").admin());
    assertThat(listed(root.request(), ada.name())).hasSize(3);
  }

  private static List<String> listed(RequestSpecification request, String namespace) {
    return request
        .queryParam("namespace", namespace)
        .get(ROOT)
        .then()
        .statusCode(200)
        .extract()
        .path("items.name");
  }

  @Test
  void listIsPagedNewestChangeFirstAndSearchable() {
    // Given
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      names.add(ada.repository("private").substring(ada.name().length() + 1));
    }
    ada.committed(ada.name() + "/" + names.get(2), add("x", "y"));

    // When
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Response page =
          ada.request()
              .queryParam("namespace", ada.name())
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get(ROOT);
      seen.addAll(page.jsonPath().getList("items.name", String.class));
      cursor = page.path("nextCursor");
    } while (cursor != null);

    // Then
    assertThat(seen)
        .containsExactly(names.get(2), names.get(4), names.get(3), names.get(1), names.get(0));
    ada.request()
        .queryParam("search", ada.name() + "/" + names.get(1).toUpperCase(Locale.ROOT))
        .get(ROOT)
        .then()
        .body("items.name", contains(names.get(1)));
    ada.request().queryParam("search", "x".repeat(101)).get(ROOT).then().statusCode(400);
    ada.request().queryParam("limit", 101).get(ROOT).then().statusCode(400);
    ada.request().queryParam("cursor", "%").get(ROOT).then().statusCode(400);
  }

  @Test
  void settingsAreChangedByMaintainers() {
    // Given
    String repository = ada.repository("private");
    HubApi writer = HubApi.as(Tokens.user("wim").in(ada.name(), "writer"));

    // Then
    ada.json()
        .body(Map.of("visibility", "public", "description", "new"))
        .patch(path(repository, ""))
        .then()
        .statusCode(200)
        .body("visibility", equalTo("public"))
        .body("description", equalTo("new"));
    writer
        .json()
        .body(Map.of("visibility", "private"))
        .patch(path(repository, ""))
        .then()
        .statusCode(403);
    ada.json()
        .body(Map.of("visibility", "secret"))
        .patch(path(repository, ""))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("visibility"));
    ada.json().body("{\"owner\":\"eve\"}").patch(path(repository, "")).then().statusCode(400);
  }

  @Test
  void deletedRepositoryIsGoneAndItsNameFree() {
    // Given
    String repository = ada.repository("private");
    ada.committed(repository, add("x", "y"));
    ada.upload(repository, 10);

    // When
    ada.request().delete(path(repository, "")).then().statusCode(204);

    // Then
    ada.request().get(path(repository, "")).then().statusCode(404);
    ada.download(repository, "main", "x").then().statusCode(404);
    ada.request().delete(path(repository, "")).then().statusCode(404);
    ada.json()
        .body(Map.of("name", repository.substring(ada.name().length() + 1)))
        .post(ROOT)
        .then()
        .statusCode(201);
    ada.request().get(path(repository, "/commits")).then().body("items", hasSize(0));
  }

  @Test
  void readOnlyCredentialChangesNothing() {
    // Given
    String repository = ada.repository("private");
    HubApi reading = HubApi.as(Tokens.user(ada.name()).readOnly());

    // Then
    reading.request().get(path(repository, "")).then().statusCode(200);
    reading.commit(repository, null, add("x", "y")).then().statusCode(403);
    reading.request().delete(path(repository, "")).then().statusCode(403);
    reading.json().body(Map.of("name", "x")).post(ROOT).then().statusCode(403);
  }

  @Test
  void textsWithANulAreRefused() {
    // Given
    String repository = ada.repository("private");

    // Then
    ada.json()
        .body(Map.of("name", "x", "description", "a\u0000b"))
        .post(ROOT)
        .then()
        .statusCode(400)
        .body("detail", containsString("U+0000"));
    ada.json()
        .body(
            Map.of(
                "message",
                "a\u0000b",
                "operations",
                List.of(Map.of("op", "add", "path", "x", "contentBase64", "eA=="))))
        .post(path(repository, "/commits"))
        .then()
        .statusCode(400);
    ada.request().queryParam("search", "a\u0000b").get(ROOT).then().statusCode(400);
  }

  @Test
  void jsonRoutesRefuseLargeBodies() {
    ada.json()
        .body(Map.of("name", "x", "description", "y".repeat(1 << 20)))
        .post("/api/v1/datasets")
        .then()
        .statusCode(413);
  }
}
