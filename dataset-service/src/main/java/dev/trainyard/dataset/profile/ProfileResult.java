package dev.trainyard.dataset.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of profiling a file; kept as JSON.
 *
 * @param delimiter absent for JSON Lines
 * @param columns empty when the file has a problem
 * @param problem absent unless the file is not the table that its name promises
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(
    targets = {
      ProfileResult.class,
      ColumnProfile.class,
      ProfileResult.ProfileProblem.class,
      ColumnProfile.ValueCount.class
    })
record ProfileResult(
    String delimiter, long rows, List<ColumnProfile> columns, ProfileProblem problem) {

  ProfileResult {
    columns = List.copyOf(columns);
  }

  /**
   * Where a file stops being a table.
   *
   * @param line from 1
   * @param column name or number, absent when the whole line is meant
   */
  @Schema(name = "ProfileProblem")
  record ProfileProblem(long line, String column, String message) {}
}
