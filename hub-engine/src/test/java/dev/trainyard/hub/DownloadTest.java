package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class DownloadTest {

  private final HubApi ada = HubApi.someone();
  private String repository;
  private String commit;
  private String etag;

  @BeforeEach
  void createRepository() {
    repository = ada.repository("public");
    commit = ada.committed(repository, add("a/b c.txt", "0123456789"), add("empty", ""));
    etag = get(ada.request()).header("ETag");
  }

  private Response get(RequestSpecification request) {
    return request.get("/datasets/" + repository + "/resolve/main/a/b c.txt");
  }

  @Test
  void fileComesWithWhatClientsOfTheHubNeed() {
    get(ada.request())
        .then()
        .statusCode(200)
        .body(equalTo("0123456789"))
        .header("Content-Length", "10")
        .header("X-Repo-Commit", commit)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "public, no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "attachment; filename*=UTF-8''b%20c.txt")
        .contentType(equalTo("application/octet-stream"));
    assertThat(etag).matches("\"[0-9a-f]{64}\"");
  }

  @Test
  void commitsAreCachedForever() {
    ada.download(repository, commit, "empty")
        .then()
        .header("Cache-Control", "public, max-age=31536000, immutable");
    String hidden = ada.repository("private");
    String id = ada.committed(hidden, add("x", "y"));
    ada.download(hidden, id, "x")
        .then()
        .header("Cache-Control", "private, max-age=31536000, immutable");
  }

  @Test
  void headDescribesWithoutABody() {
    ada.request()
        .head("/datasets/" + repository + "/resolve/main/a/b c.txt")
        .then()
        .statusCode(200)
        .header("Content-Length", "10")
        .header("ETag", etag)
        .header("X-Repo-Commit", commit);
    ada.request().head("/datasets/" + repository + "/resolve/main/nope").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0123, bytes 0-3/10",
    "bytes=4-, 456789, bytes 4-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=-99, 0123456789, bytes 0-9/10",
    "bytes=8-99, 89, bytes 8-9/10",
    "bytes=9-9, 9, bytes 9-9/10"
  })
  void rangeIsAnswered(String range, String content, String contentRange) {
    get(ada.request().header("Range", range))
        .then()
        .statusCode(206)
        .header("Content-Range", contentRange)
        .header("Content-Length", String.valueOf(content.length()))
        .header("ETag", etag)
        .body(equalTo(content));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
  void rangeBeyondTheFileIsRefused(String range) {
    get(ada.request().header("Range", range))
        .then()
        .statusCode(416)
        .header("Content-Range", "bytes */10")
        .contentType(containsString("application/problem+json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-2", "bytes=a-b", "items=0-1", "bytes=0-1,4-5", "bytes=-", "x"})
  void rangeThatCannotBeReadIsIgnored(String range) {
    get(ada.request().header("Range", range))
        .then()
        .statusCode(200)
        .header("Content-Range", nullValue())
        .body(equalTo("0123456789"));
  }

  @Test
  void emptyFileAnswersARangeWithItsEmptyWhole() {
    ada.request()
        .header("Range", "bytes=0-0")
        .get("/datasets/" + repository + "/resolve/main/empty")
        .then()
        .statusCode(200)
        .header("Content-Length", "0")
        .header("Content-Range", "bytes */0");
  }

  @Test
  void knownContentIsNotSentAgain() {
    get(ada.request().header("If-None-Match", "\"x\", W/" + etag))
        .then()
        .statusCode(304)
        .header("ETag", etag);
    get(ada.request().header("If-None-Match", "*")).then().statusCode(304);
    get(ada.request().header("If-None-Match", "\"x\"")).then().statusCode(200);
  }

  @Test
  void rangeOfChangedContentGivesTheWhole() {
    get(ada.request().header("Range", "bytes=0-3").header("If-Range", etag)).then().statusCode(206);
    get(ada.request().header("Range", "bytes=0-3").header("If-Range", "\"old\""))
        .then()
        .statusCode(200)
        .body(equalTo("0123456789"));
  }

  @Test
  void absentThingsAreNotFound() {
    ada.download(repository, "main", "a").then().statusCode(404);
    ada.download(repository, "nope", "a/b c.txt").then().statusCode(404);
    ada.download(repository, "0".repeat(40), "a/b c.txt").then().statusCode(404);
    ada.download(ada.name() + "/nope", "main", "x").then().statusCode(404);
    ada.download("-/..", "main", "x").then().statusCode(404);
  }
}
