package dev.trainyard.gateway.listen;

import jakarta.enterprise.context.ApplicationScoped;

/** What is in front of the entrance: who may connect, and answers to what never gets in. */
@ApplicationScoped
class Doors {

  private final Connections connections;
  private final Malformed malformed;
  private final Redirect redirect;

  Doors(Connections connections, Malformed malformed, Redirect redirect) {
    this.connections = connections;
    this.malformed = malformed;
    this.redirect = redirect;
  }

  Connections connections() {
    return connections;
  }

  Malformed malformed() {
    return malformed;
  }

  Redirect redirect() {
    return redirect;
  }
}
