package dev.trainyard.training.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Permission;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.job.Job;
import dev.trainyard.training.job.JobService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the feed reads: events, and whether a job may be seen, by the rule of the REST reads. */
@ApplicationScoped
class FeedSource {

  private static final Permission READ_JOBS = new Permission(ResourceKind.JOB, Action.READ);

  private static final int PAGE = 200;

  /** At 128 thousand characters each, 8 MiB at most. */
  private static final int MOST_WINDOWS = 64;

  private final JobService jobs;
  private final EventStore events;
  private final Cache<UUID, FrameWindow> windows =
      Caffeine.newBuilder()
          .maximumSize(MOST_WINDOWS)
          .expireAfterAccess(Duration.ofMinutes(1))
          .build();

  FeedSource(JobService jobs, EventStore events) {
    this.jobs = jobs;
    this.events = events;
  }

  /** The job, unless it does not exist or may not be seen: both look alike. */
  Optional<Job> visible(UUID job, Caller caller) {
    return caller.scopes().allow(READ_JOBS) ? jobs.visible(job, caller) : Optional.empty();
  }

  /** Some of the events after a number, oldest first; none when there is no newer one. */
  FrameWindow.Page after(UUID job, long seq) {
    return windows.get(job, _ -> new FrameWindow()).after(seq, number -> read(job, number));
  }

  /** Forgets a job that is no more. */
  void forget(UUID job) {
    windows.invalidate(job);
  }

  private FrameWindow.Page read(UUID job, long seq) {
    List<Frame> frames =
        events.after(job, seq, PAGE).stream()
            .map(event -> new Frame(event.seq(), Frames.event(job.toString(), event)))
            .toList();
    return new FrameWindow.Page(frames, frames.size() == PAGE);
  }
}
