package dev.trainyard.auth.oauth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The code as a person typed it, with or without the dash. */
record UserCodeRequest(@NotBlank @Size(max = 32) String userCode) {}
