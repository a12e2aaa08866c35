package dev.trainyard.gateway.config;

import dev.trainyard.gateway.routing.RouteKind;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every setting of the gateway; nothing else reads configuration by key. */
@ConfigMapping(prefix = "trainyard.gateway")
public interface GatewayConfig {

  /** Base URL of each service by name: {@code auth}, {@code model}, {@code dataset} and so on. */
  @NotEmpty
  Map<String, URI> upstreams();

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

  /** The public port. */
  Listen listen();

  /** What happens when the process is told to stop. */
  Drain drain();

  /** How large a request may be. */
  Limits limits();

  /** How long the gateway waits, and for what. */
  Timeouts timeouts();

  /** Exchange of opaque credentials for access tokens. */
  Exchange exchange();

  /** Requests per client. */
  RateLimit rateLimit();

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

  /** Connections from outside. */
  interface Listen {

    @WithDefault("0.0.0.0")
    String host();

    @WithDefault("8080")
    int port();

    /** Connections that wait to be accepted. */
    @WithDefault("1024")
    @Min(1)
    int backlog();

    /** Connections open at once. */
    @WithDefault("20000")
    @Min(1)
    int maxConnections();

    /** The same from one address, or IPv6 network of 64 bits; trusted proxies are exempt. */
    @WithDefault("1000")
    @Min(1)
    int perAddress();

    /** Until the head of a request is complete: from connecting, or from its first byte. */
    @WithDefault("PT10S")
    Duration head();

    /** How long a connection may do nothing at all. */
    @WithDefault("PT150S")
    Duration idle();

    /** Bytes of a request line; past it the answer is 414. */
    @WithDefault("16384")
    @Min(1024)
    int maxLine();

    /** Bytes of a request's headers that are read at all; past it the answer is 431. */
    @WithDefault("32768")
    @Min(1024)
    int maxHead();
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

  /** Largest request body by kind of route; zero means that only the service limits it. */
  interface Limits {

    /** Ordinary API calls. */
    @WithDefault("1M")
    MemorySize json();

    /** Commits, which may carry small files inline. */
    @WithDefault("32M")
    MemorySize commit();

    /** Resumable uploads and other streamed files. */
    @WithDefault("0")
    MemorySize transfer();

    /** Inference requests. */
    @WithDefault("64M")
    MemorySize serve();

    /** Names and values of all request headers together, in bytes. */
    @WithDefault("16384")
    @Min(1024)
    int headerBytes();

    /** Number of request headers. */
    @WithDefault("100")
    @Min(10)
    int headers();

    /** Bytes a second that the body of a request must bring on average, after half a minute. */
    @WithDefault("256")
    @Min(0)
    int bodyRate();
  }

  /** Time-outs. Transfers have no total limit, but may not stand still. */
  interface Timeouts {

    /** Until a connection to an upstream stands. */
    @WithDefault("PT2S")
    Duration connect();

    /** From the end of an ordinary request to the first byte of its answer. */
    @WithDefault("PT30S")
    Duration answer();

    /** The same for commits, uploads, files and inference. */
    @WithDefault("PT120S")
    Duration longAnswer();

    /** Longest standstill of a body, in either direction. */
    @WithDefault("PT60S")
    Duration idle();

    /** How long the rest of a refused body is read, so that the client sees the refusal. */
    @WithDefault("PT3S")
    Duration linger();
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

  /** Token buckets, one per credential or, without one, per client address. */
  interface RateLimit {

    @WithDefault("true")
    boolean enabled();

    /** Sustained requests per second. */
    @WithDefault("200")
    @Min(1)
    int perSecond();

    /** Requests that may come at once. */
    @WithDefault("2000")
    @Min(1)
    int burst();

    /** Sustained unknown credentials per second and address. */
    @WithDefault("20")
    @Min(1)
    int unknownPerSecond();

    /** Unknown credentials that may come at once from an address. */
    @WithDefault("200")
    @Min(1)
    int unknownBurst();

    /** Number of clients remembered. */
    @WithDefault("50000")
    @Min(1)
    long maxClients();
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
