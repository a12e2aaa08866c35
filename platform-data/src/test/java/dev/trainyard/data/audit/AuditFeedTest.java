package dev.trainyard.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.client.ClientConfig;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.SchemaOwner;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a trail is handed to its collector, and held against what was sealed of it. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class AuditFeedTest {

  @Inject AuditTrail trail;
  @Inject AuditFeed feed;
  @Inject AuditEnds ends;
  @Inject AuditKeeping keeping;
  @Inject ObjectMapper json;

  @AfterEach
  void startAnew() throws SQLException {
    SchemaOwner.tamper(
        "DELETE FROM audit_entry; UPDATE audit_chain SET seq = base_seq, hash = base");
  }

  @Test
  void collectorGetsEveryEntryOnceAndInOrder() {
    // Given
    for (int i = 0; i < 500; i++) {
      append("thing-" + i);
    }
    Map<Integer, Long> places = new TreeMap<>();
    List<String> targets = new ArrayList<>();

    // When
    for (AuditPage page = page(places); !page.entries().isEmpty(); page = page(places)) {
      for (AuditPage.Entry entry : page.entries()) {
        assertThat(entry.seq()).isGreaterThan(places.getOrDefault(entry.chain(), 0L));
        places.put(entry.chain(), entry.seq());
        targets.add(entry.target());
      }
    }

    // Then
    assertThat(targets).hasSize(500).doesNotHaveDuplicates();
    assertThat(page(places).uncollected()).isZero();
  }

  @Test
  void pageTellsHowMuchIsMissing() {
    // Given
    append("one");
    append("two");

    // When
    AuditPage page = feed.after(null);

    // Then
    assertThat(page.uncollected()).isEqualTo(2);
    assertThat(page.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.details()).containsEntry("a", "1");
              assertThat(entry.hash()).hasSize(64);
              assertThat(entry.outcome()).isEqualTo("success");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "0:", "0:-1", "0:1,", "0:99999999999999999999", "a:1"})
  void placeThatIsNoneIsRefused(String after) {
    assertThatThrownBy(() -> feed.after(after)).isInstanceOf(ProblemException.class);
  }

  @Test
  void chainThatWasCutOrMadeAnewDoesNotFitItsSeal(@TempDir Path folder) throws Exception {
    // Given
    append("one");
    AuditPage.Entry entry = feed.after("").entries().getFirst();
    AuditSeal seal = seal(entry.chain(), entry.seq(), entry.hash());
    AuditSeal later = seal(entry.chain(), entry.seq() + 1, entry.hash());
    AuditSeal other = seal(entry.chain(), entry.seq(), "00");

    // Then
    assertThat(held(folder, seal).check()).isEmpty();
    assertThat(held(folder, later).check()).singleElement().asString().contains("is missing");
    assertThat(held(folder, other).check()).singleElement().asString().contains("is not the one");
    assertThat(held(folder, new AuditSeal("another", Instant.now(), other.heads())).check())
        .isEmpty();
    assertThat(ends.compare(seal)).isEmpty();
  }

  @Test
  void hourlyKeepingLeavesYoungEntriesAlone() {
    // Given
    append("young");

    // When
    keeping.hourly();

    // Then
    assertThat(feed.after("").entries()).hasSize(1);
  }

  private AuditPage page(Map<Integer, Long> places) {
    return feed.after(
        places.entrySet().stream()
            .map(place -> place.getKey() + ":" + place.getValue())
            .collect(Collectors.joining(",")));
  }

  private void append(String target) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                trail.success(
                    new Actor(UUID.randomUUID(), "ada"),
                    () -> "thing.change",
                    target,
                    Map.of("a", "1")));
  }

  private static AuditSeal seal(int chain, long seq, String hash) {
    return new AuditSeal("here", Instant.now(), List.of(new AuditSeal.Head(chain, seq, hash)));
  }

  /** The seals of a service that is called {@code here}. */
  private SealedEnds held(Path folder, AuditSeal seal) throws IOException {
    Path file = Files.writeString(folder.resolve("ends"), json.writeValueAsString(seal) + "\n");
    return new SealedEnds(ends, json, new Keeping(file), new Named());
  }

  private record Keeping(Path file) implements AuditConfig {

    @Override
    public Optional<Duration> keep() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> sealedEnds() {
      return Optional.of(file);
    }
  }

  private record Named() implements ClientConfig {

    @Override
    public Optional<String> name() {
      return Optional.of("here");
    }

    @Override
    public Optional<String> secret() {
      return Optional.empty();
    }
  }
}
