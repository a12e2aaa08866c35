package dev.trainyard.hub.revision;

import jakarta.validation.constraints.NotNull;

/**
 * Body of a branch's creation.
 *
 * @param from branch, tag or commit id to start at
 */
public record CreateBranchRequest(@NotNull String from) {}
