package dev.trainyard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server starts, keeps what was committed, and never runs twice on one directory. */
class EmbeddedPostgresTest {

  private static final String PASSWORD = "only-a-test-password";

  @TempDir Path temporary;

  @Test
  void startsATemporaryServerOfMajorVersion17AndRemovesIt() throws Exception {
    // Given a temporary server
    Path directory;
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().setting("fsync", "off").start()) {
      directory = server.dataDirectory();

      // When one asks it
      String version = text(server, "show server_version");

      // Then it is PostgreSQL 17 with checksums and UTF-8, and closing removes its files
      assertThat(version).startsWith("17.");
      assertThat(text(server, "show data_checksums")).isEqualTo("on");
      assertThat(text(server, "show server_encoding")).isEqualTo("UTF8");
      assertThat(server.isAlive()).isTrue();
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void listensOnLoopbackTcpOnlyAndRefusesAWrongPassword() throws Exception {
    // Given a running server
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().setting("fsync", "off").start()) {

      // When its listeners are asked for and a wrong password is used
      // Then there is only 127.0.0.1, no socket file, and a refusal
      assertThat(text(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(text(server, "show unix_socket_directories")).isEmpty();
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      server.jdbcUrl("postgres"), EmbeddedPostgres.SUPERUSER, "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void keepsCommittedRowsWhenThePostmasterIsKilledAtOnce() throws Exception {
    // Given a durable server with one committed row
    Path directory = temporary.resolve("cluster");
    EmbeddedPostgres first = kept(directory).start();
    execute(first, "create table kept (id int)", "insert into kept values (42)");

    // When its postmaster is killed and a new server starts on the directory at once
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    first.onExit().get(10, TimeUnit.SECONDS);
    try (EmbeddedPostgres second = kept(directory).start()) {

      // Then the row is there
      assertThat(text(second, "select id from kept")).isEqualTo("42");
    }
    first.close();
  }

  @Test
  void refusesASecondServerOnADirectoryInUse() {
    // Given a running server
    Path directory = temporary.resolve("cluster");
    try (EmbeddedPostgres first = kept(directory).start()) {

      // When another one is started on its directory
      // Then it says who is there, and the first one lives
      assertThatThrownBy(() -> kept(directory).patience(Duration.ofSeconds(2)).start())
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining(Long.toString(first.pid()));
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void stopsTheServerThatADeadOwnerLeft() throws Exception {
    // Given a server whose owner is taken for dead
    Path directory = temporary.resolve("cluster");
    EmbeddedPostgres left = kept(directory).start();

    // When the directory's only owner starts again
    try (EmbeddedPostgres server = kept(directory).stopLeftover().start()) {

      // Then the old one ended and the new one answers
      assertThat(left.onExit().get(10, TimeUnit.SECONDS)).isZero();
      assertThat(text(server, "select 1")).isEqualTo("1");
    }
    left.close();
  }

  @Test
  void startsDespiteAPidFileWhoseNumberBelongsToAStranger() throws Exception {
    // Given a stopped cluster whose pid file names a living process that is no server
    Path directory = temporary.resolve("cluster");
    kept(directory).start().close();
    Files.writeString(
        directory.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + directory);

    // When the server starts
    try (EmbeddedPostgres server = kept(directory).start()) {

      // Then it runs
      assertThat(text(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void endsWhenTheGuardianSeesItsOwnerDie() throws Exception {
    // Given a server whose owner is another Java process
    Path directory = temporary.resolve("cluster");
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerOwner.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long server = Long.parseLong(owner.inputReader().readLine());
    assertThat(ProcessHandle.of(server)).isPresent();

    // When the owner is killed
    owner.destroyForcibly();

    // Then the server stops by itself
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(directory.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    // Given a port in use
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // When a server is told to use it
      // Then the message names it
      assertThatThrownBy(
              () -> kept(temporary.resolve("cluster")).port(taken.getLocalPort()).start())
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void showsTheServersOwnWordsWhenASettingIsWrong() {
    // Given a setting that no server knows
    EmbeddedPostgresBuilder builder =
        kept(temporary.resolve("cluster")).setting("no_such_setting", "1");

    // When it starts
    // Then its complaint is in the message
    assertThatThrownBy(builder::start)
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("no_such_setting");
  }

  @Test
  void refusesADirectoryThatIsSomethingElse() throws Exception {
    // Given a directory with somebody's file
    Path directory = Files.createDirectory(temporary.resolve("photos"));
    Files.writeString(directory.resolve("cat.txt"), "meow");

    // When a server is to live there
    // Then it refuses and the file stays
    assertThatThrownBy(() -> kept(directory).start())
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("neither empty");
    assertThat(directory.resolve("cat.txt")).exists();
  }

  @Test
  void refusesAClusterOfAnotherMajorVersion() throws Exception {
    // Given a directory of PostgreSQL 14
    Path directory = Files.createDirectory(temporary.resolve("old"));
    Files.writeString(directory.resolve("PG_VERSION"), "14\n");

    // When a server is to live there
    // Then it names both versions
    assertThatThrownBy(() -> kept(directory).start())
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("14")
        .hasMessageContaining("17");
  }

  @Test
  void wantsAPasswordForAKeptDirectory() {
    // Given a kept directory without a password
    EmbeddedPostgresBuilder builder =
        EmbeddedPostgres.builder().dataDirectory(temporary.resolve("cluster"));

    // When it starts
    // Then it refuses
    assertThatThrownBy(builder::start).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.setting("a b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rootWithoutUserNamespacesUsesASystemAccount() throws Exception {
    // Given root, and a directory that a system account may enter
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
    PostgresAccount account = PostgresAccount.systemAccount();
    Path root =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "trainyard-account-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

    // When the server runs under that account
    try (EmbeddedPostgres server =
        kept(root.resolve("cluster"))
            .cacheDirectory(root.resolve("cache"))
            .account(account)
            .start()) {

      // Then it answers, and the process is not root's
      assertThat(text(server, "select 1")).isEqualTo("1");
      assertThat(Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid")).isNotEqualTo(0);
    } finally {
      Trees.delete(root);
    }
  }

  private EmbeddedPostgresBuilder kept(Path directory) {
    return EmbeddedPostgres.builder().dataDirectory(directory).superuserPassword(PASSWORD);
  }

  private static String text(EmbeddedPostgres server, String query) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      var rows = statement.executeQuery(query);
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(EmbeddedPostgres server, String... commands) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      for (String command : List.of(commands)) {
        statement.execute(command);
      }
    }
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), EmbeddedPostgres.SUPERUSER, server.superuserPassword());
  }
}
