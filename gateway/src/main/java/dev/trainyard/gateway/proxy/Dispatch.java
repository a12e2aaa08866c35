package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.upstream.Replica;
import dev.trainyard.gateway.upstream.Service;
import dev.trainyard.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a request to a replica of a service. When it cannot be reached, nothing was sent and
 * another one is asked, whatever the request; when it broke off before it answered, only what reads
 * and has no body is asked again, once.
 */
@ApplicationScoped
public class Dispatch {

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Forwarder forwarder;

  Dispatch(Forwarder forwarder) {
    this.forwarder = forwarder;
  }

  /** Forwards a paused request; fails with a problem while that can still be answered. */
  public Future<Void> forward(
      HttpServerRequest incoming, Service service, Function<Upstream, Outbound> to) {
    return attempt(incoming, service, to, null);
  }

  /**
   * @param before the replica that failed just now, null at first
   */
  private Future<Void> attempt(
      HttpServerRequest incoming,
      Service service,
      Function<Upstream, Outbound> to,
      Replica before) {
    Optional<Replica> picked = service.pick(before);
    if (picked.isEmpty()) {
      return Future.failedFuture(unreachable(service));
    }
    Replica replica = picked.get();
    Outbound outbound = to.apply(replica.server());
    replica.begin();
    return forwarder
        .connect(incoming.method(), outbound)
        .transform(
            connected -> {
              if (connected.failed()) {
                replica.failed(connected.cause());
                return before == null && service.isReplicated()
                    ? attempt(incoming, service, to, replica)
                    : Future.failedFuture(unreachable(service));
              }
              return forwarder
                  .exchangeOnce(incoming, outbound, connected.result())
                  .onSuccess(replica::answered)
                  .<Void>mapEmpty()
                  .recover(
                      failure -> {
                        if (!(failure instanceof UnansweredException unanswered)) {
                          return Future.failedFuture(failure);
                        }
                        return before == null && unanswered.mayRepeat()
                            ? attempt(incoming, service, to, replica)
                            : Future.failedFuture(unanswered.problem());
                      });
            })
        .onComplete(_ -> replica.end());
  }

  private static ProblemException unreachable(Service service) {
    return ProblemException.retryLater(
        ProblemType.DEPENDENCY_UNAVAILABLE,
        "The %s service cannot be reached".formatted(service.name()),
        RETRY);
  }
}
