package dev.trainyard.commons.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void partsSurviveTheRoundTrip() {
    // Given
    var at = Instant.parse("2026-01-02T03:04:05.678Z");
    var id = UUID.randomUUID();

    // When
    Cursor read = Cursor.decode(Cursor.of(at, 42L, id, "naïve").encode(), 4);

    // Then
    assertThat(read.instant(0)).isEqualTo(at);
    assertThat(read.number(1)).isEqualTo(42);
    assertThat(read.uuid(2)).isEqualTo(id);
    assertThat(read.text(3)).isEqualTo("naïve");
  }

  @Test
  void absentCursorIsTheFirstPage() {
    assertThat(Cursor.decode(null, 2)).isNull();
    assertThat(Cursor.decode("", 2)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "YQ", "AAAA"})
  void cursorOfAnotherListingIsRefusedByName(String text) {
    assertThatThrownBy(() -> Cursor.decode(text, 3))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.type()).isEqualTo(ProblemType.INVALID_INPUT);
              assertThat(e.errors().getFirst().field()).isEqualTo("cursor");
            });
  }

  @Test
  void overlongCursorIsRefused() {
    assertThatThrownBy(() -> Cursor.decode("A".repeat(5000), 1))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void partOfTheWrongKindIsRefused() {
    // Given
    Cursor cursor = Cursor.decode(Cursor.of("not a number").encode(), 1);

    // When, Then
    assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> cursor.uuid(0)).isInstanceOf(ProblemException.class);
  }

  @Test
  void pageHasACursorOnlyWhenMoreRowsFollow() {
    // Given
    List<Integer> rows = List.of(1, 2, 3);

    // When
    Page<String> cut = Page.of(rows, 2, String::valueOf, Cursor::of);
    Page<String> whole = Page.of(rows, 3, String::valueOf, Cursor::of);

    // Then
    assertThat(cut.items()).containsExactly("1", "2");
    assertThat(Cursor.decode(cut.nextCursor(), 1).number(0)).isEqualTo(2);
    assertThat(whole.items()).hasSize(3);
    assertThat(whole.nextCursor()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "ten", "1e2", "99999999999"})
  void limitOutOfRangeIsRefused(String text) {
    assertThatThrownBy(() -> Limit.of(text)).isInstanceOf(ProblemException.class);
  }

  @Test
  void limitHasADefault() {
    assertThat(Limit.of(null)).isEqualTo(50);
    assertThat(Limit.of("100")).isEqualTo(100);
  }
}
