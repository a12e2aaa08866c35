package dev.trainyard.training.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.client.Clients;
import dev.trainyard.training.config.AuthPeerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The grants by which a job acts for its user after the user's own token has expired. */
@ApplicationScoped
public class AuthClient {

  private final PeerHttp http;
  private final Clients clients;

  AuthClient(AuthPeerConfig config, Clients clients) {
    this.http = new PeerHttp("auth-service", config.url());
    this.clients = clients;
  }

  /**
   * Lets the job act for the user of the token.
   *
   * @param dataset the only dataset that the job may read
   * @param model the only model that it may write
   */
  public void grant(UUID job, String jwt, String namespace, String dataset, String model) {
    http.json(
        http.request("/internal/job-grants/" + job, jwt)
            .header(Clients.HEADER, clients.ownHeader())
            .header("Content-Type", "application/json")
            .PUT(PeerHttp.body(Map.of("namespace", namespace, "dataset", dataset, "model", model)))
            .build());
  }

  /** A fresh token of the job's user; empty when the user may no longer act. */
  public Optional<String> token(UUID job) {
    try {
      JsonNode answer =
          http.json(
              http.request("/internal/job-grants/" + job + "/token", null)
                  .header(Clients.HEADER, clients.ownHeader())
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build());
      return Optional.ofNullable(answer).map(node -> node.path("jwt").textValue());
    } catch (PeerException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Ends the grant; one that is gone already is fine. */
  public void revoke(UUID job) {
    try {
      http.json(
          http.request("/internal/job-grants/" + job, null)
              .header(Clients.HEADER, clients.ownHeader())
              .DELETE()
              .build());
    } catch (PeerException e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }
}
