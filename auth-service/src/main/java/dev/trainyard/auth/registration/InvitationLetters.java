package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.auth.mail.PublicLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Mails an invitation to the only address that may accept it. */
@ApplicationScoped
class InvitationLetters {

  private static final Duration WINDOW = Duration.ofHours(1);

  /** Nobody writes to strangers in the platform's name as often as he likes. */
  private static final int PER_INVITER = 50;

  private final Outbox outbox;
  private final PublicLinks pages;
  private final AttemptLimits limits;

  InvitationLetters(Outbox outbox, PublicLinks pages, AttemptLimits limits) {
    this.outbox = outbox;
    this.pages = pages;
    this.limits = limits;
  }

  /** Nothing happens where the invitation is for any address, or where there is no mail. */
  void send(Account inviter, String email, String token, Duration life) {
    if (!outbox.isOn() || !Letter.isAddress(email)) {
      return;
    }
    limits.attempt("invitation-mail", inviter.id().toString(), PER_INVITER, WINDOW);
    String text =
        """
        %s invites you to Trainyard.

        Accept within %d days by making an account here:
        %s

        If you do not know what this is about, you need not do anything.
        """
            .formatted(inviter.name(), life.toDays(), pages.to("/register", "invite=" + token));
    outbox.put(new Letter("invitation", null, email, "You are invited to Trainyard", text, life));
  }
}
