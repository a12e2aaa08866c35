package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NewAccount;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.auth.mail.PublicLinks;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.commons.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.Session;

/**
 * Registrations whose address has still to prove itself. The answer to a registration is the same
 * for an address that has an account already: only its mail says so, which its owner alone reads.
 */
@ApplicationScoped
class PendingRegistrations {

  private static final String PURPOSE = "pending-registration";
  private static final Duration LIFE = Duration.ofHours(24);

  private static final String ADD =
      """
      INSERT INTO pending_registration
        (token_hash, name, email, display_name, password, created_at, expires_at)
      VALUES (:hash, :name, :email, :displayName, :password, :now, :end)""";

  private static final String USE =
      """
      DELETE FROM pending_registration WHERE token_hash IN (:hashes) AND expires_at > :now
      RETURNING name, email, display_name, password""";

  private final Session database;
  private final Accounts accounts;
  private final LinkSecrets secrets;
  private final Outbox outbox;
  private final PublicLinks pages;

  PendingRegistrations(
      Session database, Accounts accounts, LinkSecrets secrets, Outbox outbox, PublicLinks pages) {
    this.database = database;
    this.accounts = accounts;
    this.secrets = secrets;
    this.outbox = outbox;
    this.pages = pages;
  }

  /** Keeps a registration and asks its address; 409 for a name that is taken, which is public. */
  @Transactional
  void add(Profile profile, String passwordHash) {
    if (accounts.byName(profile.name()).isPresent()) {
      throw ProblemException.conflict("The name " + profile.name() + " is taken");
    }
    if (!Letter.isAddress(profile.email())) {
      throw ProblemException.invalid("email", "is no address that mail can be sent to");
    }
    String token = OpaqueSecret.generate();
    Instant now = secrets.now();
    database
        .createNativeMutationQuery(ADD)
        .setParameter("hash", secrets.hash(PURPOSE, token))
        .setParameter("name", profile.name())
        .setParameter("email", profile.email())
        .setParameter("displayName", profile.displayName())
        .setParameter("password", passwordHash)
        .setParameter("now", now)
        .setParameter("end", now.plus(LIFE))
        .executeUpdate();
    boolean known = accounts.byEmail(profile.email()).isPresent();
    outbox.put(known ? knownAlready(profile) : confirm(profile, token));
  }

  /** Uses the link up; the account that it makes, or 410. */
  @Transactional(TxType.MANDATORY)
  NewAccount use(String token) {
    Tuple row =
        database
            .createNativeQuery(USE, Tuple.class)
            .setParameter("hashes", secrets.hashes(PURPOSE, token))
            .setParameter("now", secrets.now())
            .uniqueResultOptional()
            .orElseThrow(AccountLinks::gone);
    Profile profile =
        new Profile(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
    return NewAccount.proved(profile, row.get(3, String.class));
  }

  private Letter confirm(Profile profile, String token) {
    return new Letter(
        "registration",
        null,
        profile.email(),
        "Confirm your registration at Trainyard",
        """
        Somebody wants to make the account %s at Trainyard with this address.

        If that is you, confirm it here within 24 hours:
        %s

        If it is not you, you need not do anything: there is no account until you confirm it.
        """
            .formatted(profile.name(), pages.to("/verify-registration", token)),
        LIFE);
  }

  private Letter knownAlready(Profile profile) {
    return new Letter(
        "registration-known",
        null,
        profile.email(),
        "You have an account at Trainyard already",
        """
        Somebody wanted to make another account at Trainyard with this address, which has one.

        If that was you, sign in with it, or set a new password:
        %s

        If it was not you, you need not do anything.
        """
            .formatted(pages.to("/forgot")),
        LIFE);
  }
}
