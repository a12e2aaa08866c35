package dev.trainyard.dataset.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What a client of a {@link PackagedService} does: repositories, uploads, commits, profiles. */
final class PackagedApi {

  static final String ROOT = "/api/v1/datasets";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PackagedService service;

  PackagedApi(PackagedService service) {
    this.service = service;
  }

  String repository() throws IOException {
    String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    assertThat(service.json("POST", ROOT, "{\"name\":\"" + name + "\"}").statusCode())
        .isEqualTo(201);
    return "ada/" + name;
  }

  /** Begins an upload and returns its address. */
  String upload(String repository, long length) throws IOException {
    HttpResponse<String> created = beginUpload(repository, length);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return created.headers().firstValue("Location").orElseThrow();
  }

  HttpResponse<String> beginUpload(String repository, long length) throws IOException {
    return service.send(
        service
            .request(ROOT + "/" + repository + "/uploads")
            .header("Upload-Length", String.valueOf(length))
            .POST(BodyPublishers.noBody()));
  }

  HttpResponse<String> patch(String url, long offset, BodyPublisher body) throws IOException {
    return service.send(
        service
            .request(url)
            .header("Content-Type", "application/offset+octet-stream")
            .header("Upload-Offset", String.valueOf(offset))
            .method("PATCH", body));
  }

  long offset(String url) throws IOException {
    var head = service.send(service.request(url).HEAD());
    return head.headers().firstValueAsLong("Upload-Offset").orElseThrow();
  }

  /** Id of the commit that adds the content of an upload. */
  String committed(String repository, String path, String url) throws IOException {
    HttpResponse<String> response = commit(repository, path, url, "strict");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return JSON.readTree(response.body()).at("/id").asText();
  }

  HttpResponse<String> commit(String repository, String path, String url, String check)
      throws IOException {
    String body =
        """
        {"message":"m","check":"%s","operations":[{"op":"add","path":"%s","uploadId":"%s"}]}"""
            .formatted(check, path, url.substring(url.lastIndexOf('/') + 1));
    return service.json("POST", ROOT + "/" + repository + "/commits", body);
  }

  JsonNode profile(String repository) throws IOException {
    return JSON.readTree(get(repository, "/profile/main").body());
  }

  /** The profile of the only data file once it is ready or failed. */
  JsonNode finishedProfile(String repository) {
    return await()
        .atMost(Duration.ofMinutes(4))
        .until(
            () -> profile(repository),
            profile -> Set.of("ready", "failed").contains(profile.path("status").asText()));
  }

  HttpResponse<String> get(String repository, String rest) throws IOException {
    return service.send(service.request(ROOT + "/" + repository + rest));
  }
}
