package dev.trainyard.auth.link;

import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The secrets of links in mails: each works once, until its end, for one purpose. */
@ApplicationScoped
public class AccountLinks {

  private static final String ADD =
      """
      INSERT INTO account_link (token_hash, purpose, account_id, email, created_at, expires_at)
      VALUES (:hash, :purpose, :account, :email, :now, :end)""";

  private static final String VALID =
      " account_link WHERE token_hash IN (:hashes) AND purpose = :purpose AND expires_at > :now";

  private final Session database;
  private final DerivedKeys keys;
  private final Clock clock;

  AccountLinks(Session database, DerivedKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /** The secret of a fresh link, which is nowhere stored but in its mail. */
  @Transactional(TxType.MANDATORY)
  public String issue(LinkPurpose purpose, UUID account, String email) {
    return issue(purpose, account, email, clock.instant().plus(purpose.life()));
  }

  /** The same, with an end of its own. */
  @Transactional(TxType.MANDATORY)
  public String issue(LinkPurpose purpose, UUID account, String email, Instant end) {
    if (purpose.isSuperseding()) {
      end(purpose, account);
    }
    String secret = OpaqueSecret.generate();
    database
        .createNativeMutationQuery(ADD)
        .setParameter("hash", keys.hash(name(purpose), secret))
        .setParameter("purpose", purpose.name())
        .setParameter("account", account)
        .setParameter("email", email)
        .setParameter("now", clock.instant())
        .setParameter("end", end)
        .executeUpdate();
    return secret;
  }

  /** Whose link it is, without using it up. */
  @Transactional
  public Optional<Link> find(LinkPurpose purpose, String secret) {
    return query("SELECT account_id, email, created_at FROM" + VALID, purpose, secret);
  }

  /** Uses the link up; of concurrent calls one gets it. */
  @Transactional(TxType.MANDATORY)
  public Optional<Link> use(LinkPurpose purpose, String secret) {
    return query(
        "DELETE FROM" + VALID + " RETURNING account_id, email, created_at", purpose, secret);
  }

  /** Voids all links of a purpose. */
  @Transactional(TxType.MANDATORY)
  public void end(LinkPurpose purpose, UUID account) {
    database
        .createNativeMutationQuery(
            "DELETE FROM account_link WHERE account_id = :account AND purpose = :purpose")
        .setParameter("account", account)
        .setParameter("purpose", purpose.name())
        .executeUpdate();
  }

  /** Voids the links of a purpose that are no older. */
  @Transactional(TxType.MANDATORY)
  public void endSince(LinkPurpose purpose, UUID account, Instant since) {
    database
        .createNativeMutationQuery(
            "DELETE FROM account_link WHERE account_id = :account AND purpose = :purpose"
                + " AND created_at >= :since")
        .setParameter("account", account)
        .setParameter("purpose", purpose.name())
        .setParameter("since", since)
        .executeUpdate();
  }

  /** What is said to whoever comes with a link that does not work, for whatever reason. */
  public static ProblemException gone() {
    return ProblemException.of(
        ProblemType.GONE, "This link was used, has expired or was replaced by a newer one");
  }

  /** Addresses that a valid link of the purpose went to. */
  @Transactional(TxType.MANDATORY)
  public List<String> addresses(LinkPurpose purpose, UUID account) {
    return database
        .createNativeQuery(
            "SELECT DISTINCT email FROM account_link WHERE account_id = :account"
                + " AND purpose = :purpose AND expires_at > :now ORDER BY email",
            String.class)
        .setParameter("account", account)
        .setParameter("purpose", purpose.name())
        .setParameter("now", clock.instant())
        .getResultList();
  }

  /** Whoever stole a session must not rid himself of those who can take a change back. */
  void onDeactivated(@Observes AccountDeactivated event) {
    for (LinkPurpose purpose : LinkPurpose.values()) {
      if (purpose != LinkPurpose.UNDO || !event.bySession()) {
        end(purpose, event.accountId());
      }
    }
  }

  private Optional<Link> query(String sql, LinkPurpose purpose, String secret) {
    return database
        .createNativeQuery(sql, Tuple.class)
        .setParameter("hashes", keys.hashes(name(purpose), secret))
        .setParameter("purpose", purpose.name())
        .setParameter("now", clock.instant())
        .uniqueResultOptional()
        .map(
            row ->
                new Link(
                    row.get(0, UUID.class), row.get(1, String.class), row.get(2, Instant.class)));
  }

  private static String name(LinkPurpose purpose) {
    return "account-link " + purpose.name();
  }

  /**
   * A link that is valid.
   *
   * @param email the address it went to
   */
  public record Link(UUID account, String email, Instant issuedAt) {}
}
