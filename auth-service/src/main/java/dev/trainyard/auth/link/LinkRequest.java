package dev.trainyard.auth.link;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The secret of a link, posted by the page that the link opens. */
public record LinkRequest(@NotNull @Size(max = 100) String token) {

  /** Keeps the secret out of every log. */
  @Override
  public String toString() {
    return "LinkRequest[…]";
  }
}
