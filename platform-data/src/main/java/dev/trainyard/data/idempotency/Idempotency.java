package dev.trainyard.data.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.data.idempotency.KeyTable.Claim;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Lets callers repeat a request that creates something: with the same {@code Idempotency-Key} it
 * happens once, and a repeat gets the first answer again. The change and its answer commit together
 * or not at all. Whoever calls this has decided before that the caller may do it, since a repeat
 * gets an answer from earlier, when the caller may have had more rights.
 */
@ApplicationScoped
public class Idempotency {

  /** Name of the request header that the operations take. */
  public static final String HEADER = "Idempotency-Key";

  private static final String REPLAYED = "Idempotency-Replayed";
  private static final Pattern WELL_FORMED = Pattern.compile("[!-~]{1,255}");
  private static final int MOST_BYTES = 64 * 1024;
  private static final int SUCCESS = 2;
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final KeyTable keys;
  private final EarlierAnswers earlier;
  private final RequestFingerprint fingerprint;
  private final CurrentCaller current;
  private final ObjectMapper json;

  Idempotency(
      KeyTable keys,
      EarlierAnswers earlier,
      RequestFingerprint fingerprint,
      CurrentCaller current,
      ObjectMapper json) {
    this.keys = keys;
    this.earlier = earlier;
    this.fingerprint = fingerprint;
    this.current = current;
    this.json = json;
  }

  /** What a request wants, and whether its answer may be shown again. */
  private record Work<P, T>(
      Supplier<P> prepare, Function<P, RestResponse<T>> change, Function<T, String> made) {

    RestResponse<T> simply() {
      return change.apply(prepare.get());
    }
  }

  /**
   * Makes the change, or gives the answer that it had before.
   *
   * @param key the header's value; null to make the change as if there were no keys
   * @param request the body as it was read
   * @param change runs in the transaction in which its answer is kept
   */
  public <T> RestResponse<T> answer(String key, Object request, Supplier<RestResponse<T>> change) {
    return run(key, request, new Work<>(() -> null, ignored -> change.get(), null));
  }

  /**
   * As {@link #answer(String, Object, Supplier)}, with work to do before that needs no transaction,
   * such as to ask other services.
   */
  public <P, T> RestResponse<T> answer(
      String key, Object request, Supplier<P> prepare, Function<P, RestResponse<T>> change) {
    return run(key, request, new Work<>(prepare, change, null));
  }

  /**
   * As {@link #answer(String, Object, Supplier)} for an answer that holds a secret: it is never
   * kept. A repeat gets a 409 that names what was made.
   *
   * @param made names it, for example {@code The token ci}
   */
  public <T> RestResponse<T> answerOnce(
      String key, Object request, Function<T, String> made, Supplier<RestResponse<T>> change) {
    return run(key, request, new Work<>(() -> null, ignored -> change.get(), made));
  }

  /** Whether an answer is one from earlier. */
  public static boolean isReplayed(RestResponse<?> answer) {
    return answer.getHeaders().containsKey(REPLAYED);
  }

  private <P, T> RestResponse<T> run(String key, Object request, Work<P, T> work) {
    requireWellFormed(key);
    if (key == null) {
      return work.simply();
    }
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("A claim inside of a transaction is seen by nobody else");
    }
    var claim = new Claim(current.get().subject(), key, UUID.randomUUID());
    Optional<KeptAnswer> before = earlier.orClaim(claim, fingerprint.of(request));
    return before.isPresent() ? replayed(before.get()) : first(claim, work);
  }

  /** An empty header is read as none, but whoever sends it believes to be safe from repeats. */
  private static void requireWellFormed(String key) {
    List<String> sent = CurrentRequestManager.get().getHttpHeaders().getRequestHeader(HEADER);
    boolean none = key == null && (sent == null || sent.isEmpty());
    boolean one = key != null && sent.size() == 1 && WELL_FORMED.matcher(key).matches();
    if (!none && !one) {
      throw ProblemException.invalid(
          HEADER, "must be one text of 1 to 255 visible ASCII characters");
    }
  }

  private <P, T> RestResponse<T> first(Claim claim, Work<P, T> work) {
    boolean done = false;
    try {
      P prepared = work.prepare().get();
      RestResponse<T> answer =
          QuarkusTransaction.requiringNew()
              .call(() -> kept(claim, work.change().apply(prepared), work.made()));
      done = true;
      return answer;
    } finally {
      if (!done) {
        release(claim);
      }
    }
  }

  /** In the transaction of the change, which is undone when the claim is not good any more. */
  private <T> RestResponse<T> kept(Claim claim, RestResponse<T> answer, Function<T, String> made) {
    if (answer.getStatus() / 100 != SUCCESS) {
      keys.release(claim);
    } else if (!keys.keep(claim, toKeep(answer, made))) {
      throw ProblemException.retryLater(
          ProblemType.CONFLICT,
          "The request took so long that a repeat with its key was let in; nothing was done",
          COME_AGAIN);
    }
    return answer;
  }

  private <T> KeptAnswer toKeep(RestResponse<T> answer, Function<T, String> made) {
    int status = answer.getStatus();
    String location = answer.getHeaderString(HttpHeaders.LOCATION);
    if (made != null) {
      return KeptAnswer.once(
          status,
          made.apply(answer.getEntity()) + " was made with this key; its secret was shown once");
    }
    String body = answer.getEntity() == null ? null : text(answer.getEntity());
    if (body != null && body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return KeptAnswer.once(
          status, "This was done with this key; its answer was too large to be kept");
    }
    return KeptAnswer.whole(status, location, body);
  }

  private String text(Object entity) {
    try {
      return json.writeValueAsString(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer cannot be written", e);
    }
  }

  @SuppressWarnings("unchecked") // Nobody but the writer looks at the entity, which writes itself.
  private static <T> RestResponse<T> replayed(KeptAnswer before) {
    if (before.made() != null) {
      throw ProblemException.conflict(before.made());
    }
    ResponseBuilder<Object> answer =
        ResponseBuilder.create(RestResponse.Status.fromStatusCode(before.status()))
            .header(REPLAYED, true);
    if (before.location() != null) {
      answer.header(HttpHeaders.LOCATION, before.location());
    }
    if (before.body() != null) {
      answer.entity(new RawValue(before.body()));
    }
    return (RestResponse<T>) answer.build();
  }

  /** Nothing was done, so the caller may mend the request and send it with the same key. */
  private void release(Claim claim) {
    try {
      keys.release(claim);
    } catch (RuntimeException e) {
      Log.debugf(e, "A key stays claimed until its lease is over");
    }
  }
}
