package dev.trainyard.hub.web;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.data.idempotency.Idempotency;
import dev.trainyard.hub.HubKind;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import jakarta.enterprise.context.ApplicationScoped;

/** Who calls, and what they may reach; every route passes here first. */
@ApplicationScoped
class Access {

  private final Repositories repositories;
  private final CurrentCaller current;
  private final HubKind kind;
  private final Idempotency idempotency;

  Access(Repositories repositories, CurrentCaller current, HubKind kind, Idempotency idempotency) {
    this.repositories = repositories;
    this.current = current;
    this.kind = kind;
    this.idempotency = idempotency;
  }

  Caller caller() {
    return current.get();
  }

  Repositories repositories() {
    return repositories;
  }

  /** What lets callers repeat a request once they were let in. */
  Idempotency idempotency() {
    return idempotency;
  }

  RepositoryRef require(Action action, String namespace, String name) {
    return repositories.require(caller(), action, namespace, name);
  }

  /** Path of a repository, relative to whatever origin the client sees. */
  String pathOf(String namespace, String name) {
    return "/api/v1/%s/%s/%s".formatted(kind.plural(), namespace, name);
  }
}
