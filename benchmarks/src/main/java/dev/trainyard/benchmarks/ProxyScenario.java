package dev.trainyard.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The gateway beside nginx before the same service, in turn: requests per second, and processor
 * time per request of the process in between. nginx only forwards; the gateway also looks at the
 * credential, the limits and the headers.
 */
final class ProxyScenario {

  private static final List<Path> NGINX =
      Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
          .map(Path::of)
          .toList();
  private static final String ROUTE = "/.well-known/jwks.json";
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final int ROUNDS = 3;

  private final Api gateway;
  private final Installation installation;

  ProxyScenario(Api gateway, Installation installation) {
    this.gateway = gateway;
    this.installation = installation;
  }

  Map<String, Object> run() throws IOException, InterruptedException {
    Path binary = NGINX.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (binary == null) {
      return Map.of("skipped", "nginx is not there: apt-get install nginx-light");
    }
    URI service = installation.origin("auth-service");
    Path directory = Files.createTempDirectory("trainyard-nginx");
    int port = freePort();
    Files.writeString(
        directory.resolve("nginx.conf"), configuration(directory, port, service.getPort()));
    Process nginx =
        new ProcessBuilder(
                binary.toString(), "-c", directory + "/nginx.conf", "-p", directory + "/")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    try {
      return compare(service, URI.create("http://127.0.0.1:" + port), nginx.toHandle());
    } finally {
      nginx.destroy();
      nginx.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private Map<String, Object> compare(URI service, URI nginx, ProcessHandle process)
      throws IOException, InterruptedException {
    await(nginx);
    ProcessHandle ours = installation.process("gateway");
    Map<String, Object> results = new LinkedHashMap<>();
    for (int callers : new int[] {1, 8}) {
      for (int round = 1; round <= ROUNDS; round++) {
        String which = ", callers: " + callers + ", round " + round;
        results.put("gateway" + which, measure(gateway.origin(), ours, callers));
        results.put("nginx" + which, measure(nginx, process, callers));
        results.put("straight" + which, measure(service, null, callers));
      }
    }
    return results;
  }

  private Map<String, Object> measure(URI origin, ProcessHandle between, int callers)
      throws IOException, InterruptedException {
    ClosedLoop.run(callers, WARM_UP, () -> ask(origin));
    long before = between == null ? 0 : processorMillis(between);
    Map<String, Object> result =
        new LinkedHashMap<>(ClosedLoop.run(callers, LENGTH, () -> ask(origin)));
    if (between != null) {
      double micros = (processorMillis(between) - before) * 1e3;
      result.put(
          "processorMicrosPerRequest",
          Math.round(micros / Math.max(1, ((Number) result.get("count")).intValue())));
    }
    return result;
  }

  private boolean ask(URI origin) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(origin.resolve(ROUTE)).build();
    return gateway.client().send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  private void await(URI origin) throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      try {
        if (ask(origin)) {
          return;
        }
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IllegalStateException("nginx does not answer at " + origin);
  }

  /** Of the process and those below it; the clock of /proc ticks a hundred times a second. */
  private static long processorMillis(ProcessHandle process) throws IOException {
    long ticks = 0;
    for (ProcessHandle one : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      String stat = Files.readString(Path.of("/proc", Long.toString(one.pid()), "stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }
    return ticks * 10;
  }

  private static String configuration(Path directory, int port, int service) {
    return """
        daemon off;
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          keepalive_requests 1000000;
          upstream auth { server 127.0.0.1:%3$d; keepalive 64; keepalive_requests 1000000; }
          server {
            listen 127.0.0.1:%2$d;
            location / { proxy_pass http://auth; proxy_http_version 1.1; proxy_set_header Connection ""; }
          }
        }
        """
        .formatted(directory, port, service);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
