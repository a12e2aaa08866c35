package dev.trainyard.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;

/** Who runs the server: PostgreSQL refuses plain root, so root needs one of two ways around. */
sealed interface PostgresAccount {

  /** The command that runs the given one under this account, keeping its process id. */
  List<String> command(List<String> command);

  /** Makes the files below {@code root} the account's own. */
  default void own(Path root) {}

  /** Where the unpacked binaries lie by default so that the account can read them. */
  default Path cacheDirectory() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("trainyard").resolve("postgres");
  }

  /** The account of this process, which is not root. */
  record Current() implements PostgresAccount {
    @Override
    public List<String> command(List<String> command) {
      return command;
    }
  }

  /** Root seen as an unmapped user inside a user namespace; files stay owned by root. */
  record UserNamespace() implements PostgresAccount {
    @Override
    public List<String> command(List<String> command) {
      return prefixed(List.of("unshare", "-U"), command);
    }
  }

  /** A system account without rights, for root where user namespaces are forbidden. */
  record SystemUser(String name, int uid, int gid) implements PostgresAccount {
    @Override
    public List<String> command(List<String> command) {
      return prefixed(
          List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), command);
    }

    @Override
    public void own(Path root) {
      try (var files = Files.walk(root)) {
        var users = root.getFileSystem().getUserPrincipalLookupService();
        var user = users.lookupPrincipalByName(name);
        for (Path file : files.toList()) {
          Files.getFileAttributeView(file, PosixFileAttributeView.class).setOwner(user);
        }
      } catch (IOException e) {
        throw new PostgresException("cannot give " + root + " to the account " + name, e);
      }
    }

    @Override
    public Path cacheDirectory() {
      return Path.of("/var/cache/trainyard/postgres");
    }
  }

  /** The best account for this process. */
  static PostgresAccount detect() {
    if (!isRoot()) {
      return new Current();
    }
    if (works(new UserNamespace())) {
      return new UserNamespace();
    }
    PostgresAccount account = systemAccount();
    if (works(account)) {
      return account;
    }
    throw new PostgresException(
        "PostgreSQL refuses to run as root, user namespaces are forbidden here (unshare -U fails)"
            + " and setpriv of util-linux does not work: start Trainyard as an ordinary user");
  }

  /** The first of the fitting accounts in /etc/passwd. */
  static PostgresAccount systemAccount() {
    try {
      List<String[]> accounts =
          Files.readAllLines(Path.of("/etc/passwd")).stream()
              .map(line -> line.split(":", -1))
              .filter(fields -> fields.length > 3)
              .toList();
      for (String wanted : List.of("trainyard", "postgres", "nobody")) {
        for (String[] fields : accounts) {
          if (fields[0].equals(wanted)) {
            return new SystemUser(wanted, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
          }
        }
      }
    } catch (IOException e) {
      throw new PostgresException("cannot read /etc/passwd", e);
    }
    throw new PostgresException(
        "PostgreSQL refuses to run as root and there is no account trainyard, postgres or nobody"
            + " to run it: add one (useradd --system trainyard) or start as an ordinary user");
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static boolean works(PostgresAccount account) {
    try {
      return Command.run(account.command(List.of("true")), null).exitCode() == 0;
    } catch (PostgresException e) {
      return false;
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }
}
