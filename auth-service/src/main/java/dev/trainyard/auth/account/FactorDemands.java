package dev.trainyard.auth.account;

import dev.trainyard.auth.config.AuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Tells people what they cannot do before they have a second factor. */
@ApplicationScoped
class FactorDemands {

  private static final String ENROLLED =
      "SELECT 1 FROM second_factor WHERE account_id = :account AND confirmed_at IS NOT NULL";

  private static final String ORGANISATIONS =
      """
      SELECT o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
      WHERE m.account_id = :account AND o.requires_second_factor AND o.deletion_at IS NULL ORDER BY o.name LIMIT 200""";

  private final Session database;
  private final boolean administrators;

  FactorDemands(Session database, AuthConfig config) {
    this.database = database;
    this.administrators = config.secondFactor().administrators();
  }

  boolean isEnrolled(UUID account) {
    return !database
        .createNativeQuery(ENROLLED, Integer.class)
        .setParameter("account", account)
        .getResultList()
        .isEmpty();
  }

  /** Organisations, and {@code admin} for the role, that wait for the account's second factor. */
  List<String> unmet(Account account) {
    List<String> needed = new ArrayList<>();
    if (administrators && account.roles().contains("admin") && !account.operator()) {
      needed.add("admin");
    }
    needed.addAll(
        database
            .createNativeQuery(ORGANISATIONS, String.class)
            .setParameter("account", account.id())
            .getResultList());
    return needed;
  }
}
