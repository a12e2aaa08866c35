package dev.trainyard.postgres;

import java.util.regex.Pattern;

/** One database with its three roles: owner, migrator (may change the schema), app (may not). */
public record DatabaseSpec(
    String name, String migratorPassword, String appPassword, int appConnections) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /** Checks the name, which goes into SQL as an identifier, and the limit. */
  public DatabaseSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
    if (migratorPassword.isBlank() || appPassword.isBlank()) {
      throw new IllegalArgumentException("roles of database " + name + " need passwords");
    }
    if (appConnections < 1) {
      throw new IllegalArgumentException("database " + name + " needs at least one connection");
    }
  }

  /** The role that owns the database and its objects; nobody logs in as it. */
  public String owner() {
    return name + "_owner";
  }

  /** The role that runs migrations. */
  public String migrator() {
    return name + "_migrator";
  }

  /** The role of the running service. */
  public String app() {
    return name + "_app";
  }

  @Override
  public String toString() {
    return "DatabaseSpec[" + name + "]";
  }
}
