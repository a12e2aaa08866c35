package dev.trainyard.dataset.profile;

import dev.trainyard.blob.BlobId;
import dev.trainyard.dataset.table.TableFormat;

/**
 * A profile that this process computes.
 *
 * @param fence number of the lease; results under an older one are refused
 * @param attempt from 1
 */
record ProfileJob(BlobId blob, TableFormat format, long bytesTotal, long fence, int attempt) {}
