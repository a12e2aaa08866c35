package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.session.Sessions.OpenedSession;

/** A new account, signed in. */
record NewSession(Account account, OpenedSession session) {}
