package dev.trainyard.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.data.person.ErasedPerson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTransportTest {

  private static final Instant AT = Instant.parse("2026-11-24T15:04:05Z");

  @TempDir Path directory;

  @Test
  void mailIsAFileThatItsOwnerAloneReads() throws IOException {
    // Given
    Path folder = directory.resolve("outbox");
    StoredMail mail = mail(AT);

    // When
    new FolderTransport(folder, "trainyard@example.org", 10).send(mail);

    // Then
    Path file = folder.resolve("20261124-150405-greeting-" + mail.id() + ".eml");
    assertThat(files(folder)).containsExactly(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file))
        .startsWith(
            """
            From: trainyard@example.org
            To: ada@example.org
            Subject: Hello
            Date: Tue, 24 Nov 2026 15:04:05 GMT
            Message-ID: <id@ml.example.org>
            """)
        .endsWith("\n\nhttps://ml.example.org/hello#secret\n");
  }

  @Test
  void mailThatIsWrittenAgainTakesThePlaceOfItself() throws IOException {
    // Given
    FolderTransport transport = new FolderTransport(directory, "trainyard@example.org", 10);
    StoredMail mail = mail(AT);

    // When
    transport.send(mail);
    transport.send(mail);

    // Then
    assertThat(files(directory)).hasSize(1);
  }

  @Test
  void theNewestFilesStay() throws IOException {
    // Given
    FolderTransport transport = new FolderTransport(directory, "trainyard@example.org", 2);

    // When
    for (int i = 0; i < 4; i++) {
      transport.send(mail(AT.plusSeconds(i)));
    }

    // Then
    assertThat(files(directory))
        .extracting(file -> file.getFileName().toString().substring(0, 15))
        .containsExactlyInAnyOrder("20261124-150407", "20261124-150408");
  }

  @Test
  void mailsThatNameAnErasedPersonGo() throws IOException {
    // Given
    FolderTransport transport = new FolderTransport(directory, "trainyard@example.org", 10);
    var data = new PersonalMails(transport);
    Map<String, Long> counts = new HashMap<>();
    StoredMail mail = mail(AT);
    transport.send(mail);

    // When
    data.erase(person("ad", "da@example.org"), counts);

    // Then
    assertThat(files(directory)).hasSize(1);
    assertThat(counts).containsEntry("mailFilesDeleted", 0L);

    // When
    data.erase(person("somebody", "Ada@Example.org"), counts);

    // Then
    assertThat(files(directory)).isEmpty();
    assertThat(counts).containsEntry("mailFilesDeleted", 1L);
  }

  @Test
  void filesOfAnyBytesAndUnfinishedOnesAreForgottenToo() throws IOException {
    // Given
    FolderTransport transport = new FolderTransport(directory, "trainyard@example.org", 10);
    var data = new PersonalMails(transport);
    Map<String, Long> counts = new HashMap<>();
    byte[] latin = "To: ada@example.org\n\nGrüße\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(directory.resolve("2.eml"), latin);
    Files.write(directory.resolve(".1.part"), latin);
    Path other =
        Files.write(
            directory.resolve("3.eml"), "Grüße an Ben\n".getBytes(StandardCharsets.ISO_8859_1));

    // When
    data.erase(person("somebody", "ada@example.org"), counts);

    // Then
    assertThat(files(directory)).containsExactly(other);
    assertThat(counts).containsEntry("mailFilesDeleted", 2L);
  }

  @Test
  void mailThatCannotBeReadGoes() throws IOException {
    // Given
    FolderTransport transport = new FolderTransport(directory, "trainyard@example.org", 10);
    Files.createSymbolicLink(directory.resolve("1.eml"), directory.resolve("nothing"));

    // Then
    assertThat(transport.forget(text -> false)).isOne();
    assertThat(files(directory)).isEmpty();
  }

  @Test
  void thereIsNothingToForgetBeforeTheFirstMail() throws IOException {
    assertThat(
            new FolderTransport(directory.resolve("none"), "trainyard@example.org", 10)
                .forget(text -> true))
        .isZero();
  }

  private static ErasedPerson person(String name, String address) {
    return new ErasedPerson(
        UUID.randomUUID(),
        name,
        List.of(address),
        UUID.randomUUID(),
        "deleted-0123456789ab",
        false);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static StoredMail mail(Instant at) {
    return new StoredMail(
        UUID.randomUUID(),
        "greeting",
        "ada@example.org",
        "Hello",
        "https://ml.example.org/hello#secret\n",
        at,
        1,
        "<id@ml.example.org>");
  }
}
