package dev.trainyard.auth.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the service with a mail server; the tests of everything that sends mail share it. */
public class WithMail implements QuarkusTestProfile {

  /** The origin in every link. */
  public static final String ORIGIN = "https://ml.example.org";

  /** The domain whose addresses may register without an invitation. */
  public static final String DOMAIN = "example.com";

  /** A password that passes the judgement at boot. */
  static final String LOGIN = "kZ7vQ2xW9bT4mR1s";

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Server.class));
  }

  /** The server, and the settings that lead to it. */
  public static class Server implements QuarkusTestResourceLifecycleManager {

    private SmtpServer server;

    @Override
    public Map<String, String> start() {
      server = SmtpServer.start();
      Map<String, String> settings = new HashMap<>();
      settings.put("trainyard.public-url", ORIGIN);
      settings.put("trainyard.auth.registration", "open");
      settings.put("trainyard.auth.mail-domains", DOMAIN);
      settings.put("trainyard.auth.mail.from", "trainyard@example.org");
      settings.put("trainyard.auth.mail.check-every", "1s");
      settings.put("trainyard.auth.mail.smtp.host", "localhost");
      settings.put("trainyard.auth.mail.smtp.port", String.valueOf(server.port()));
      settings.put("trainyard.auth.mail.smtp.username", "trainyard");
      settings.put("trainyard.auth.mail.smtp.password", LOGIN);
      // The client takes up to the time-out to see that a connection it keeps is dead.
      settings.put("trainyard.auth.mail.smtp.timeout", "PT10S");
      settings.put("quarkus.tls.mail.trust-store.pem.certs", server.certificates().toString());
      return settings;
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(server, new TestInjector.MatchesType(SmtpServer.class));
    }

    @Override
    public void stop() {
      server.close();
    }
  }
}
