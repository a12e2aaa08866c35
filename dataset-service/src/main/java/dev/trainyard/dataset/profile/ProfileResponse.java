package dev.trainyard.dataset.profile;

import dev.trainyard.dataset.table.TableFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a data file holds.
 *
 * @param bytesRead progress while it is computed
 * @param columns empty until it is ready
 * @param problem why it failed
 */
@Schema(name = "Profile")
record ProfileResponse(
    String path,
    String sha256,
    ProfileStatus status,
    TableFormat format,
    String delimiter,
    long rows,
    long bytesRead,
    long bytesTotal,
    List<ColumnProfile> columns,
    ProfileResult.ProfileProblem problem) {}
