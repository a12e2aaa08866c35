package dev.trainyard.training.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every setting of the training service; nothing else reads its configuration by key. */
@ConfigMapping(prefix = "trainyard.training")
public interface TrainingConfig {

  /** Directory of the running jobs; must be writable, is created when missing. */
  Path workDirectory();

  /** Program and arguments of the trainer, without the job's own. */
  List<String> trainerCommand();

  /**
   * Program and arguments that check a finished package; {@code --model-dir <dir> --name <name>
   * --check} is appended. Absent, only the digests are checked.
   */
  Optional<List<String>> checkCommand();

  /** Trainings at the same time in this service; default: half of the processors. */
  OptionalInt runnerSlots();

  /** Scheduling priority of trainings, 0 (normal) to 19 (lowest). */
  @WithDefault("10")
  @Min(0)
  @Max(19)
  int nice();

  /** Free disk space below which no job is started. */
  @WithDefault("1073741824")
  @Min(0)
  long reserveBytes();

  /** Time between the request to stop and the kill. */
  @WithDefault("PT60S")
  Duration grace();

  /** Silence after which a running job is marked as stalled. */
  @WithDefault("PT5M")
  Duration stallAfter();

  /** Longest time of one check of a package. */
  @WithDefault("PT2M")
  Duration checkTimeout();

  /** How long the folder of an ended job is kept, so that a retry can resume. */
  @WithDefault("P1D")
  Duration folderRetention();

  /** How often folders and grants of ended jobs are looked for. */
  @WithDefault("PT30S")
  Duration sweepInterval();

  /** How long registration tries to reach the other services before the job fails. */
  @WithDefault("PT10M")
  Duration registrationPatience();

  /** The queue. */
  Queue queue();

  /** Bounds on what one job may produce. */
  Limits limits();

  /** The live feed. */
  Feed feed();

  /** How jobs are taken and kept. */
  interface Queue {

    /** Whether this process takes jobs; off, it only answers requests. */
    @WithDefault("true")
    boolean enabled();

    /** How often to look for work when nothing announces any. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** Time after which the job of a silent worker is taken from it. */
    @WithDefault("PT20S")
    Duration lease();

    /** How often a worker renews its lease. */
    @WithDefault("PT3S")
    Duration heartbeat();

    /** Faults of machines and neighbours that a job survives before it fails. */
    @WithDefault("5")
    @Min(0)
    int maxFaults();

    /** First wait after a fault; doubles with each. */
    @WithDefault("PT2S")
    Duration backoff();

    /** Unfinished jobs of one namespace. */
    @WithDefault("200")
    @Min(1)
    int maxUnfinished();
  }

  /** What is kept of one job, at most. */
  interface Limits {

    /** Size of the data file. */
    @WithDefault("10737418240")
    long dataBytes();

    /** Log lines of one attempt; later ones are not stored, which one line says. */
    @WithDefault("100000")
    long logLines();

    /** Characters of log of one attempt. */
    @WithDefault("33554432")
    long logBytes();

    /** Metric and progress points of one attempt. */
    @WithDefault("500000")
    long points();

    /** Bytes that one attempt may print before it is stopped. */
    @WithDefault("1073741824")
    long outputBytes();

    /** Size of a model package. */
    @WithDefault("10737418240")
    long packageBytes();
  }

  /** Sockets and their pace. */
  interface Feed {

    /** Time between signs of life. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** How often to look for events that no notification announced. */
    @WithDefault("PT5S")
    Duration poll();

    /** Time that a client has to take one frame. */
    @WithDefault("PT10S")
    Duration sendTimeout();

    /** Subscriptions of one socket. */
    @WithDefault("50")
    int maxSubscriptions();

    /** Sockets of this process. */
    @WithDefault("1000")
    int maxSockets();
  }
}
