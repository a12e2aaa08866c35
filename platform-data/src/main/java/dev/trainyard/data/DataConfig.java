package dev.trainyard.data;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How a service's schema is migrated and checked. */
@ConfigMapping(prefix = "trainyard.data")
public interface DataConfig {

  /** Role that may change the schema; set, the service migrates at start. */
  Migrator migrator();

  /** Role that owns every object; the migrator acts as this role. */
  Optional<String> ownerRole();

  /** Whether the service's tables have policies, so that connections have to be told the sight. */
  @WithDefault("false")
  boolean rowSecurity();

  /** Credentials of the migrator. */
  interface Migrator {

    /** Database user with the right to change the schema. */
    Optional<String> username();

    /** Its password; normally a file in the secrets directory. */
    Optional<String> password();
  }
}
