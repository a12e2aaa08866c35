package dev.trainyard.auth;

import dev.trainyard.testing.PlatformTestResource;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The platform's test resource with the secrets that auth-service refuses to start without. */
public class AuthTestResource extends PlatformTestResource {

  /** Services that may call the internal routes; each one's secret is made from its name. */
  public static final List<String> CLIENTS = List.of("gateway", "launcher", "training");

  /** Secret of a client in tests. */
  public static String clientSecret(String client) {
    return "secret-of-the-test-client-" + client;
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.putAll(secrets());
    return settings;
  }

  /** Settings of a fresh installation. */
  static Map<String, String> secrets() {
    Map<String, String> settings = new HashMap<>();
    settings.put("trainyard.auth.jwt-secret", randomSecret());
    settings.put("trainyard.auth.session-secret", randomSecret());
    CLIENTS.forEach(
        client -> settings.put("trainyard.clients." + client + ".secret", clientSecret(client)));
    settings.put("trainyard.client.name", "auth");
    settings.put("trainyard.client.secret", clientSecret("auth"));
    settings.put("trainyard.auth.audit.collect-every", "off");
    settings.put("trainyard.auth.erasure-every", "off");
    settings.put("trainyard.auth.deletion-every", "off");
    settings.put("trainyard.auth.export-every", "off");
    settings.put("trainyard.auth.erasure-delay", "PT0S");
    List.of("dataset", "model", "training")
        .forEach(service -> settings.put("trainyard.auth.peers." + service, FakePeer.start()));
    return settings;
  }

  static String randomSecret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
