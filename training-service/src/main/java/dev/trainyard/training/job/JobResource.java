package dev.trainyard.training.job;

import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.ReadableObjects;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of jobs: translates to {@link JobService} and nothing more. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
@Guards(ResourceKind.JOB)
class JobResource {

  private static final List<String> STATES =
      List.of("queued", "preparing", "running", "registering", "succeeded", "failed", "cancelled");

  private final JobService jobs;
  private final JobPlanner planner;
  private final GrantKeeper grants;
  private final CurrentCaller current;
  private final JsonWebToken token;
  private final Idempotency idempotency;

  JobResource(
      JobService jobs,
      JobPlanner planner,
      GrantKeeper grants,
      CurrentCaller current,
      JsonWebToken token,
      Idempotency idempotency) {
    this.jobs = jobs;
    this.planner = planner;
    this.grants = grants;
    this.current = current;
    this.token = token;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.WRITE)
  @Operation(operationId = "createJob", summary = "Queue a training")
  @APIResponseSchema(value = JobResponse.class, responseCode = "201")
  @APIResponse(responseCode = "422", description = "The job contradicts its data")
  public RestResponse<JobResponse> create(
      @RestHeader(Idempotency.HEADER) String key,
      @NotNull @Valid CreateJobRequest request,
      UriInfo uri) {
    Caller caller = current.get();
    planner.require(request, caller);
    return idempotency.answer(
        key,
        request,
        () -> prepared(request, caller),
        planned -> {
          JobResponse job = jobs.submit(planned, caller);
          return RestResponse.ResponseBuilder.<JobResponse>created(
                  uri.getAbsolutePathBuilder().path(job.id().toString()).build())
              .entity(job)
              .build();
        });
  }

  /** Asks the other services, so not in a transaction. */
  private JobPlanner.Planned prepared(CreateJobRequest request, Caller caller) {
    JobPlanner.Planned planned = planner.plan(request, caller, token.getRawToken());
    Plan plan = planned.plan();
    grants.open(plan.id(), plan.place().namespace(), planned.spec(), token.getRawToken());
    return planned;
  }

  @POST
  @Path("/estimate")
  @Requires(Action.READ)
  @Operation(operationId = "estimateJob", summary = "Check a training and estimate its time")
  @APIResponse(responseCode = "422", description = "The job contradicts its data")
  @APIResponseSchema(value = EstimateResponse.class, responseCode = "200")
  public EstimateResponse estimate(@NotNull @Valid CreateJobRequest request) {
    return jobs.estimate(planner.plan(request, current.get(), token.getRawToken()));
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listJobs", summary = "List jobs, newest first")
  public Page<JobResponse> list(
      @RestQuery String namespace,
      @RestQuery String state,
      @RestQuery String dataset,
      @RestQuery String cursor,
      @RestQuery String limit) {
    Caller caller = current.get();
    if (state != null && !STATES.contains(state)) {
      throw ProblemException.invalid("state", "must be one of " + String.join(", ", STATES));
    }
    ReadableObjects readable = caller.readable(ResourceKind.JOB);
    var filter =
        new JobRepository.Filter(
            readable.everything() ? null : readable.namespaces(),
            namespace,
            state,
            dataset == null ? null : RepositoryId.parse("dataset", dataset).toString());
    return jobs.list(filter, Cursor.decode(cursor, 2), Limit.of(limit), caller);
  }

  @GET
  @Path("/{id}")
  @Requires(Action.READ)
  @Operation(operationId = "getJob", summary = "Read one job")
  public JobResponse get(@RestPath String id) {
    return jobs.get(JobIds.parse(id), current.get());
  }

  @POST
  @Path("/{id}/cancel")
  @Requires(Action.WRITE)
  @Operation(operationId = "cancelJob", summary = "Stop a job")
  @APIResponseSchema(value = JobResponse.class, responseCode = "202")
  @APIResponse(responseCode = "409", description = "The job has ended")
  public RestResponse<JobResponse> cancel(@RestPath String id) {
    return RestResponse.accepted(jobs.cancel(JobIds.parse(id), current.get()));
  }

  @POST
  @Path("/{id}/retry")
  @Requires(Action.WRITE)
  @Operation(
      operationId = "retryJob",
      summary = "Give a failed or cancelled job another attempt, from its last checkpoint")
  @APIResponseSchema(value = JobResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "The job has not failed or been cancelled")
  public RestResponse<JobResponse> retry(
      @RestPath String id, @RestHeader(Idempotency.HEADER) String key) {
    Caller caller = current.get();
    Job job = jobs.steered(JobIds.parse(id), caller);
    RestResponse<JobResponse> queued =
        idempotency.answer(
            key,
            null,
            () -> reopened(job.id(), caller),
            ready -> RestResponse.status(RestResponse.Status.CREATED, jobs.retry(ready, caller)));
    if (!Idempotency.isReplayed(queued)) {
      grants.confirm(job.id(), job.origin().namespace(), job.spec(), token.getRawToken());
    }
    return queued;
  }

  private UUID reopened(UUID id, Caller caller) {
    Job job = jobs.retriable(id, caller);
    grants.reopen(id, job.origin().namespace(), job.spec(), token.getRawToken());
    return id;
  }

  @DELETE
  @Path("/{id}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "deleteJob", summary = "Delete an ended job with its logs and metrics")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "409", description = "The job has not ended")
  public void delete(@RestPath String id) {
    UUID job = JobIds.parse(id);
    jobs.delete(job, current.get());
    grants.close(job);
  }
}
