package dev.trainyard.commons.security;

import jakarta.enterprise.context.RequestScoped;

/** What the request at hand may see, since it was let in; before that, nothing. */
@RequestScoped
public class Admitted {

  private final CurrentCaller current;
  private boolean let;
  private Sight sight = Sight.NOTHING;

  Admitted(CurrentCaller current) {
    this.current = current;
  }

  void asCaller() {
    let = true;
  }

  void asService() {
    sight = Sight.EVERYTHING;
  }

  public Sight sight() {
    if (let) {
      let = false;
      sight = current.get().sight();
    }
    return sight;
  }
}
