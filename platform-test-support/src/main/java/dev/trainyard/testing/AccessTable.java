package dev.trainyard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every kind of caller must get from every operation on every kind of target: a CSV file with
 * the columns {@code method,path,target} and one for each {@link Caller} in their order. A cell is
 * a status, or {@code -} where caller and target do not go together. Lines that begin with {@code
 * #} are remarks.
 */
public final class AccessTable {

  private static final int FIRST_CALLER = 3;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private AccessTable() {}

  /** Who calls; the roles are those in {@link Target#ORGANISATION}. */
  public enum Caller {
    ANONYMOUS,
    /** The owner, with a credential whose time is over. */
    EXPIRED,
    STRANGER,
    READER,
    WRITER,
    MAINTAINER,
    OWNER,
    AUDITOR,
    ADMINISTRATOR,
    /** A robot of the organisation with the role {@code writer} and the scope {@code write}. */
    ROBOT,
    /** The same robot with a scope that has nothing to do with any operation. */
    UNSCOPED_ROBOT,
    /** A job that a writer submitted; {@link Target#OWN} is its dataset or its model. */
    JOB;

    /** The wire form, as in the table's header and in names of users. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether this is somebody with a namespace of the same name. */
    public boolean isPerson() {
      return this != ROBOT && this != UNSCOPED_ROBOT && this != JOB;
    }
  }

  /** What is called; everything that exists is private. */
  public enum Target {
    /** Something in the caller's own namespace. */
    OWN,
    /** Something of the organisation in which the callers have their roles. */
    ORGANISATION,
    /** Something of somebody with whom no caller has to do. */
    FOREIGN,
    /** Something that does not exist, in the organisation. */
    MISSING,
    /** The operation is about nothing in particular. */
    NONE
  }

  /** One line of the table. */
  public record Row(String method, String path, Target target, Map<Caller, Integer> expected) {

    /** As the OpenAPI document names it. */
    public String operation() {
      return method + " " + path;
    }

    /** Whether a call of this caller must succeed and then changes something. */
    public boolean changesAs(Caller caller) {
      return !SAFE.contains(method) && expected.get(caller) / 100 == 2;
    }

    @Override
    public String toString() {
      return operation() + " on " + target.name().toLowerCase(Locale.ROOT);
    }
  }

  static List<Row> read(Path table) {
    try {
      List<String> lines = Files.readAllLines(table);
      String header =
          Stream.concat(
                  Stream.of("method", "path", "target"),
                  Stream.of(Caller.values()).map(Caller::text))
              .collect(Collectors.joining(","));
      if (!lines.getFirst().equals(header)) {
        throw new IllegalArgumentException(table + " must begin with: " + header);
      }
      return lines.stream()
          .skip(1)
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AccessTable::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != FIRST_CALLER + Caller.values().length) {
      throw new IllegalArgumentException("A row needs one cell for each caller: " + line);
    }
    Map<Caller, Integer> expected = new EnumMap<>(Caller.class);
    int column = FIRST_CALLER;
    for (Caller caller : Caller.values()) {
      String cell = cells[column++].strip();
      if (!cell.equals("-")) {
        expected.put(caller, Integer.parseInt(cell));
      }
    }
    Target target = Target.valueOf(cells[2].strip().toUpperCase(Locale.ROOT));
    return new Row(cells[0].strip(), cells[1].strip(), target, expected);
  }
}
