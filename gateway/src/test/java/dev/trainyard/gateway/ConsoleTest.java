package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Platform.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console's files, and the headers that guard every answer. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ConsoleTest {

  private static final String ASSET = "/assets/app-1a2b3c.js";

  @Test
  void assetsMayBeKeptForever() {
    // When / Then
    given()
        .get(ASSET)
        .then()
        .statusCode(200)
        .contentType("text/javascript")
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .body(containsString("console.log"));
  }

  @Test
  void assetsAreZippedForWhoTakesIt() {
    // When
    Response zipped = given().header("Accept-Encoding", "gzip").get(ASSET);
    Response plain = given().header("Accept-Encoding", "gzip;q=0").get(ASSET);

    // Then
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(zipped.header("ETag")).isNotEqualTo(plain.header("ETag"));
  }

  @Test
  void knownFilesAreNotSentAgain() {
    // Given
    String etag = given().get("/").header("ETag");

    // When / Then
    given().header("If-None-Match", etag).get("/").then().statusCode(304);
  }

  @Test
  void otherFilesAndHeadWork() {
    // When / Then
    given().get("/favicon.svg").then().statusCode(200).contentType("image/svg+xml");
    given().head("/favicon.svg").then().statusCode(200).header("Content-Length", not("0"));
  }

  @Test
  void pagesMayRunOnlyTheirOwnScripts() {
    // When / Then
    given()
        .get("/")
        .then()
        .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"));
  }

  @ParameterizedTest
  @CsvSource({
    "/ada/iris/resolve/main/page.html",
    "/datasets/ada/iris/raw/main/page.html",
    "/serve/ada/open/v2",
  })
  void whatUsersMadeIsSandboxed(String path) {
    // When / Then
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("sandbox; default-src 'none'"));
  }
}
