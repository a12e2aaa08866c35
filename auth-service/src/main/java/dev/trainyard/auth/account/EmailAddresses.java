package dev.trainyard.auth.account;

import dev.trainyard.auth.mail.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** How an account gets another address: at once only where the platform cannot ask by mail. */
@ApplicationScoped
class EmailAddresses {

  private final Outbox outbox;
  private final Event<EmailChangeAsked> asked;

  EmailAddresses(Outbox outbox, Event<EmailChangeAsked> asked) {
    this.outbox = outbox;
    this.asked = asked;
  }

  void change(AccountEntity account, String email) {
    if (account.email().filter(email::equals).isPresent()) {
      return;
    }
    if (outbox.isOn()) {
      asked.fire(new EmailChangeAsked(account.toAccount(), email));
    } else {
      account.email(email);
    }
  }
}
