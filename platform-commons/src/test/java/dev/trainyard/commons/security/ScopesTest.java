package dev.trainyard.commons.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {

  @ParameterizedTest
  @CsvSource({
    "read, dataset:read, true",
    "read, audit:read, true",
    "read, dataset:write, false",
    "read write, organisation:manage, true",
    "write, dataset:read, true",
    "admin, dataset:read, false",
    "dataset:write, dataset:read, true",
    "dataset:write, dataset:write, true",
    "dataset:write, dataset:manage, false",
    "dataset:write, model:read, false",
    "dataset:read job:manage, job:write, true",
    "unheard-of, dataset:read, false",
    "'', dataset:read, false",
  })
  void scopeAllowsWhatItNamesAndNoMore(String scopes, String needed, boolean allowed) {
    // Given
    Permission permission = Permission.parse(needed).orElseThrow();

    // When, Then
    assertThat(Scopes.parse(scopes).allow(permission)).isEqualTo(allowed);
  }

  @Test
  void everyKnownScopeIsReadBackAsItself() {
    assertThat(Scopes.known()).allMatch(Scopes::isKnown);
    assertThat(Scopes.of(Scopes.known())).isEqualTo(Scopes.parse(String.join(" ", Scopes.known())));
    assertThat(Scopes.of(Scopes.known())).hasSameHashCodeAs(Scopes.of(Scopes.known()));
  }

  @ParameterizedTest
  @CsvSource({"dataset", "dataset:", ":read", "Dataset:read", "dataset:READ", "dataset:read:x"})
  void whatOnlyLooksLikeAPermissionIsUnknown(String word) {
    assertThat(Scopes.isKnown(word)).isFalse();
  }

  @Test
  void absentScopeAllowsNothing() {
    assertThat(Scopes.parse(null)).isEqualTo(Scopes.none()).hasToString("");
    assertThat(Scopes.none().change()).isFalse();
  }
}
