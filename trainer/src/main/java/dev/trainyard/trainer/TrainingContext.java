package dev.trainyard.trainer;

import dev.trainyard.trainer.checkpoint.CheckpointStore;
import dev.trainyard.trainer.data.DataFile;
import dev.trainyard.trainer.events.EventStream;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.JobIdentity;
import dev.trainyard.trainer.job.StopRequest;
import dev.trainyard.trainer.job.Workspace;
import dev.trainyard.trainer.learn.TrainingLoop;

/** What every task needs to do its work. */
public record TrainingContext(
    JobDocument job,
    Workspace workspace,
    TrainerVersion version,
    EventStream events,
    StopRequest stop) {

  public DataFile dataFile() {
    return new DataFile(workspace.dataFile(job.channel().path()), job.channel(), stop);
  }

  public TrainingLoop loop() {
    var identity = JobIdentity.of(job, version, workspace.pace().threads());
    var checkpoints = new CheckpointStore(workspace.checkpoints(), identity);
    return new TrainingLoop(job.run(), workspace.pace(), checkpoints, events, stop);
  }
}
