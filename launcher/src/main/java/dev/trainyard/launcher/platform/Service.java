package dev.trainyard.launcher.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The five services. Each has a heap of 128 MiB, for none holds a file or a table in memory, and
 * needs about as much again for code, metadata and threads.
 */
public enum Service {
  /** Argon2 takes 19 MiB per hash, two at a time. */
  AUTH("auth-service", true),
  /** Profiles data by streaming it. */
  DATASET("dataset-service", true),
  /** Streams files and drives inference servers. */
  MODEL("model-service", true),
  /** Feeds logs and metrics to many sockets. */
  TRAINING("training-service", true),
  /** Holds no bodies and no data. */
  GATEWAY("gateway", false);

  private final String module;
  private final boolean database;

  Service(String module, boolean database) {
    this.module = module;
    this.database = database;
  }

  /** Module, log and record name. */
  public String module() {
    return module;
  }

  /** Short name: database, client, secrets. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has a database, and with it a migrate mode. */
  public boolean hasDatabase() {
    return database;
  }

  /**
   * Arguments of its Java machine while it serves. The second compiler waits until code is truly
   * hot: at the usual thresholds it takes a third of the processor time of a start.
   */
  public List<String> servingFlags() {
    return flags(
        "-XX:Tier4InvocationThreshold=30000",
        "-XX:Tier4MinInvocationThreshold=6000",
        "-XX:Tier4CompileThreshold=60000",
        "-XX:Tier4BackEdgeThreshold=200000");
  }

  /** The same for the seconds of its migrate mode, where the second compiler never pays. */
  public List<String> migratingFlags() {
    return flags("-XX:TieredStopAtLevel=1");
  }

  /** A small heap, one collector thread, and an end instead of a slow death when out of memory. */
  private List<String> flags(String... compiler) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=96m",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED"));
    all.addAll(List.of(compiler));
    return List.copyOf(all);
  }
}
