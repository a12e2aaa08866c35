package dev.trainyard.dataset.profile;

import dev.trainyard.dataset.profile.DataFiles.DataFile;
import dev.trainyard.dataset.table.TableFormat;
import dev.trainyard.hub.commit.CommitMade;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Optional;

/** Profiles of data files: queued with the commit that brings the content, read from then on. */
@ApplicationScoped
public class Profiles {

  private final ProfileTable table;

  Profiles(ProfileTable table) {
    this.table = table;
  }

  /** Inside the commit's transaction, so that no data file is ever without its profile's row. */
  void queue(@Observes(during = TransactionPhase.IN_PROGRESS) CommitMade commit) {
    commit
        .put()
        .forEach(
            file ->
                TableFormat.ofPath(file.path()).ifPresent(format -> table.request(file, format)));
  }

  ProfileResponse get(DataFile data) {
    var stored = table.find(data.file().blob(), data.format()).orElseThrow();
    ProfileResult result =
        stored.result() == null ? new ProfileResult(null, 0, List.of(), null) : stored.result();
    return new ProfileResponse(
        data.file().path(),
        data.file().blob().hex(),
        stored.status(),
        data.format(),
        result.delimiter(),
        result.rows(),
        stored.bytesRead(),
        stored.bytesTotal(),
        result.columns(),
        result.problem());
  }

  /** The columns of a file whose profile is ready. */
  public Optional<List<ColumnProfile>> columns(DataFile data) {
    return table
        .find(data.file().blob(), data.format())
        .filter(stored -> stored.status() == ProfileStatus.READY)
        .map(stored -> stored.result().columns());
  }
}
