package dev.trainyard.training.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SqlTest {

  @Inject Sql sql;

  @ParameterizedTest
  @CsvSource({"53100, INSUFFICIENT_STORAGE", "57014, DEPENDENCY_UNAVAILABLE"})
  void failureOfTheDatabaseIsAProblemThatPasses(String state, ProblemType type) {
    // Given
    String statement =
        "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '%s'; END $$".formatted(state);

    // When / Then
    assertThatThrownBy(() -> sql.update(statement))
        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.type()).isEqualTo(type))
        .hasRootCauseInstanceOf(SQLException.class);
  }
}
