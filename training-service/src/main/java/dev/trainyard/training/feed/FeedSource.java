package dev.trainyard.training.feed;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.training.event.EventStore;
import dev.trainyard.training.event.JobEvent;
import dev.trainyard.training.job.Job;
import dev.trainyard.training.job.JobAccess;
import dev.trainyard.training.job.JobService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the feed reads: events, and whether a job may be seen, by the rule of the REST reads. */
@ApplicationScoped
class FeedSource {

  private static final int PAGE = 200;

  private final JobService jobs;
  private final EventStore events;

  FeedSource(JobService jobs, EventStore events) {
    this.jobs = jobs;
    this.events = events;
  }

  /** The job, unless it does not exist or may not be seen: both look alike. */
  Optional<Job> visible(UUID job, Caller caller) {
    return jobs.find(job).filter(found -> JobAccess.mayRead(caller, found));
  }

  /** A page of events after a number. */
  List<JobEvent> after(UUID job, long seq) {
    return events.after(job, seq, PAGE);
  }

  static boolean isFull(List<JobEvent> page) {
    return page.size() == PAGE;
  }
}
