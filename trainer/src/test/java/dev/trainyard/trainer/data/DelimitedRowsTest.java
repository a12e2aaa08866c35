package dev.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** The corners of RFC 4180. */
class DelimitedRowsTest {

  private static DelimitedRows rows(String text) throws IOException {
    return new DelimitedRows(new StringReader(text), ',');
  }

  @Test
  void readsQuotesLineBreaksAndEmptyCells() throws IOException {
    var rows = rows("\uFEFFa,b\r\n\"x,\"\"y\"\"\r\nz\",\r\n,\"\"\r\n");
    assertThat(rows.columns()).containsExactly("a", "b");
    assertThat(rows.next()).containsExactly("x,\"y\"\r\nz", "");
    assertThat(rows.next()).containsExactly("", "");
    assertThat(rows.next()).isNull();
  }

  @Test
  void needsNoLineBreakAtTheEndAndSkipsBlankLines() throws IOException {
    var rows = rows("a,b\n1,2\n\n3,4");
    assertThat(rows.next()).containsExactly("1", "2");
    assertThat(rows.next()).containsExactly("3", "4");
    assertThat(rows.next()).isNull();
  }
}
