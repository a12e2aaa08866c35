package dev.trainyard.trainer.data;

import dev.trainyard.trainer.job.Channel;
import dev.trainyard.trainer.job.ColumnSpec;
import dev.trainyard.trainer.job.StopRequest;
import dev.trainyard.trainer.job.TrainingFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The data file of a job: checks its digest and its columns, and streams the wanted cells. */
public final class DataFile {

  private static final int STOP_CHECK_ROWS = 1024;

  private final Path path;
  private final Channel channel;
  private final StopRequest stop;

  public DataFile(Path path, Channel channel, StopRequest stop) {
    this.path = path;
    this.channel = channel;
    this.stop = stop;
  }

  /** Takes the wanted cells of one row; rows count from zero. */
  public interface RowConsumer {
    void accept(long row, String[] cells);
  }

  public void read(List<String> wanted, RowConsumer consumer) {
    try (InputStream raw = Files.newInputStream(path)) {
      var in = new DigestInputStream(raw, MessageDigest.getInstance("SHA-256"));
      try (RowReader rows = open(in)) {
        stream(rows, wanted, consumer);
        in.transferTo(OutputStream.nullOutputStream());
        verify(HexFormat.of().formatHex(in.getMessageDigest().digest()));
      }
    } catch (CharacterCodingException e) {
      throw TrainingFailure.badData(null, "the data file is not valid UTF-8");
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot read the data file: " + e.getMessage());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private RowReader open(InputStream in) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    Reader reader = new InputStreamReader(new BufferedInputStream(in, 1 << 16), decoder);
    return switch (channel.format().kind()) {
      case CSV, TSV -> new DelimitedRows(reader, channel.format().delimiter());
      case JSONL -> new JsonRows(reader, channel.columns().stream().map(ColumnSpec::name).toList());
    };
  }

  private void stream(RowReader rows, List<String> wanted, RowConsumer consumer)
      throws IOException {
    int[] positions = positions(rows.columns(), wanted);
    String[] cells = new String[positions.length];
    long row = 0;
    for (String[] all = rows.next(); all != null; all = rows.next()) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = all[positions[i]];
      }
      consumer.accept(row++, cells);
      if (row % STOP_CHECK_ROWS == 0) {
        stop.obey();
      }
    }
  }

  private int[] positions(List<String> present, List<String> wanted) {
    if (present.size() != channel.columns().size()) {
      throw TrainingFailure.badData(
          null,
          "the header names %d columns, but the dataset declares %d"
              .formatted(present.size(), channel.columns().size()));
    }
    int[] positions = new int[wanted.size()];
    for (int i = 0; i < positions.length; i++) {
      String name = wanted.get(i);
      positions[i] = present.indexOf(name);
      if (positions[i] < 0) {
        throw TrainingFailure.badData(name, "the header has no column '" + name + "'");
      }
      if (present.lastIndexOf(name) != positions[i]) {
        throw TrainingFailure.badData(name, "the header names column '" + name + "' twice");
      }
    }
    return positions;
  }

  private void verify(String actual) {
    String expected = channel.origin().sha256();
    if (!expected.isEmpty() && !expected.equals(actual)) {
      throw TrainingFailure.temporary(
          "the data file differs from the dataset version (SHA-256 " + actual + ")");
    }
  }
}
