package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of each service as environment variables; secrets come as files instead. */
record ServiceEnvironment(
    Layout layout, Topology topology, ServiceSecrets secrets, Artifacts artifacts) {

  static final String SECRET_FILES = "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS";

  /** Where the seals of the audit trail are, outside of the database. */
  static final String SEAL_FILE = "TRAINYARD_AUTH_AUDIT_SEAL_FILE";

  /** Where auth-service writes, and the others read, what of their trails was sealed. */
  static final String WRITTEN_ENDS = "TRAINYARD_AUTH_AUDIT_ENDS_FILE";

  static final String SEALED_ENDS = "TRAINYARD_AUDIT_SEALED_ENDS";

  /** For the running service. */
  Map<String, String> serve(Service service) {
    Map<String, String> settings = new HashMap<>(common(service));
    settings.put(SECRET_FILES, secrets.location(service));
    Endpoint endpoint = topology.of(service);
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(endpoint.port()));
    settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(endpoint.healthPort()));
    return settings;
  }

  /** For its migrate mode. */
  Map<String, String> migrate(Service service) {
    Map<String, String> settings = new HashMap<>(common(service));
    settings.put(SECRET_FILES, secrets.migrateLocations(service));
    settings.put("TRAINYARD_DATA_MIGRATOR_USERNAME", service.id() + "_migrator");
    settings.put("TRAINYARD_DATA_OWNER_ROLE", service.id() + "_owner");
    return settings;
  }

  private Map<String, String> common(Service service) {
    Map<String, String> settings = new HashMap<>();
    settings.put("QUARKUS_PROFILE", "prod");
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    settings.put("TRAINYARD_PUBLIC_URL", topology.origin());
    settings.put("TRAINYARD_CLIENT_NAME", service.id());
    settings.put("TRAINYARD_AUTH_URL", topology.of(Service.AUTH).url());
    if (service.hasDatabase()) {
      settings.putAll(database(service, topology.databasePort()));
      // There is no other replica that clients could be sent to first.
      settings.put("QUARKUS_SHUTDOWN_DELAY", "0S");
    }
    settings.putAll(own(service));
    new ServiceSettings(layout)
        .location(service)
        .ifPresent(location -> settings.put("SMALLRYE_CONFIG_LOCATIONS", location));
    return settings;
  }

  /** Where a service's database is. */
  static Map<String, String> database(Service service, int port) {
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, service.id()),
        "QUARKUS_DATASOURCE_USERNAME",
        service.id() + "_app");
  }

  private Map<String, String> own(Service service) {
    Map<String, String> settings = new HashMap<>(places(service, layout, artifacts));
    switch (service) {
      case AUTH -> settings.putAll(auth());
      case TRAINING -> {
        settings.put("TRAINYARD_MODEL_URL", topology.of(Service.MODEL).url());
        settings.put("TRAINYARD_DATASET_URL", topology.of(Service.DATASET).url());
      }
      case GATEWAY -> settings.putAll(upstreams());
      case DATASET, MODEL -> {}
    }
    return settings;
  }

  /** Where a service keeps its files and finds its programs, whoever else runs. */
  static Map<String, String> places(Service service, Layout layout, Artifacts artifacts) {
    String blobs = layout.blobs(service.id()).toString();
    String work = layout.work(service.id()).toString();
    return switch (service) {
      case AUTH -> Map.of(SEAL_FILE, layout.auditSeals().toString());
      case DATASET -> Map.of("TRAINYARD_BLOBS_DIRECTORY", blobs);
      case MODEL ->
          Map.of(
              "TRAINYARD_BLOBS_DIRECTORY",
              blobs,
              "TRAINYARD_DEPLOYMENTS_WORK_DIRECTORY",
              work,
              "TRAINYARD_DEPLOYMENTS_INFERENCE_COMMAND",
              list(artifacts.inferenceServer()));
      case TRAINING ->
          Map.of(
              "TRAINYARD_BLOBS_DIRECTORY",
              blobs,
              "TRAINYARD_TRAINING_WORK_DIRECTORY",
              work,
              "TRAINYARD_TRAINING_TRAINER_COMMAND",
              list(artifacts.trainer()),
              "TRAINYARD_TRAINING_CHECK_COMMAND",
              list(artifacts.inferenceServer()));
      case GATEWAY -> Map.of();
    };
  }

  private Map<String, String> auth() {
    return Map.of(
        "TRAINYARD_AUTH_MAIL_FOLDER",
        layout.outbox().toString(),
        "TRAINYARD_AUTH_COOKIE_SECURE",
        "false",
        "TRAINYARD_AUTH_PEERS_DATASET",
        topology.of(Service.DATASET).url(),
        "TRAINYARD_AUTH_PEERS_MODEL",
        topology.of(Service.MODEL).url(),
        "TRAINYARD_AUTH_PEERS_TRAINING",
        topology.of(Service.TRAINING).url());
  }

  private Map<String, String> upstreams() {
    Map<String, String> settings = new HashMap<>();
    settings.put("TRAINYARD_AUTH_COOKIE_SECURE", "false");
    for (Service upstream : Service.values()) {
      if (upstream != Service.GATEWAY) {
        settings.put("TRAINYARD_GATEWAY_UPSTREAMS_" + upstream.name(), topology.of(upstream).url());
      }
    }
    return settings;
  }

  /** A configuration list: commas separate, so those inside a value are escaped. */
  private static String list(List<String> values) {
    return values.stream()
        .map(value -> value.replace("\\", "\\\\").replace(",", "\\,"))
        .collect(Collectors.joining(","));
  }
}
