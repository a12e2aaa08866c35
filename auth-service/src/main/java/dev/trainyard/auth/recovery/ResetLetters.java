package dev.trainyard.auth.recovery;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.link.LinkPurpose;
import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.auth.mail.PublicLinks;
import dev.trainyard.commons.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Mails the link that sets a new password; nobody but the address sees it. */
@ApplicationScoped
class ResetLetters {

  private final Outbox outbox;
  private final PublicLinks pages;
  private final AccountLinks links;

  ResetLetters(Outbox outbox, PublicLinks pages, AccountLinks links) {
    this.outbox = outbox;
    this.pages = pages;
    this.links = links;
  }

  /** The same 409 for everybody, where the platform sends no mail. */
  void requireMail() {
    if (!outbox.isOn()) {
      throw ProblemException.conflict(
          "This platform sends no mail; ask an administrator to let you in again");
    }
  }

  /** False for an account that no link can help: without address or switched off. */
  @Transactional(TxType.MANDATORY)
  boolean send(Account account) {
    if (!account.active() || account.operator() || !Letter.isAddress(account.email())) {
      return false;
    }
    String secret = links.issue(LinkPurpose.RESET, account.id(), account.email());
    outbox.put(
        new Letter(
            "password-reset",
            account.id(),
            account.email(),
            "Set a new password for Trainyard",
            """
            Somebody asked for a new password for the account %s at Trainyard.

            If that was you, set it here within 30 minutes:
            %s

            Setting it ends all sessions of the account. A second factor stays needed.
            If it was not you, you need not do anything: the password stays as it is.
            """
                .formatted(account.name(), pages.to("/reset", secret)),
            LinkPurpose.RESET.life()));
    return true;
  }
}
