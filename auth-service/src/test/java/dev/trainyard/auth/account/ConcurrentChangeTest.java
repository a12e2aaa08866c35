package dev.trainyard.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Transactions that have read an account before another one decides about it. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class ConcurrentChangeTest {

  private static final String USERS = "/api/v1/users/";

  @Inject AccountRepository entities;
  @Inject Accounts accounts;
  @Inject OwnAccounts own;
  @Inject UserService users;

  @Test
  void profileThatIsWrittenLateLeavesTheAccountDeactivated() {
    // Given
    Person ada = People.person("ada");
    Caller caller = caller(ada, "session");

    // When
    afterReading(
        ada,
        () -> decide(ada, "deactivate").then().statusCode(200),
        () -> own.update(caller, new UpdateProfileRequest("Ada L.", null)));

    // Then
    Account account = accounts.byName(ada.name()).orElseThrow();
    assertThat(account.active()).isFalse();
    assertThat(account.displayName()).isEqualTo("Ada L.");
  }

  @Test
  void passwordThatIsWrittenLateLeavesTheAccountWaiting() {
    // Given
    Person ada = People.person("ada");
    UUID id = id(ada);

    // When
    afterReading(
        ada,
        () ->
            ada.asks()
                .body(Map.of("name", ada.name()))
                .post(USERS + "me/deletion")
                .then()
                .statusCode(202),
        () -> accounts.newPassword(id, "another hash"));

    // Then
    Account account = accounts.byId(id).orElseThrow();
    assertThat(account.active()).isFalse();
    assertThat(account.deletionAt()).isNotNull();
    assertThat(accounts.passwordHash(id)).contains("another hash");
  }

  @Test
  void addressThatIsWrittenLateGivesNoRoleBack() {
    // Given
    Person ada = People.invited("ada", Map.of("platformRole", "auditor"));
    UUID id = id(ada);

    // When
    afterReading(
        ada,
        () -> setRoles(ada, "user").then().statusCode(200),
        () -> accounts.verifiedEmail(id, ada.name() + "@example.net"));

    // Then
    assertThat(accounts.byId(id).orElseThrow().roles()).containsExactly("user");
  }

  @Test
  void rolesAreSetAsTheyWereAskedForWhateverWasReadBefore() {
    // Given
    Person ada = People.person("ada");
    Caller administrator = caller(People.administrator(), "operator");

    // When
    afterReading(
        ada,
        () -> setRoles(ada, "user", "auditor").then().statusCode(200),
        () -> users.setRoles(administrator, ada.name(), Set.of("user")));

    // Then
    assertThat(accounts.byId(id(ada)).orElseThrow().roles()).containsExactly("user");
  }

  /** Runs {@code last} in a transaction that read the account before {@code meanwhile} happened. */
  private void afterReading(Person person, Runnable meanwhile, Runnable last) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(entities.byName(person.name())).isPresent();
              meanwhile.run();
              last.run();
            });
  }

  private UUID id(Person person) {
    return accounts.byName(person.name()).orElseThrow().id();
  }

  private Caller caller(Person person, String credential) {
    return new Caller(
        id(person),
        person.name(),
        Set.of("user", Caller.ADMIN),
        Map.of(),
        Scopes.none(),
        Restriction.none(),
        credential,
        Optional.empty(),
        Optional.empty());
  }

  private static Response decide(Person person, String what) {
    return People.administrator().asks().post(USERS + person.name() + "/" + what);
  }

  private static Response setRoles(Person person, String... roles) {
    return People.administrator()
        .asks()
        .body(Map.of("roles", List.of(roles)))
        .put(USERS + person.name() + "/platform-roles");
  }
}
