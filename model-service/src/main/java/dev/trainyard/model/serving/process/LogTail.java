package dev.trainyard.model.serving.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The last lines of a file that another program appends to. */
record LogTail(Path file) {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int LONGEST_LINE = 2000;

  /** At most so many lines, oldest first; the first one may lack its beginning. */
  List<String> lines(int limit) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long start = Math.max(0, channel.size() - MOST_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - start));
      while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
        // Reads on until the size seen above is there, or the file was truncated meanwhile.
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().map(LogTail::clean).toList();
      return lines.subList(Math.max(0, lines.size() - limit), lines.size());
    }
  }

  /** What a program writes is shown to people: no control characters, and no endless line. */
  private static String clean(String line) {
    String printable = line.replaceAll("\\p{Cntrl}(?<!\t)", "");
    return printable.length() <= LONGEST_LINE ? printable : printable.substring(0, LONGEST_LINE);
  }
}
