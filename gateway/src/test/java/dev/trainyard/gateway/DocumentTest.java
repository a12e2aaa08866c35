package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trainyard.gateway.fake.Platform;
import dev.trainyard.testing.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One description of the whole API, of which every word is a service's or this installation's. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class DocumentTest {

  private static final String PATH = "/api/v1/openapi.json";
  private static final List<String> SERVICES = List.of("auth", "dataset", "model", "training");

  @Test
  void everyPublicPathOfEveryServiceIsThereAndNoInternalOne() throws IOException {
    // Given
    var expected = new TreeSet<String>();
    for (String service : SERVICES) {
      new YAMLMapper()
          .readTree(OpenApiDocument.committed(service + "-service").toFile())
          .get("paths")
          .fieldNames()
          .forEachRemaining(expected::add);
    }
    assertThat(expected.removeIf(path -> path.startsWith("/internal/"))).isTrue();

    // When
    JsonNode document = document();

    // Then
    var paths = new TreeSet<String>();
    document.get("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths).isEqualTo(expected);
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryOperationHasAnIdOfItsOwn() throws IOException {
    // When
    JsonNode document = document();

    // Then
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
    assertThat(document.get("paths").findValuesAsText("operationId")).doesNotHaveDuplicates();
  }

  @Test
  void operationsSayWhoMayCallThemAndHowOften() {
    Platform.given()
        .get(PATH)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", "no-cache")
        .body("paths.'/api/v1/datasets'.get.x-permission", equalTo("dataset:read"))
        .body("paths.'/api/v1/datasets'.get.x-rate-limit.class", equalTo("read"))
        .body("paths.'/api/v1/datasets'.get.x-rate-limit.perSecond", equalTo(200))
        .body("paths.'/api/v1/datasets'.post.x-rate-limit.class", equalTo("write"))
        .body("paths.'/api/v1/auth/login'.post.x-rate-limit.class", equalTo("sign_in"))
        .body(
            "paths.'/datasets/{ns}/{name}/resolve/{rev}/{path}'.get.x-rate-limit.class",
            equalTo("transfer"));
  }

  @Test
  void knownDocumentIsNotSentAgain() {
    // Given
    String tag = Platform.given().get(PATH).header("ETag");
    assertThat(tag).isNotBlank();

    // When / Then
    Platform.given().header("If-None-Match", tag).get(PATH).then().statusCode(304);
  }

  @Test
  void nobodyWritesIt() {
    Platform.given()
        .contentType("application/json")
        .body("{}")
        .post(PATH)
        .then()
        .statusCode(405)
        .header("Allow", equalTo("GET, HEAD"))
        .body("type", startsWith("urn:trainyard:problem:"))
        .body("detail", not(startsWith("java")));
  }

  private static JsonNode document() throws IOException {
    return new ObjectMapper()
        .readTree(Platform.given().get(PATH).then().statusCode(200).extract().asString());
  }
}
