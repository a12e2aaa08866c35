package dev.trainyard.auth.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.FakePeer;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.sql.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What people get to read about themselves, from services that answer as they are told. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class ExportTest {

  private static final String EXPORT = "/api/v1/privacy/export";

  @Inject ExportWorker worker;
  @Inject Rows rows;

  @Test
  void archiveHoldsTheLinesOfEveryServiceAndIsReadOnce() throws IOException {
    // Given
    Person ada = People.person("ada");
    String subject = ada.asks().get("/api/v1/users/me").path("id");
    ada.asks().get(EXPORT).then().statusCode(404);
    request(ada).statusCode(202).body("state", equalTo("collecting"));
    request(ada).statusCode(202);
    worker.work();
    ada.asks().get(EXPORT).then().body("state", equalTo("collecting"));
    archive(ada).statusCode(404);

    // When
    for (Peer peer : Peer.values()) {
      FakePeer.tell(
          peer.text(), "/internal/exports/" + subject, "{\"kind\":\"" + peer.text() + "\"}\n");
    }
    rows.update("UPDATE person_export SET next_at = now() WHERE state = 'collecting'");
    worker.work();

    // Then
    ada.asks().get(EXPORT).then().body("state", equalTo("ready"));
    Map<String, String> files = files(archive(ada).statusCode(200).extract().asByteArray());
    assertThat(files)
        .containsOnlyKeys("auth.jsonl", "dataset.jsonl", "model.jsonl", "training.jsonl");
    assertThat(files.get("auth.jsonl"))
        .contains("\"kind\":\"account\"", "\"name\":\"" + ada.name() + "\"", "\"kind\":\"audit\"");
    assertThat(files.get("model.jsonl")).isEqualTo("{\"kind\":\"model\"}\n");
    archive(ada).statusCode(404);
    ada.asks().get(EXPORT).then().body("state", equalTo("downloaded"));
    assertThat(People.auditActions(ada)).contains("export.request", "export.download");
  }

  @Test
  void tokenGetsNoExport() {
    Person ada = People.person("ada");

    ada.asksWith(ada.token("write")).post(EXPORT).then().statusCode(403);
  }

  @Test
  void archiveDoesNotGrowWithoutEnd() throws IOException {
    var written = new ByteArrayOutputStream();
    try (var parts = new PartOutput(600_000, (number, content) -> written.writeBytes(content))) {
      parts.write(new byte[599_999]);
      parts.write(1);

      assertThat(parts.finish()).isEqualTo(600_000);
      assertThatThrownBy(() -> parts.write(1)).isInstanceOf(PartOutput.TooLargeException.class);
    }
    assertThat(written.size()).isEqualTo(600_000);
  }

  private static ValidatableResponse request(Person person) {
    return person.asks().post(EXPORT).then();
  }

  private static ValidatableResponse archive(Person person) {
    return person.asks().post(EXPORT + "/archive").then();
  }

  private static Map<String, String> files(byte[] archive) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        files.put(file.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
