package dev.trainyard.auth.account;

import dev.trainyard.auth.lock.Fences;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Accounts as the other features need them: found, created, and asked for their rights. */
@ApplicationScoped
public class Accounts {

  /** The operator's reserved name, which nobody can register. */
  private static final String OPERATOR = "admin";

  private static final int LONGEST_LOGIN = 254;

  private final AccountRepository accounts;
  private final Fences fences;
  private final Event<AccountCreated> created;
  private final Event<PasswordChanged> changed;
  private final Clock clock;

  Accounts(
      AccountRepository accounts,
      Fences fences,
      Event<AccountCreated> created,
      Event<PasswordChanged> changed,
      Clock clock) {
    this.accounts = accounts;
    this.fences = fences;
    this.created = created;
    this.changed = changed;
    this.clock = clock;
  }

  /**
   * Creates an account. The keys of the namespace and of the e-mail address decide races: of two
   * concurrent calls with one name, one creates and one gets the 409.
   */
  @Transactional(TxType.MANDATORY)
  public Account create(NewAccount account) {
    if (!accounts.claimName(account.name())) {
      throw ProblemException.conflict("The name " + account.name() + " is taken");
    }
    var entity = new AccountEntity(account, clock.instant());
    accounts.persist(entity);
    accounts.flushEmail();
    Account stored = entity.toAccount();
    created.fire(new AccountCreated(stored));
    return stored;
  }

  /** The operator's account, made when it is first needed. */
  @Transactional(TxType.MANDATORY)
  public Account operator() {
    fences.administrators();
    return accounts
        .operatorAccount()
        .map(AccountEntity::toAccount)
        .orElseGet(
            () ->
                create(
                    new NewAccount(
                        OPERATOR, null, "Operator", null, Set.of(Caller.ADMIN), true, false)));
  }

  /** The first administrator who is a person; empty as long as the platform waits for one. */
  @Transactional
  public Optional<Account> firstAdministrator() {
    return accounts.administrators(1).stream().findFirst().map(AccountEntity::toAccount);
  }

  /** The active account of a credential, or 401: its credential is no longer worth anything. */
  @Transactional
  public Account require(Caller caller) {
    return accounts
        .findByIdOptional(caller.subject())
        .filter(AccountEntity::active)
        .map(AccountEntity::toAccount)
        .orElseThrow(NoSession::new);
  }

  @Transactional
  public Optional<Account> byId(UUID id) {
    return accounts.findByIdOptional(id).map(AccountEntity::toAccount);
  }

  /** The account if its owner may sign in to it, or take back that it is deleted. */
  @Transactional
  public Optional<Account> admitted(UUID id) {
    return accounts.findByIdOptional(id).filter(this::isAdmitted).map(AccountEntity::toAccount);
  }

  @Transactional
  public Optional<Account> byName(String name) {
    return Names.isValid(name)
        ? accounts.byName(name).map(AccountEntity::toAccount)
        : Optional.empty();
  }

  /** What a sign-in with a name or an e-mail address compares with; empty for an unknown one. */
  @Transactional
  public Optional<SignInRecord> signInRecord(String nameOrEmail) {
    Optional<AccountEntity> found;
    if (Names.isValid(nameOrEmail)) {
      found = accounts.byName(nameOrEmail);
    } else if (nameOrEmail.length() <= LONGEST_LOGIN && nameOrEmail.indexOf('@') > 0) {
      found = byTypedEmail(nameOrEmail);
    } else {
      found = Optional.empty();
    }
    return found.map(
        account ->
            new SignInRecord(
                account.id(), account.name(), account.password(), isAdmitted(account)));
  }

  /** The stored password hash of an account. */
  @Transactional
  public Optional<String> passwordHash(UUID id) {
    return accounts.findByIdOptional(id).flatMap(AccountEntity::password);
  }

  /** Gives the account another password. */
  @Transactional(TxType.MANDATORY)
  public void newPassword(UUID id, String hash) {
    passwordHash(id, hash);
    changed.fire(new PasswordChanged(id));
  }

  /** Stores the same password in another form. */
  @Transactional(TxType.MANDATORY)
  public void passwordHash(UUID id, String hash) {
    accounts.findById(id).password(hash);
  }

  /** The account of an address; of an unknown one, and of what is none, empty. */
  @Transactional
  public Optional<Account> byEmail(String email) {
    return accounts.byEmail(email).map(AccountEntity::toAccount);
  }

  /** Gives the account an address that has just proved that mail to it arrives, or 409. */
  @Transactional(TxType.MANDATORY)
  public Account verifiedEmail(UUID id, String email) {
    AccountEntity account = accounts.findById(id);
    account.email(email);
    account.emailVerified(clock.instant());
    accounts.flushEmail();
    return account.toAccount();
  }

  /** Whether the caller is an administrator now, which the token only says of a moment ago. */
  @Transactional
  public boolean isAdministrator(Caller caller) {
    return caller.isAdmin()
        && accounts
            .findByIdOptional(caller.subject())
            .map(account -> account.active() && account.admin())
            .orElse(false);
  }

  /** Who an account is in the audit log. */
  public static Actor actor(Account account) {
    return new Actor(account.id(), account.name());
  }

  private Optional<AccountEntity> byTypedEmail(String typed) {
    try {
      return accounts.byEmail(Profile.email(typed));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private boolean isAdmitted(AccountEntity account) {
    return account.active() || account.isRestorable(clock.instant());
  }

  /**
   * What a sign-in compares with.
   *
   * @param admitted whether the right password leads anywhere: to a session, or to the question
   *     whether an account that waits for its deletion shall stay
   */
  public record SignInRecord(
      UUID id, String name, Optional<String> passwordHash, boolean admitted) {}
}
