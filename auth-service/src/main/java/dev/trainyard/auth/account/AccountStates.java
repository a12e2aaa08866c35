package dev.trainyard.auth.account;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.lock.Fences;
import dev.trainyard.commons.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether accounts may act: active, deactivated by an administrator, or waiting for the deletion
 * that their owner asked for. Every change holds the account's row, so that of a deletion and what
 * takes it back one happens.
 */
@ApplicationScoped
public class AccountStates {

  private final AccountRepository accounts;
  private final Fences fences;
  private final Event<AccountDeactivated> deactivated;
  private final Event<DeletionEnded> ended;
  private final Duration grace;
  private final Clock clock;

  AccountStates(
      AccountRepository accounts,
      Fences fences,
      Event<AccountDeactivated> deactivated,
      Event<DeletionEnded> ended,
      AuthConfig config,
      Clock clock) {
    this.accounts = accounts;
    this.fences = fences;
    this.deactivated = deactivated;
    this.ended = ended;
    this.grace = config.deletionGrace();
    this.clock = clock;
  }

  /** Switches the own account off and begins the time after which it goes, or 409. */
  @Transactional(TxType.MANDATORY)
  public Account awaitDeletion(UUID id) {
    fences.administrators();
    AccountEntity account = accounts.locked(id).orElseThrow(NoSession::new);
    if (!account.active()) {
      throw new NoSession();
    }
    requireAnotherAdministrator(account);
    account.awaitDeletion(clock.instant().plus(grace));
    deactivated.fire(new AccountDeactivated(id, true));
    return account.toAccount();
  }

  /** Gives an account that waits back to its owner; empty when it waits no more. */
  @Transactional(TxType.MANDATORY)
  public Optional<Account> restore(UUID id) {
    return accounts
        .locked(id)
        .filter(account -> account.isRestorable(clock.instant()))
        .map(
            account -> {
              account.active(true);
              ended.fire(new DeletionEnded(account.toAccount()));
              return account.toAccount();
            });
  }

  /** An account whose time has come; as long as the transaction lasts, no other replica gets it. */
  @Transactional(TxType.MANDATORY)
  public Optional<Account> nextDue() {
    return accounts.nextDue(clock.instant()).map(AccountEntity::toAccount);
  }

  /** The account goes now, and nothing brings it back. */
  @Transactional(TxType.MANDATORY)
  public void go(UUID id) {
    accounts.findById(id).active(false);
  }

  /** Lets an account wait longer, for what has to be settled first. */
  @Transactional(TxType.MANDATORY)
  public Instant postpone(UUID id, Duration by) {
    Instant until = clock.instant().plus(by);
    accounts.findById(id).awaitDeletion(until);
    return until;
  }

  /**
   * At an administrator's word; false when it was deactivated already. An account that waits is
   * deactivated as any other from then on: its owner cannot bring it back, and it is not deleted.
   */
  boolean deactivate(AccountEntity account) {
    requireAnotherAdministrator(account);
    boolean waited = account.deletionAt().isPresent();
    if (!account.active() && !waited) {
      return false;
    }
    account.active(false);
    deactivated.fire(new AccountDeactivated(account.id(), false));
    if (waited) {
      ended.fire(new DeletionEnded(account.toAccount()));
    }
    return true;
  }

  /** At an administrator's word; false when it was active already. */
  boolean activate(AccountEntity account) {
    if (account.active()) {
      return false;
    }
    if (accounts.isBeingErased(account.id())) {
      throw ProblemException.conflict("What is held about this account is being erased");
    }
    boolean waited = account.deletionAt().isPresent();
    account.active(true);
    if (waited) {
      ended.fire(new DeletionEnded(account.toAccount()));
    }
    return true;
  }

  /** Serialised by the fence, so two requests cannot each remove one of the last two. */
  void requireAnotherAdministrator(AccountEntity account) {
    boolean isLast =
        accounts.administrators(2).stream().allMatch(other -> other.id().equals(account.id()));
    if (account.operator()) {
      throw ProblemException.conflict("The operator's account cannot be changed");
    }
    if (account.admin() && account.active() && isLast) {
      throw ProblemException.conflict(account.name() + " is the last administrator");
    }
  }
}
