package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.deletion.Restorations;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.session.Challenges.Proved;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The last step of a sign-in to an account that waits for its deletion: it shall stay. */
@ApplicationScoped
class SignInAgain {

  private final Challenges challenges;
  private final Restorations restorations;
  private final Sessions sessions;

  SignInAgain(Challenges challenges, Restorations restorations, Sessions sessions) {
    this.challenges = challenges;
    this.restorations = restorations;
    this.sessions = sessions;
  }

  /** Takes the deletion back and opens the session; what has ended or was used gets a 401. */
  @Transactional
  OpenedSession restore(Caller before, RestoreRequest request, ClientOrigin origin) {
    Proved proved = challenges.useProved(request.challenge()).orElseThrow(SignInAgain::tooLate);
    Account account = restorations.bySignIn(proved.account()).orElseThrow(SignInAgain::tooLate);
    sessions.endOwn(before);
    return sessions.open(account, origin.browser(), proved.methods());
  }

  private static ProblemException tooLate() {
    return ProblemException.of(
        ProblemType.UNAUTHENTICATED, "The sign-in took too long or was ended; sign in again");
  }
}
