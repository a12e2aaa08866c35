package dev.trainyard.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes an embedded server and starts it. */
public final class EmbeddedPostgresBuilder {

  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_.]{0,62}");
  private static final int PORT_ATTEMPTS = 5;

  private final Map<String, String> settings = new LinkedHashMap<>();
  private PostgresAccount account;
  private Path directory;
  private Path logFile;
  private Path cache;
  private String password;
  private int port;
  private boolean stopLeftover;
  private Duration patience = Duration.ofSeconds(60);

  EmbeddedPostgresBuilder() {}

  /** Keeps the cluster in this directory; without it the server is temporary. */
  public EmbeddedPostgresBuilder dataDirectory(Path value) {
    this.directory = value.toAbsolutePath();
    return this;
  }

  /** The superuser's password; needed again for every start on a kept directory. */
  public EmbeddedPostgresBuilder superuserPassword(String value) {
    this.password = value;
    return this;
  }

  /** Listens on this port instead of a free one. */
  public EmbeddedPostgresBuilder port(int value) {
    this.port = value;
    return this;
  }

  /** Appends the server's log to this file; default: beside the data directory. */
  public EmbeddedPostgresBuilder logFile(Path value) {
    this.logFile = value.toAbsolutePath();
    return this;
  }

  /** Unpacks the programs below this directory instead of the user's cache. */
  public EmbeddedPostgresBuilder cacheDirectory(Path value) {
    this.cache = value.toAbsolutePath();
    return this;
  }

  /** Sets a server setting, for instance {@code fsync} to {@code off} in tests. */
  public EmbeddedPostgresBuilder setting(String name, String value) {
    if (!SETTING.matcher(name).matches()) {
      throw new IllegalArgumentException("not a setting's name: " + name);
    }
    settings.put(name, value);
    return this;
  }

  /** How long a start may take, and how long it waits for a killed server's backends. */
  public EmbeddedPostgresBuilder patience(Duration value) {
    this.patience = value;
    return this;
  }

  /** Stops a server that a dead owner left on the directory; only for whoever owns it alone. */
  public EmbeddedPostgresBuilder stopLeftover() {
    this.stopLeftover = true;
    return this;
  }

  /** Runs the server under this account instead of the detected one. */
  EmbeddedPostgresBuilder account(PostgresAccount value) {
    this.account = value;
    return this;
  }

  /**
   * Starts the server and returns when it takes connections.
   *
   * @throws PostgresException with the server's own last lines when it does not come up
   */
  public EmbeddedPostgres start() {
    Path temporaryRoot = directory == null ? temporaryRoot() : null;
    if (temporaryRoot == null && password == null) {
      throw new IllegalStateException("a kept data directory needs superuserPassword(...)");
    }
    PostgresAccount runner = account == null ? PostgresAccount.detect() : account;
    Path data = temporaryRoot == null ? directory : temporaryRoot.resolve("data");
    Path log = logFile == null ? data.resolveSibling(data.getFileName() + ".log") : logFile;
    String secret = password == null ? randomPassword() : password;
    PostgresBinaries binaries =
        PostgresBinaries.in(cache == null ? runner.cacheDirectory() : cache);
    if (temporaryRoot != null) {
      runner.own(temporaryRoot);
    }
    DataDirectory cluster = new DataDirectory(data, runner, binaries);
    cluster.create(secret, !"off".equals(settings.get("fsync")));
    runner.own(data);
    cluster.settle(patience, stopLeftover);
    return launch(new PostgresProcess(cluster, log, patience), secret, temporaryRoot);
  }

  private EmbeddedPostgres launch(PostgresProcess process, String secret, Path temporaryRoot) {
    for (int attempt = 1; ; attempt++) {
      int candidate = port == 0 ? freePort() : port;
      try {
        Process server = process.start(arguments(candidate));
        Process guardian = process.guard(temporaryRoot);
        return new EmbeddedPostgres(
            process.cluster(), server, guardian, candidate, secret, temporaryRoot);
      } catch (PortTakenException e) {
        if (port != 0 || attempt == PORT_ATTEMPTS) {
          throw new PostgresException("PostgreSQL's port %d is taken".formatted(candidate), e);
        }
      }
    }
  }

  private List<String> arguments(int candidate) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("port", Integer.toString(candidate));
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    all.put("password_encryption", "scram-sha-256");
    List<String> arguments = new ArrayList<>();
    all.forEach(
        (name, value) -> {
          arguments.add("-c");
          arguments.add(name + "=" + value);
        });
    return arguments;
  }

  private static Path temporaryRoot() {
    try {
      return Files.createTempDirectory("trainyard-postgres-");
    } catch (IOException e) {
      throw new PostgresException("cannot make a temporary directory", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PostgresException("no free port on the loopback interface", e);
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
