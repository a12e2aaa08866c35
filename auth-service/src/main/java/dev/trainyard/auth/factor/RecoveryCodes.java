package dev.trainyard.auth.factor;

import dev.trainyard.auth.config.DerivedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Ten codes of 120 bits each, for the day on which the authenticator app is lost. Only their keyed
 * hashes are stored; using one deletes its row. Transactions belong to the callers.
 */
@ApplicationScoped
class RecoveryCodes {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PURPOSE = "recovery-code";
  private static final String ACCOUNT = "account";
  private static final int COUNT = 10;
  private static final int BYTES = 15;

  private final EntityManager database;
  private final DerivedKeys keys;

  RecoveryCodes(EntityManager database, DerivedKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** New codes in the place of all earlier ones; shown this once. */
  List<String> replace(UUID account) {
    remove(account);
    List<String> codes = Stream.generate(RecoveryCodes::generate).limit(COUNT).toList();
    for (String code : codes) {
      database
          .createNativeQuery(
              "INSERT INTO recovery_code (account_id, code_hash) VALUES (:account, :hash)")
          .setParameter(ACCOUNT, account)
          .setParameter("hash", keys.hash(PURPOSE, text(account, code)))
          .executeUpdate();
    }
    return codes;
  }

  /** Uses a code up; of concurrent calls one gets true. */
  boolean use(UUID account, String typed) {
    return database
            .createNativeQuery(
                "DELETE FROM recovery_code WHERE account_id = :account AND code_hash IN (:hashes)")
            .setParameter(ACCOUNT, account)
            .setParameter("hashes", keys.hashes(PURPOSE, text(account, typed)))
            .executeUpdate()
        == 1;
  }

  int left(UUID account) {
    Number rows =
        (Number)
            database
                .createNativeQuery("SELECT count(*) FROM recovery_code WHERE account_id = :account")
                .setParameter(ACCOUNT, account)
                .getSingleResult();
    return rows.intValue();
  }

  void remove(UUID account) {
    database
        .createNativeQuery("DELETE FROM recovery_code WHERE account_id = :account")
        .setParameter(ACCOUNT, account)
        .executeUpdate();
  }

  /** Six groups of four, which people can copy by hand. */
  private static String generate() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
  }

  /** What is hashed: however it was typed, and of no use in another account. */
  private static String text(UUID account, String code) {
    return account + " " + code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }
}
