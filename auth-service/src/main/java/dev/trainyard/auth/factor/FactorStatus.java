package dev.trainyard.auth.factor;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether the caller has a second factor.
 *
 * @param since absent without one
 */
@Schema(name = "SecondFactor")
public record FactorStatus(boolean enrolled, Instant since, int recoveryCodesLeft) {}
