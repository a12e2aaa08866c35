package dev.trainyard.model.deployment;

import dev.trainyard.data.MigrateMode;
import dev.trainyard.model.serving.ServingRuntime;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Brings what runs to what people want, again and again: renews this instance's leases and makes
 * one pass over every deployment that it holds. Passes of different deployments run side by side,
 * of one deployment never.
 */
@ApplicationScoped
class Reconciler {

  private static final Duration CALM = Duration.ofSeconds(1);
  private static final Duration BUSY = Duration.ofMillis(200);

  private final ServiceInstance instance;
  private final Leases leases;
  private final ReconcilePass pass;
  private final ServingRuntime runtime;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Set<UUID> inProgress = ConcurrentHashMap.newKeySet();
  private final Set<UUID> restless = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Lease> held = new HashMap<>();
  private volatile boolean stopped;
  private volatile Thread loop;

  Reconciler(ServiceInstance instance, Leases leases, ReconcilePass pass, ServingRuntime runtime) {
    this.instance = instance;
    this.leases = leases;
    this.pass = pass;
    this.runtime = runtime;
  }

  void start(@Observes StartupEvent event) {
    if (!MigrateMode.active()) {
      loop = Thread.ofVirtual().name("reconciler").start(this::run);
    }
  }

  /** Others may take over before this instance is gone; what it runs ends after that. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped = true;
    wakeUps.release();
    if (loop != null) {
      loop.join(Duration.ofSeconds(5));
      try {
        leases.giveUp(List.of(instance.id()));
      } catch (RuntimeException e) {
        Log.warn("The leases could not be given up; they run out by themselves", e);
      }
    }
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeploymentChanged event) {
    wakeUps.release();
  }

  private void run() {
    boolean reachable = true;
    while (!stopped) {
      try {
        if (instance.enter()) {
          recover();
        }
        tick();
        reachable = true;
      } catch (RuntimeException e) {
        if (reachable) {
          Log.warn("Deployments cannot be reconciled now; trying again", e);
        }
        reachable = false;
      }
      await(restless.isEmpty() ? CALM : BUSY);
    }
  }

  /** Until it has succeeded, nothing is started. */
  private void recover() {
    runtime.recover(leases.all());
    instance.predecessor().ifPresent(dead -> leases.giveUp(List.of(dead)));
    instance.entered();
  }

  private void tick() {
    Map<UUID, Lease> now = new HashMap<>();
    leases.renew(instance.id()).forEach(lease -> now.put(lease.deployment(), lease));
    held.keySet().stream().filter(id -> !now.containsKey(id)).forEach(this::letGo);
    held.clear();
    held.putAll(now);
    now.values().forEach(this::submit);
  }

  private void letGo(UUID deployment) {
    Log.infof("Deployment %s is not this instance's any more", deployment);
    restless.remove(deployment);
    pass.forget(deployment);
    runtime.release(deployment);
  }

  private void submit(Lease lease) {
    if (inProgress.add(lease.deployment())) {
      Thread.ofVirtual().name("reconcile-" + lease.deployment()).start(() -> reconcile(lease));
    }
  }

  private void reconcile(Lease lease) {
    try {
      if (pass.run(lease)) {
        restless.add(lease.deployment());
      } else {
        restless.remove(lease.deployment());
      }
    } catch (RuntimeException e) {
      restless.remove(lease.deployment());
      Log.warnf(e, "Deployment %s cannot be reconciled now; trying again", lease.deployment());
    } finally {
      inProgress.remove(lease.deployment());
    }
  }

  private void await(Duration atMost) {
    try {
      if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
