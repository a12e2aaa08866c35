package dev.trainyard.testing;

import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a service under test what it needs from outside: a real PostgreSQL with the three roles of
 * production, so that the service runs without the right to change its schema, and the key that
 * {@link Tokens} signs with.
 *
 * <p>Set {@code database=false} among the init arguments for a service without a database.
 */
public class PlatformTestResource implements QuarkusTestResourceLifecycleManager {

  private static final DatabaseSpec DATABASE =
      new DatabaseSpec("trainyard", "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 60);

  /** What auth-service shows on the internal routes of the service under test. */
  public static final String AUTH_CLIENT = "auth:secret-of-the-test-client-auth";

  private boolean database = true;
  private EmbeddedPostgres postgres;

  @Override
  public void init(Map<String, String> arguments) {
    database = Boolean.parseBoolean(arguments.getOrDefault("database", "true"));
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.http.port", "0");
    settings.put("quarkus.management.test-port", "0");
    settings.put("quarkus.management.port", "0");
    settings.put("mp.jwt.verify.publickey.location", Tokens.jwksLocation());
    settings.put(
        "trainyard.clients.auth.secret", AUTH_CLIENT.substring(AUTH_CLIENT.indexOf(':') + 1));
    if (database) {
      startDatabase(settings);
    }
    return settings;
  }

  private void startDatabase(Map<String, String> settings) {
    // Durability is off: these data live as long as one test run.
    postgres =
        EmbeddedPostgres.builder()
            .setting("fsync", "off")
            .setting("synchronous_commit", "off")
            .setting("full_page_writes", "off")
            .setting("max_connections", "120")
            .start();
    DatabaseProvisioner.of(postgres).provision(DATABASE);
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(DATABASE.name()));
    settings.put("quarkus.datasource.username", DATABASE.app());
    settings.put("quarkus.datasource.password", DATABASE.appPassword());
    settings.put("trainyard.data.migrator.username", DATABASE.migrator());
    settings.put("trainyard.data.migrator.password", DATABASE.migratorPassword());
    settings.put("trainyard.data.owner-role", DATABASE.owner());
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }
}
