package dev.trainyard.commons.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a member may do in a namespace, weakest first: each role includes those before it. */
public enum NamespaceRole {
  READER,
  WRITER,
  MAINTAINER,
  OWNER;

  public boolean includes(NamespaceRole other) {
    return compareTo(other) >= 0;
  }

  /** The wire form, {@code reader} and so on. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static NamespaceRole fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
