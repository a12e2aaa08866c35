package dev.trainyard.auth.oauth;

import dev.trainyard.auth.token.TokenScope;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A person's yes.
 *
 * @param userCode as typed, with or without the dash
 * @param scope what the device may do, which the person decides whatever the client asked for
 */
record ApproveRequest(@NotBlank @Size(max = 32) String userCode, @NotNull TokenScope scope) {}
