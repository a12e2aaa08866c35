package dev.trainyard.auth.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes each mail as a file that people and mail programs read (RFC 5322). Names are made from
 * time, kind and id, never from what somebody wrote; nobody else on the machine can read them.
 */
final class FolderTransport implements Transport {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String from;
  private final int keep;

  FolderTransport(Path folder, String from, int keep) {
    this.folder = folder;
    this.from = from;
    this.keep = keep;
  }

  @Override
  public TransportKind kind() {
    return TransportKind.FOLDER;
  }

  @Override
  public void send(StoredMail mail) throws IOException {
    createFolder();
    String name = NAME.format(mail.createdAt()) + "-" + mail.kind() + "-" + mail.id();
    Path unfinished = folder.resolve("." + name + ".part");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, text(mail), StandardCharsets.UTF_8);
    Files.move(
        unfinished,
        folder.resolve(name + ".eml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    prune();
  }

  private void createFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  @Override
  public long forget(Predicate<String> naming) throws IOException {
    long forgotten = 0;
    for (Path mail : files(".eml", ".part")) {
      if (names(mail, naming) && Files.deleteIfExists(mail)) {
        forgotten++;
      }
    }
    return forgotten;
  }

  /** Names and addresses are ASCII, so any bytes can be compared; what nobody can read goes. */
  private static boolean names(Path mail, Predicate<String> naming) {
    try {
      return naming.test(Files.readString(mail, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return true;
    }
  }

  /** The newest stay. */
  private void prune() throws IOException {
    List<Path> mails = files(".eml");
    for (Path old : mails.subList(Math.min(keep, mails.size()), mails.size())) {
      Files.deleteIfExists(old);
    }
  }

  /** Newest first; none before the first mail. */
  private List<Path> files(String... endings) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith))
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  private String text(StoredMail mail) {
    return """
    From: %s
    To: %s
    Subject: %s
    Date: %s
    Message-ID: %s
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    %s"""
        .formatted(
            from,
            mail.to(),
            mail.subject(),
            DATE.format(mail.createdAt()),
            mail.messageId(),
            mail.text());
  }
}
