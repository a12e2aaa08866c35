package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings that people chose for a service. The service reads a copy that ranks above what is built
 * in and below what the launcher sets itself, so that no file can move a port or an address.
 */
record ServiceSettings(Layout layout) {

  /** Above application.properties (250), below environment variables (300). */
  private static final String RANK = "config_ordinal=290";

  /** Address of the settings to read; empty when nobody chose any. */
  Optional<String> location(Service service) {
    Path chosen = layout.config(service.module());
    if (!Files.isRegularFile(chosen)) {
      return Optional.empty();
    }
    Path ranked = layout.run().resolve(service.module() + ".properties");
    try {
      // The last value of a key counts; the empty line ends whatever stands open above.
      Files.writeString(ranked, Files.readString(chosen) + "\n\n" + RANK + "\n");
    } catch (IOException e) {
      throw new LauncherException("cannot read the settings in " + chosen + ": " + e, e);
    }
    return Optional.of(ranked.toUri().toString());
  }
}
