package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.base64;
import static dev.trainyard.hub.HubApi.id;
import static dev.trainyard.hub.HubApi.path;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tus protocol as its specification and ours say. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class UploadTest {

  private static final byte[] HELLO = "hello, world".getBytes(UTF_8);

  private final HubApi ada = HubApi.someone();
  private String repository;

  @BeforeEach
  void createRepository() {
    repository = ada.repository("private");
  }

  @Test
  void contentOfSeveralRequestsBecomesAFile() throws Exception {
    // Given
    String url = ada.upload(repository, 12);
    ada.append(url, 0, "hello".getBytes(UTF_8))
        .then()
        .statusCode(204)
        .header("Upload-Offset", "5")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Expires", matchesPattern("\\w{3}, \\d{2} \\w{3} \\d{4} [\\d:]{8} GMT"));

    // When
    ada.append(url, 5, ", world".getBytes(UTF_8)).then().statusCode(204);

    // Then
    ada.request()
        .get(url)
        .then()
        .statusCode(200)
        .body("state", equalTo("complete"))
        .body("filename", equalTo("data.csv"))
        .body("offset", equalTo(12))
        .body("sha256", equalTo(hex("SHA-256", HELLO)));
    ada.committed(repository, add("h.txt", id(url)));
    assertThat(ada.download(repository, "main", "h.txt").asByteArray()).isEqualTo(HELLO);
    ada.request().get(url).then().statusCode(404);
  }

  @Test
  void headTellsWhereToGoOn() {
    // Given
    String url = ada.upload(repository, 12);
    ada.append(url, 0, "hello".getBytes(UTF_8)).then().statusCode(204);

    // Then
    ada.tus()
        .head(url)
        .then()
        .statusCode(200)
        .header("Upload-Offset", "5")
        .header("Upload-Length", "12")
        .header("Upload-Metadata", "filename " + base64("data.csv"))
        .header("Cache-Control", "no-store");
  }

  @Test
  void optionsDescribeTheServer() {
    given()
        .options(path(repository, "/uploads"))
        .then()
        .statusCode(204)
        .header("Tus-Version", "1.0.0")
        .header("Tus-Extension", "creation,creation-with-upload,checksum,termination,expiration")
        .header("Tus-Checksum-Algorithm", "sha1,sha256")
        .header("Tus-Max-Size", notNullValue());
  }

  @Test
  void creationMayBringTheContent() {
    // When
    Response created =
        ada.tus()
            .header("Upload-Length", 12)
            .contentType("application/offset+octet-stream")
            .body(HELLO)
            .post(path(repository, "/uploads"));

    // Then
    created
        .then()
        .statusCode(201)
        .header("Upload-Offset", "12")
        .header("Location", startsWith(path(repository, "/uploads/")));
    ada.committed(repository, add("h.txt", id(created.header("Location"))));
  }

  @Test
  void emptyUploadIsCompleteAtOnce() {
    // When
    String url = ada.upload(repository, 0);

    // Then
    ada.request().get(url).then().body("state", equalTo("complete"));
    ada.committed(repository, add("empty", id(url)));
    ada.download(repository, "main", "empty").then().statusCode(200).header("Content-Length", "0");
  }

  @Test
  void wrongOffsetIsAConflictThatSaysTheRightOne() {
    // Given
    String url = ada.upload(repository, 12);

    // Then
    ada.append(url, 3, new byte[1])
        .then()
        .statusCode(409)
        .body("detail", containsString("at offset 0, not 3"));
    ada.tus().head(url).then().header("Upload-Offset", "0");
  }

  @Test
  void otherContentTypeIsRefused() {
    // Given
    String url = ada.upload(repository, 12);

    // Then
    ada.tus()
        .contentType("application/octet-stream")
        .header("Upload-Offset", 0)
        .body(HELLO)
        .patch(url)
        .then()
        .statusCode(415);
    ada.tus()
        .header("Upload-Length", 12)
        .contentType("text/plain")
        .body("x")
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(415);
  }

  @Test
  void otherVersionIsRefusedWithOurs() {
    // Given
    String url = ada.upload(repository, 12);

    // Then
    ada.request()
        .header("Tus-Resumable", "0.2.2")
        .head(url)
        .then()
        .statusCode(412)
        .header("Tus-Version", "1.0.0");
    ada.request()
        .header("Upload-Length", 1)
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(412)
        .header("Tus-Version", "1.0.0");
  }

  @Test
  void bodyBeyondTheLengthIsRefusedAndNothingOfItKept() {
    // Given
    String url = ada.upload(repository, 5);

    // Then
    ada.append(url, 0, HELLO).then().statusCode(413);
    ada.tus().head(url).then().header("Upload-Offset", "0");
  }

  @Test
  void uploadBeyondTheLargestSizeIsRefused() {
    ada.tus()
        .header("Upload-Length", 1L << 41)
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(413);
  }

  @Test
  void uploadThatDoesNotFitTheDiskIsRefusedAtOnce() {
    ada.tus()
        .header("Upload-Length", 1L << 40)
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(507)
        .body("type", equalTo("urn:trainyard:problem:insufficient-storage"));
  }

  @Test
  void rightChecksumIsAcceptedAndAWrongOneMovesNothing() throws Exception {
    // Given
    String url = ada.upload(repository, 12);
    String sha1 = Base64.getEncoder().encodeToString(digest("SHA-1", HELLO));
    String sha256 = Base64.getEncoder().encodeToString(digest("SHA-256", HELLO));

    // Then
    checked(url, "sha1 " + sha256.substring(0, 28), HELLO)
        .then()
        .statusCode(460)
        .body("type", equalTo("urn:trainyard:problem:checksum-mismatch"));
    ada.tus().head(url).then().header("Upload-Offset", "0");
    checked(url, "md5 AAAA", HELLO).then().statusCode(400);
    checked(url, "sha1 %%", HELLO).then().statusCode(400);
    checked(url, "sha1 " + sha1, HELLO).then().statusCode(204);
    checked(ada.upload(repository, 12), "sha256 " + sha256, HELLO).then().statusCode(204);
    ada.committed(repository, add("h", id(url)));
    assertThat(ada.download(repository, "main", "h").asByteArray()).isEqualTo(HELLO);
  }

  private Response checked(String url, String checksum, byte[] body) {
    return ada.tus()
        .contentType("application/offset+octet-stream")
        .header("Upload-Offset", 0)
        .header("Upload-Checksum", checksum)
        .body(body)
        .patch(url);
  }

  @Test
  void contentThatIsNotWhatTheMetadataSaysIsDropped() throws Exception {
    // Given
    String right = withSha256(hex("SHA-256", HELLO));
    String wrong = withSha256("0".repeat(64));

    // Then
    ada.append(right, 0, HELLO).then().statusCode(204);
    ada.append(wrong, 0, HELLO).then().statusCode(460);
    ada.tus().head(wrong).then().header("Upload-Offset", "0");
  }

  private String withSha256(String hex) {
    return ada.tus()
        .header("Upload-Length", 12)
        .header("Upload-Metadata", "filename " + base64("x") + ",sha256 " + base64(hex))
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  @ParameterizedTest
  @ValueSource(strings = {"filename %%", "a YQ==,a YQ==", ",", "sha256 YQ==", "filename /w=="})
  void badMetadataIsNamed(String metadata) {
    ada.tus()
        .header("Upload-Length", 1)
        .header("Upload-Metadata", metadata)
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("Upload-Metadata"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "9999999999999999999", ""})
  void badLengthIsNamed(String length) {
    ada.tus()
        .header("Upload-Length", length)
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("Upload-Length"));
  }

  @Test
  void deletedUploadIsGone() {
    // Given
    String url = ada.upload(repository, 12);
    ada.append(url, 0, "hello".getBytes(UTF_8)).then().statusCode(204);

    // When
    ada.tus().delete(url).then().statusCode(204);

    // Then
    ada.tus().head(url).then().statusCode(404).header("Upload-Offset", nullValue());
    ada.append(url, 5, HELLO).then().statusCode(404);
  }

  @Test
  void methodMayBeOverridden() {
    // Given
    String url = ada.upload(repository, 12);

    // When
    ada.tus()
        .header("X-HTTP-Method-Override", "PATCH")
        .contentType("application/offset+octet-stream")
        .header("Upload-Offset", 0)
        .body(HELLO)
        .post(url)
        .then()
        .statusCode(204);

    // Then
    ada.tus().head(url).then().header("Upload-Offset", "12");
    ada.tus().header("X-HTTP-Method-Override", "DELETE").post(url).then().statusCode(204);
    ada.tus().head(url).then().statusCode(404);
  }

  @Test
  void uploadsAreTheirOwnersAlone() {
    // Given
    String url = ada.upload(repository, 12);
    HubApi eve = HubApi.as(Tokens.user("eve").in(ada.name(), "writer"));

    // Then
    eve.tus().head(url).then().statusCode(404);
    eve.append(url, 0, HELLO).then().statusCode(404);
    eve.tus().delete(url).then().statusCode(404);
    ada.append(url, 0, HELLO).then().statusCode(204);
    eve.commit(repository, null, add("x", id(url)))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("operations[0].uploadId"));
    eve.request().get(path(repository, "/uploads")).then().body("items", hasSize(0));
  }

  @Test
  void uploadBelongsToOneRepositoryAndOneCommit() {
    // Given
    UUID upload = ada.uploaded(repository, HELLO);

    // Then
    ada.commit(ada.repository("private"), null, add("x", upload)).then().statusCode(422);
    ada.commit(repository, null, add("x", upload)).then().statusCode(201);
    ada.commit(repository, null, add("y", upload)).then().statusCode(422);
  }

  @Test
  void incompleteUploadCannotBeCommitted() {
    // Given
    String url = ada.upload(repository, 12);
    ada.append(url, 0, "hello".getBytes(UTF_8)).then().statusCode(204);

    // Then
    ada.commit(repository, null, add("x", id(url)))
        .then()
        .statusCode(422)
        .body("errors[0].message", containsString("5 of 12 bytes"));
  }

  @Test
  void ownUploadsAreListedInPages() {
    // Given
    for (int i = 0; i < 3; i++) {
      ada.upload(repository, 12);
    }

    // When
    Response first = ada.request().get(path(repository, "/uploads?limit=2"));

    // Then
    first.then().statusCode(200).body("items", hasSize(2));
    ada.request()
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(path(repository, "/uploads"))
        .then()
        .body("items", hasSize(1))
        .body("nextCursor", nullValue());
  }

  private static byte[] digest(String algorithm, byte[] content) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(content);
  }

  private static String hex(String algorithm, byte[] content) throws Exception {
    return HexFormat.of().formatHex(digest(algorithm, content));
  }
}
