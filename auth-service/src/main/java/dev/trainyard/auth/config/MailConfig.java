package dev.trainyard.auth.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves the platform; without a folder and without a server it sends none. */
public interface MailConfig {

  /** Folder that each mail is written to as a file, where there is no mail server. */
  Optional<Path> folder();

  /** Sender of every mail, an address alone. */
  @WithDefault("trainyard@localhost")
  String from();

  Smtp smtp();

  /** Attempts to send one mail before it is given up. */
  @WithDefault("10")
  @Min(1)
  @Max(50)
  int attempts();

  /** Mails that may wait; what comes beyond that is dropped and counted. */
  @WithDefault("10000")
  @Min(1)
  @Max(1_000_000)
  int waitingAtMost();

  /** How often each replica looks for mails that wait; a new mail is sent at once anyway. */
  @WithDefault("PT15S")
  Duration checkEvery();

  /** The server that takes the mails; the connection is always encrypted. */
  interface Smtp {

    Optional<String> host();

    @WithDefault("587")
    @Min(1)
    @Max(65_535)
    int port();

    /** TLS from the first byte (port 465) instead of STARTTLS. */
    @WithDefault("false")
    boolean implicitTls();

    Optional<String> username();

    Optional<String> password();

    /** How long one mail may take, from the connection to the server's receipt. */
    @WithDefault("PT30S")
    Duration timeout();
  }
}
