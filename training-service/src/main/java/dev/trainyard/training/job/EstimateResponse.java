package dev.trainyard.training.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a job would be and take.
 *
 * @param basis {@code measured} when it rests on earlier jobs of the task here, else {@code
 *     default}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EstimateResponse(
    long rows,
    long trainRows,
    int features,
    Integer classes,
    long estimatedSeconds,
    String basis) {}
