package dev.trainyard.auth.erasure;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one service has to do for an erasure.
 *
 * @param failure why the last attempt did not succeed
 * @param doneAt when the service acknowledged, absent until then
 * @param counts its receipt: how many things of each kind it changed
 */
@Schema(name = "ErasureStep")
record Step(
    String service, int attempts, String failure, Instant doneAt, Map<String, Long> counts) {}
