package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.SecretStore;
import java.util.List;
import java.util.Map;

/** Which secret lies in whose directory; a service reads its own directory and no other. */
record ServiceSecrets(SecretStore store) {

  /** The launcher's own directory, which no service is pointed at. */
  static final String LAUNCHER = "launcher";

  private static final String CLIENT_SECRET = "trainyard.client.secret";
  private static final String DATABASE_PASSWORD = "quarkus.datasource.password";
  private static final String MIGRATOR_PASSWORD = "trainyard.data.migrator.password";

  /** Above environment variables (300), so that nothing outside overrides a secret. */
  private static final String ORDINAL = "350";

  private static final Map<Service, List<String>> CALLERS =
      Map.of(
          Service.AUTH, List.of("gateway", LAUNCHER, "training", "model", "dataset"),
          Service.MODEL, List.of("gateway", "training", "dataset", "auth"),
          Service.DATASET, List.of("gateway", "training", "model", "auth"),
          Service.TRAINING, List.of("gateway", "model", "dataset", "auth"),
          Service.GATEWAY, List.of());

  /** Makes whatever is not there yet. */
  void prepare() {
    for (Service service : Service.values()) {
      store.put(service.id(), "config_ordinal", ORDINAL);
      store.get(service.id(), CLIENT_SECRET);
      for (String caller : CALLERS.get(service)) {
        store.put(service.id(), "trainyard.clients." + caller + ".secret", clientSecret(caller));
      }
      if (service.hasDatabase()) {
        appPassword(service);
        migratorPassword(service);
      }
    }
    store.get(Service.AUTH.id(), "trainyard.auth.jwt-secret");
    store.get(Service.AUTH.id(), "trainyard.auth.session-secret");
  }

  String clientSecret(String client) {
    return store.get(client, CLIENT_SECRET);
  }

  String superuserPassword() {
    return store.get(LAUNCHER, "postgres.superuser.password");
  }

  String appPassword(Service service) {
    return store.get(service.id(), DATABASE_PASSWORD);
  }

  String migratorPassword(Service service) {
    store.put(migrator(service), "config_ordinal", ORDINAL);
    return store.get(migrator(service), MIGRATOR_PASSWORD);
  }

  /** The value of SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS for the running service. */
  String location(Service service) {
    return store.layout().secrets(service.id()).toString();
  }

  /** The same for its migrate mode, which alone sees the migrator's password. */
  String migrateLocations(Service service) {
    return location(service) + "," + store.layout().secrets(migrator(service));
  }

  private static String migrator(Service service) {
    return service.id() + "-migrator";
  }
}
