package dev.trainyard.auth.notice;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.PasswordChanged;
import dev.trainyard.auth.factor.FactorEnrolled;
import dev.trainyard.auth.factor.FactorRemoved;
import dev.trainyard.auth.leak.TokenLeaked;
import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.auth.mail.PublicLinks;
import dev.trainyard.auth.oauth.RefreshTokenReused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;

/** Tells people by mail what happened to their account, in case it was not they who did it. */
@ApplicationScoped
class SecurityNotices {

  private static final Duration LIFE = Duration.ofDays(3);

  private final Accounts accounts;
  private final Outbox outbox;
  private final PublicLinks pages;

  SecurityNotices(Accounts accounts, Outbox outbox, PublicLinks pages) {
    this.accounts = accounts;
    this.outbox = outbox;
    this.pages = pages;
  }

  void onPassword(@Observes PasswordChanged event) {
    tell(
        event.accountId(),
        "password-changed",
        "Your password at Trainyard was changed",
        "The password of your account was changed, and other sessions were ended.");
  }

  void onEnrolled(@Observes FactorEnrolled event) {
    tell(
        event.accountId(),
        "factor-enrolled",
        "A second factor was added at Trainyard",
        "Your account has a second factor now: an authenticator app.");
  }

  void onRemoved(@Observes FactorRemoved event) {
    tell(
        event.accountId(),
        "factor-removed",
        "Your second factor at Trainyard was removed",
        "Your account has no second factor any more: the password alone is enough to sign in.");
  }

  void onLeak(@Observes TokenLeaked event) {
    tell(
        event.owner(),
        "token-leaked",
        "A token of yours leaked",
        """
        Somebody else held your token "%s" and ended it. It works no more. Look where it may have
        been read, and what was done with it, before you make another."""
            .formatted(Letter.quoted(event.name())));
  }

  void onReuse(@Observes RefreshTokenReused event) {
    tell(
        event.account(),
        "sign-in-copied",
        "The sign-in of a program at Trainyard was copied",
        """
        The sign-in of "%s" was used from two places, so one of them copied it. It was ended;
        sign in there again."""
            .formatted(Letter.quoted(event.client())));
  }

  /** Organisations, which own tokens too, have no address. */
  private void tell(UUID id, String kind, String subject, String what) {
    if (outbox.isOn()) {
      accounts
          .byId(id)
          .filter(account -> Letter.isAddress(account.email()))
          .ifPresent(account -> outbox.put(letter(account, kind, subject, what)));
    }
  }

  private Letter letter(Account account, String kind, String subject, String what) {
    String text =
        """
        Good day, %s.

        %s

        If that was not you, look at your sessions and tokens and set a new password:
        %s
        """
            .formatted(account.name(), what, pages.to("/settings/security"));
    return new Letter(kind, account.id(), account.email(), subject, text, LIFE);
  }
}
