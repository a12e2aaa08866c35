package dev.trainyard.training.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.training.config.DatasetPeerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Datasets as the caller, or the user of a job, may read them. */
@ApplicationScoped
public class DatasetClient {

  private final PeerHttp http;

  DatasetClient(DatasetPeerConfig config) {
    this.http = new PeerHttp("dataset-service", config.url());
  }

  /** The content of a file and its length, -1 when it was not announced. */
  public record Download(InputStream body, long length) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** The commit that a branch, tag or commit id stands for now; empty when there is none. */
  public Optional<String> commit(String jwt, RepositoryId repository, String revision) {
    JsonNode page =
        http.json(
            http.request(
                    "/api/v1/datasets/%s/commits?limit=1&rev=%s"
                        .formatted(repository, PeerHttp.encode(revision)),
                    jwt)
                .GET()
                .build());
    return Optional.ofNullable(page.path("items").path(0).path("id").textValue());
  }

  /**
   * The profile of a data file.
   *
   * @param path null for the only data file of the commit
   */
  public Profile profile(String jwt, RepositoryId repository, String commit, String path) {
    String query = path == null ? "" : "?path=" + PeerHttp.encode(path);
    return PeerHttp.as(
        http.json(
            http.request(
                    "/api/v1/datasets/%s/profile/%s%s".formatted(repository, commit, query), jwt)
                .GET()
                .build()),
        Profile.class);
  }

  /** Opens a file for reading; the caller closes it. */
  public Download open(String jwt, RepositoryId repository, String commit, String path) {
    HttpResponse<InputStream> answer =
        http.stream(
            http.request(
                    "/datasets/%s/resolve/%s/%s"
                        .formatted(repository, commit, PeerHttp.encodePath(path)),
                    jwt)
                .GET()
                .build());
    return new Download(
        answer.body(), answer.headers().firstValueAsLong("Content-Length").orElse(-1));
  }
}
