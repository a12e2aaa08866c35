package dev.trainyard.dataset.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the bytes of one cell or line and turns them into text; invalid UTF-8 is refused. */
final class CellBuffer {

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private byte[] bytes = new byte[256];
  private int length;
  private int seen;

  void add(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
    seen |= value;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  void clear() {
    length = 0;
    seen = 0;
  }

  /** The text, after which the buffer is empty. */
  String take(long line, String column) throws BadDataException {
    try {
      return seen < 0x80
          ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
          : decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new BadDataException(
          line, column, "is not valid UTF-8; save the file with that encoding");
    } finally {
      clear();
    }
  }
}
