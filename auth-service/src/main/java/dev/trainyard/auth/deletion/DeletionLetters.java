package dev.trainyard.auth.deletion;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.DeletionEnded;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.link.LinkPurpose;
import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.auth.mail.PublicLinks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells people when their account goes, how to keep it, and that it stays. */
@ApplicationScoped
class DeletionLetters {

  private static final Duration LIFE = Duration.ofDays(3);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Outbox outbox;
  private final PublicLinks pages;
  private final AccountLinks links;
  private final Clock clock;

  DeletionLetters(Outbox outbox, PublicLinks pages, AccountLinks links, Clock clock) {
    this.outbox = outbox;
    this.pages = pages;
    this.links = links;
    this.clock = clock;
  }

  /** Without mail, signing in is the way to keep the account. */
  @Transactional(TxType.MANDATORY)
  void asked(Account account) {
    if (canSend(account)) {
      date(account);
    }
    links.addresses(LinkPurpose.UNDO, account.id()).stream()
        .filter(before -> !before.equals(account.email()))
        .filter(before -> outbox.isOn() && Letter.isAddress(before))
        .forEach(before -> warning(account, before));
  }

  private void date(Account account) {
    Instant end = account.deletionAt();
    String secret = links.issue(LinkPurpose.RESTORE, account.id(), account.email(), end);
    send(
        account,
        "account-deletion",
        "Your account at Trainyard will be deleted",
        """
        Good day, %s.

        You asked for your account at Trainyard to be deleted. Its sessions and tokens have ended.
        On %s it goes for good, with the datasets, models and jobs in your namespace.

        If you want to keep it, or did not ask for this, take it back here before then:
        %s

        Signing in with your password does the same.
        """
            .formatted(account.name(), DATE.format(end), pages.to("/restore-account", secret)),
        Duration.between(clock.instant(), end));
  }

  /** Whoever stole the account may have given it an address of his own first. */
  private void warning(Account account, String before) {
    Instant end = account.deletionAt();
    String text =
        """
        Good day.

        Somebody asked for the account %s at Trainyard to be deleted, which had this address until
        some days ago. On %s it goes for good.

        If that was not you, use the link in the mail "Your e-mail address at Trainyard was changed"
        within the 7 days that it works. It gives the account this address back, ends every session
        and takes the deletion back. Then set a new password.
        """
            .formatted(account.name(), DATE.format(end));
    outbox.put(
        new Letter(
            "account-deletion-before",
            account.id(),
            before,
            "An account of yours at Trainyard will be deleted",
            text,
            Duration.between(clock.instant(), end)));
  }

  void onEnded(@Observes DeletionEnded event) {
    Account account = event.account();
    links.end(LinkPurpose.RESTORE, account.id());
    if (canSend(account)) {
      if (account.active()) {
        restored(account);
      } else {
        stopped(account);
      }
    }
  }

  private void restored(Account account) {
    send(
        account,
        "account-restored",
        "Your account at Trainyard stays",
        """
        Good day, %s.

        The deletion of your account at Trainyard was taken back: nothing of it is gone. Tokens that
        ended stay ended; make new ones where you need them.

        If that was not you, sign in, set a new password and look at your sessions:
        %s
        """
            .formatted(account.name(), pages.to("/settings/security")),
        LIFE);
  }

  private void stopped(Account account) {
    send(
        account,
        "account-deletion-stopped",
        "Your account at Trainyard is not deleted",
        """
        Good day, %s.

        An administrator deactivated your account at Trainyard, which was waiting for its deletion.
        It is not deleted, and you cannot sign in to it. Ask an administrator what happens to it.
        """
            .formatted(account.name()),
        LIFE);
  }

  private boolean canSend(Account account) {
    return outbox.isOn() && Letter.isAddress(account.email());
  }

  private void send(Account account, String kind, String subject, String text, Duration life) {
    outbox.put(new Letter(kind, account.id(), account.email(), subject, text, life));
  }
}
