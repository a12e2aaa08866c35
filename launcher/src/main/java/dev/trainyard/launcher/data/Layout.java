package dev.trainyard.launcher.data;

import java.nio.file.Path;

/** Where what lies in a data directory. */
public record Layout(Path root) {

  /** Marks the directory as ours. */
  public Path marker() {
    return root.resolve("trainyard.json");
  }

  /** Held exclusively by the one running launcher; its content means nothing. */
  public Path lock() {
    return root.resolve("lock");
  }

  /** The database cluster. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** What a running instance records: states, ports, identities. */
  public Path run() {
    return root.resolve("run");
  }

  /** The log of a service, of the database server, or of the launcher. */
  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** All logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The identity of a child process. */
  public Path identity(String name) {
    return run().resolve(name + ".identity");
  }

  /** The files of one service's repositories. */
  public Path blobs(String service) {
    return root.resolve("blobs").resolve(service);
  }

  /** Scratch space of one service's child processes. */
  public Path work(String service) {
    return root.resolve("work").resolve(service);
  }

  /** Where people put settings of services. */
  public Path config() {
    return root.resolve("config");
  }

  /** Settings that people chose for a service; need not exist. */
  public Path config(String module) {
    return config().resolve(module + ".properties");
  }

  /** Secrets of one reader: files named as configuration keys. */
  public Path secrets(String reader) {
    return root.resolve("secrets").resolve(reader);
  }

  /** Signed statements about the audit trail, one a line; copy it elsewhere from time to time. */
  public Path auditSeals() {
    return root.resolve("audit-seals.jws");
  }

  /** The mails of a platform that has no mail server. */
  public Path outbox() {
    return root.resolve("outbox");
  }

  /** The password of the demo's user, for whoever wants to sign in as it. */
  public Path demoPassword() {
    return root.resolve("secrets").resolve("demo-password");
  }

  /** What was last migrated successfully for a service. */
  public Path migrated(String service) {
    return root.resolve("migrated").resolve(service);
  }
}
