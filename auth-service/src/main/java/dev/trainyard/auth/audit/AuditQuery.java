package dev.trainyard.auth.audit;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The filters as query parameters. */
public class AuditQuery {

  @RestQuery String service;
  @RestQuery String actor;
  @RestQuery String action;
  @RestQuery String target;
  @RestQuery String outcome;
  @RestQuery String from;
  @RestQuery String to;

  AuditFilter filter() {
    return AuditFilter.of(service, actor, action, target, outcome, from, to);
  }

  /** The names of the filters that are set; their values may be names of people. */
  @Override
  public String toString() {
    return Stream.of(
            named("service", service),
            named("actor", actor),
            named("action", action),
            named("target", target),
            named("outcome", outcome),
            named("from", from),
            named("to", to))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String named(String name, String value) {
    return value == null || value.isEmpty() ? "" : name;
  }
}
