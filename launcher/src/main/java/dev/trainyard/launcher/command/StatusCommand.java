package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.platform.HealthProbe;
import dev.trainyard.launcher.platform.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a table of the running processes; succeeds only when all are ready. */
final class StatusCommand {

  private static final String ROW = "%-18s %-10s %9s %7s %10s %10s %9s";

  private final Layout layout;
  private final Journal journal;
  private final HealthProbe probe = new HealthProbe();

  StatusCommand(Layout layout, Journal journal) {
    this.layout = layout;
    this.journal = journal;
  }

  int run() {
    Optional<RunFiles.Launcher> launcher = RunFiles.of(layout).launcher();
    if (launcher.isEmpty() || !DataDirectory.isInUse(layout)) {
      journal.show("Trainyard does not run on " + layout.root());
      return 1;
    }
    journal.show(launcher.get().origin() + "   data: " + layout.root());
    journal.show(ROW.formatted("SERVICE", "STATE", "PID", "PORT", "MEMORY", "UPTIME", "RESTARTS"));
    long pid = launcher.get().process().pid();
    journal.show(
        ROW.formatted(
            "launcher",
            "ready",
            pid,
            "-",
            Memory.of(pid, false),
            uptime(launcher.get().startedAt()),
            "-"));
    boolean ready = true;
    for (String name : names()) {
      ready &= show(name);
    }
    return ready ? 0 : 1;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("postgres"));
    for (Service service : Service.values()) {
      names.add(service.module());
    }
    return names;
  }

  private boolean show(String name) {
    Optional<RunFiles.Child> child = RunFiles.of(layout).child(name);
    if (child.isEmpty()) {
      journal.show(ROW.formatted(name, "not there", "-", "-", "-", "-", "-"));
      return false;
    }
    String state = state(child.get());
    boolean alive = !state.equals("waiting") && !state.equals("dead");
    journal.show(
        ROW.formatted(
            name,
            state,
            alive ? child.get().pid() : "-",
            child.get().port(),
            alive ? Memory.of(child.get().pid(), true) : "-",
            alive ? uptime(child.get().startedAt()) : "-",
            child.get().restarts()));
    return state.equals("ready");
  }

  /** The record may be older than the truth, so the process itself is asked. */
  private String state(RunFiles.Child child) {
    if (!child.state().equals("ready")) {
      return child.state();
    }
    if (ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
      return "dead";
    }
    return child.healthPort() == 0 || probe.isReady(child.healthPort()) ? "ready" : "not ready";
  }

  private static String uptime(String startedAt) {
    Duration up = Duration.between(Instant.parse(startedAt), Instant.now());
    if (up.toHours() > 0) {
      return "%d h %02d min".formatted(up.toHours(), up.toMinutesPart());
    }
    return "%d:%02d min".formatted(up.toMinutes(), up.toSecondsPart());
  }
}
