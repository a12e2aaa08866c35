package dev.trainyard.gateway.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** TLS on the public port; without a certificate the port speaks plain HTTP. */
public interface TlsConfig {

  /** PEM file with the certificate and those that vouch for it. */
  Optional<Path> certificate();

  /** PEM file with the private key, PKCS #8. */
  Optional<Path> key();

  /** How often the files are looked at; a changed pair serves new connections. */
  @WithDefault("PT10S")
  Duration reloadEvery();

  /** Port for plain HTTP that sends readers to the public URL; none by default. */
  Optional<Integer> redirectPort();
}
