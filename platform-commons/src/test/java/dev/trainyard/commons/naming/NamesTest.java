package dev.trainyard.commons.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "ada", "iris-2", "resnet_50.v1", "0x"})
  void ordinaryNamesAreValid(String name) {
    assertThat(Names.require("name", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "../etc",
        "a/b",
        "Ada",
        ".hidden",
        "trailing-",
        "two..dots",
        "two--dashes",
        "repo.git",
        "a.lock",
        "tab\t",
        "nul\u0000",
        "ünïcode",
        "a b",
        "%2e%2e",
        "line\nbreak"
      })
  void namesThatCouldBeSomethingElseAreRefused(String name) {
    assertThatThrownBy(() -> Names.require("name", name))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.errors().getFirst().field()).isEqualTo("name"));
  }

  @Test
  void lengthIsLimitedTo63() {
    assertThat(Names.isValid("a".repeat(63))).isTrue();
    assertThat(Names.isValid("a".repeat(64))).isFalse();
    assertThat(Names.isValid("a".repeat(300))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "datasets", "jobs", "admin", "serve", "setup", "health"})
  void namespaceMustNotShadowTheUrlSpace(String name) {
    assertThatThrownBy(() -> Names.requireNamespace("name", name))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void repositoryIdIsNamespaceAndName() {
    // When
    RepositoryId id = RepositoryId.parse("dataset.repo", "ada/iris");

    // Then
    assertThat(id.namespace()).isEqualTo("ada");
    assertThat(id.name()).isEqualTo("iris");
    assertThat(id).hasToString("ada/iris");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"iris", "a/b/c", "/iris", "ada/", "ada/../x"})
  void malformedRepositoryIdNamesItsField(String text) {
    assertThatThrownBy(() -> RepositoryId.parse("dataset.repo", text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.errors().getFirst().field()).isEqualTo("dataset.repo"));
  }
}
