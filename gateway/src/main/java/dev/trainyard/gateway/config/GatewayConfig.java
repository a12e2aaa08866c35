package dev.trainyard.gateway.config;

import dev.trainyard.gateway.routing.RateClass;
import dev.trainyard.gateway.routing.RouteKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every setting of the gateway; nothing else reads configuration by key. */
@ConfigMapping(prefix = "trainyard.gateway")
public interface GatewayConfig {

  /**
   * Base URLs of each service by name: {@code auth}, {@code model}, {@code dataset} and so on.
   * Several are replicas, and so is each address of a name.
   */
  @NotEmpty
  Map<String, List<URI>> upstreams();

  /** The public URL space, in named groups of paths; see {@code application.properties}. */
  @NotEmpty
  Map<String, RouteGroup> routes();

  /** Paths that a browser posts to before it has a session: no CSRF token, but the origin check. */
  Set<String> signInPaths();

  /** Origin that users see, for example {@code https://ml.example.org}. */
  Optional<URI> publicUrl();

  /** Whether the session cookie is a {@code __Host-} cookie, which browsers keep to https. */
  @WithDefault("true")
  boolean cookieSecure();

  /**
   * Names, with the port unless it is the scheme's own, that the gateway answers to besides the
   * public one and this machine's own; without a public URL it answers to all.
   */
  Optional<Set<String>> hosts();

  /** Ranges of addresses whose forwarded headers count, for example {@code 10.0.0.0/8}. */
  Optional<List<String>> trustedProxies();

  /** Other sites whose pages may call the API with tokens; never with cookies. */
  Cors cors();

  /** Whether each request is noted in the access log. */
  @WithDefault("false")
  boolean accessLog();

  /** Where; it is rotated at 50 MB, and five older files are kept. */
  @WithDefault("access.log")
  Path accessLogFile();

  /** The public port. */
  ListenConfig listen();

  /** TLS and HTTP/2 on the public port. */
  TlsConfig tls();

  /** What happens when the process is told to stop. */
  Drain drain();

  /** How large a request may be. */
  LimitConfig limits();

  /** How long the gateway waits, and for what. */
  TimeoutConfig timeouts();

  /** Exchange of opaque credentials for access tokens. */
  Exchange exchange();

  /** Requests per client. */
  RateLimitConfig rateLimit();

  /** Requests under way at each upstream, by class; every class needs a number. */
  Map<RateClass, Integer> places();

  /** Connections to each upstream, per event loop. */
  Pool pool();

  /** Live feeds. */
  WebSockets webSockets();

  /** Sharing with other origins. */
  interface Cors {

    /** Exact origins, {@code https} or on this machine; no patterns. */
    Optional<Set<String>> origins();

    /** How long a browser may remember the answer to its question. */
    @WithDefault("PT10M")
    Duration maxAge();
  }

  /** The time between the order to stop and the end. */
  interface Drain {

    /** How long the gateway goes on as before but says that it is not ready. */
    @WithDefault("PT0S")
    Duration delay();

    /** How long requests under way may then take to finish. */
    @WithDefault("PT20S")
    Duration timeout();
  }

  /** Paths that share an upstream and a treatment. */
  interface RouteGroup {

    /** Name of the upstream. */
    String to();

    /** How these requests are treated. */
    @WithDefault("json")
    RouteKind kind();

    /** Path prefixes; {@code {x}} stands for one segment, {@code {x}.git} for one that ends so. */
    @NotEmpty
    List<String> paths();
  }

  /** Exchange of credentials at auth-service. */
  interface Exchange {

    /** Age up to which an exchange is used without asking again; bounds the revocation delay. */
    @WithDefault("PT3S")
    Duration freshFor();

    /** How often the credential behind open transfers and feeds is checked again. */
    @WithDefault("PT3S")
    Duration recheckEvery();

    /** Number of credentials remembered. */
    @WithDefault("5000")
    @Min(1)
    long maxCredentials();

    /** Exchanges under way at once; more are refused with a 503. */
    @WithDefault("128")
    @Min(1)
    int maxConcurrent();

    /** Time limit of one exchange. */
    @WithDefault("PT5S")
    Duration timeout();
  }

  /** Connection pools. */
  interface Pool {

    /** Connections per upstream. */
    @WithDefault("256")
    @Min(1)
    int size();

    /** Requests that wait for a connection. */
    @WithDefault("1024")
    @Min(1)
    int queue();
  }

  /** Live feeds. */
  interface WebSockets {

    /** Feeds open at once. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int max();
  }
}
