package dev.trainyard.gateway.console;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.routing.RequestPath;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Serves the web console from the class path. Built assets carry a hash in their names and may be
 * kept forever; every other page is the one document, which decides by itself what to show.
 */
@ApplicationScoped
public class Console {

  private static final String ROOT = "META-INF/resources";
  private static final String INDEX = "/index.html";
  private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]{0,100}){1,6}");

  private final Vertx vertx;

  /** Files that exist; what does not exist is not remembered, so nobody can fill this. */
  private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  Console(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Answers a paused request, or fails with the 404 or 405. */
  public Future<Void> serve(HttpServerRequest request, RequestPath path) {
    boolean reads =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    if (!reads) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      return Future.failedFuture(
          ProblemException.of(ProblemType.METHOD_NOT_ALLOWED, "Pages can only be read"));
    }
    request.resume();
    boolean asset = path.segment(0).equals("assets");
    return load(path.raw())
        .compose(
            found -> {
              if (found.isPresent()) {
                return found.get().answer(request, asset);
              }
              return !asset && wantsPage(request, path)
                  ? load(INDEX).compose(page -> page.orElseThrow(this::none).answer(request, false))
                  : Future.failedFuture(ProblemException.notFound("Page", path.raw()));
            });
  }

  private ProblemException none() {
    return ProblemException.of(ProblemType.NOT_FOUND, "This build holds no web console");
  }

  /**
   * A browser that goes somewhere asks for HTML; programs that take anything get it without a dot.
   */
  private static boolean wantsPage(HttpServerRequest request, RequestPath path) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null || (accept.contains("*/*") && !accept.contains("text/html"))) {
      return path.segments().getLast().indexOf('.') < 0;
    }
    return accept.contains("text/html");
  }

  private Future<Optional<ConsoleFile>> load(String path) {
    ConsoleFile known = files.get(path);
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    if (!FILE.matcher(path).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    return vertx.executeBlocking(() -> read(path), false);
  }

  private Optional<ConsoleFile> read(String path) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(ROOT + path)) {
      if (in == null || path.lastIndexOf('.') < path.lastIndexOf('/')) {
        // Without an extension it is a directory, which some class loaders list as text.
        return Optional.empty();
      }
      return Optional.of(files.computeIfAbsent(path, _ -> ConsoleFile.of(path, bytes(in))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
