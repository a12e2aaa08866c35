package dev.trainyard.auth.email;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.link.LinkPurpose;
import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.auth.mail.PublicLinks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** The mails by which addresses prove themselves and their owners keep them. */
@ApplicationScoped
class EmailLetters {

  private final Outbox outbox;
  private final PublicLinks pages;
  private final AccountLinks links;

  EmailLetters(Outbox outbox, PublicLinks pages, AccountLinks links) {
    this.outbox = outbox;
    this.pages = pages;
    this.links = links;
  }

  /** Asks the account's own address; false when no mail can go there. */
  @Transactional(TxType.MANDATORY)
  boolean verify(Account account) {
    if (!canSend(account.email())) {
      return false;
    }
    String secret = links.issue(LinkPurpose.VERIFY, account.id(), account.email());
    send(
        account,
        "verify-email",
        account.email(),
        "Confirm your e-mail address for Trainyard",
        """
        Somebody uses this address for the account %s at Trainyard.

        If that is you, confirm it here within 24 hours:
        %s

        If it is not you, you need not do anything.
        """
            .formatted(account.name(), pages.to("/verify-email", secret)),
        LinkPurpose.VERIFY);
    return true;
  }

  /** Asks an address that the account wants to have. */
  @Transactional(TxType.MANDATORY)
  void change(Account account, String email) {
    if (!canSend(email)) {
      return;
    }
    String secret = links.issue(LinkPurpose.CHANGE, account.id(), email);
    send(
        account,
        "change-email",
        email,
        "Confirm your new e-mail address for Trainyard",
        """
        Somebody wants to use this address for the account %s at Trainyard.

        If that is you, confirm it here within 24 hours:
        %s

        Until then the address of before stays. If it is not you, you need not do anything.
        """
            .formatted(account.name(), pages.to("/verify-email", secret)),
        LinkPurpose.CHANGE);
  }

  /** Tells the address of before, which can take the change back. */
  @Transactional(TxType.MANDATORY)
  void changed(Account account, String before) {
    if (!canSend(before)) {
      return;
    }
    String secret = links.issue(LinkPurpose.UNDO, account.id(), before);
    send(
        account,
        "email-changed",
        before,
        "Your e-mail address at Trainyard was changed",
        """
        The account %s at Trainyard has another e-mail address now.

        If that was you, you need not do anything. If it was not, take the change back within
        7 days, which also ends every session, and then set a new password:
        %s
        """
            .formatted(account.name(), pages.to("/restore-email", secret)),
        LinkPurpose.UNDO);
  }

  private boolean canSend(String email) {
    return outbox.isOn() && Letter.isAddress(email);
  }

  private void send(
      Account account, String kind, String to, String subject, String text, LinkPurpose purpose) {
    outbox.put(new Letter(kind, account.id(), to, subject, text, purpose.life()));
  }
}
