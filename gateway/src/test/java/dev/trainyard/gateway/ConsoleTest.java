package dev.trainyard.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/assets/missing.js, 404",
    "/api/v1/models, 200",
    "/api/v1/models?status=500, 500",
    "/api/v1/nothing, 404",
    "/api/v1/dead, 503",
    "/api//v1, 400",
    "/ada/iris/resolve/main/index.html, 200",
    "/health/ready, 200",
  })
  void everyAnswerIsGuarded(String path, int status) {
    // When
    Response response = given().get(path);

    // Then
    response
        .then()
        .statusCode(status)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Permissions-Policy", containsString("camera=()"))
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("X-Frame-Options", "DENY")
        .header("Strict-Transport-Security", containsString("max-age=63072000"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("Server", nullValue());
    for (String name : List.of("X-Frame-Options", "Content-Security-Policy", "X-Request-Id")) {
      assertThat(response.headers().getValues(name)).as(name).hasSize(1);
    }
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
