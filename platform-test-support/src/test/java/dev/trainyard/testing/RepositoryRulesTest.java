package dev.trainyard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Rules about the sources of every module of the repository at once. */
class RepositoryRulesTest {

  private static final int MOST_LINES_OF_A_CLASS = 250;
  private static final int MOST_LINES_OF_A_TEST_CLASS = 400;
  private static final int MOST_LINES_OF_A_METHOD = 40;
  private static final Path ROOT = Path.of("..");

  @Test
  void noSourceFileIsLongerThanItsLimit() throws IOException {
    // Given
    List<Path> files = sources();

    // When
    List<String> tooLong = new ArrayList<>();
    for (Path file : files) {
      int limit =
          file.toString().contains("/src/test/")
              ? MOST_LINES_OF_A_TEST_CLASS
              : MOST_LINES_OF_A_CLASS;
      int lines = Files.readAllLines(file).size();
      if (lines > limit) {
        tooLong.add(file + ": " + lines + " lines, at most " + limit);
      }
    }

    // Then
    assertThat(files).isNotEmpty();
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noMethodOfProductionCodeIsLongerThanItsLimit() throws IOException {
    // Given
    List<Path> files =
        sources().stream().filter(file -> file.toString().contains("/src/main/")).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    // When
    List<String> tooLong = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        new MethodLengths(unit, Trees.instance(task).getSourcePositions(), tooLong)
            .scan(unit, null);
      }
    }

    // Then
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noSourceFileNamesAnAuthorOrPutsWorkOff() throws IOException {
    // Given
    Pattern banned = Pattern.compile("@author\\b|\\b(TODO|FIXME)\\b");

    // When
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      if (banned.matcher(Files.readString(file)).find()
          && !file.endsWith("RepositoryRulesTest.java")) {
        found.add(file.toString());
      }
    }

    // Then
    assertThat(found).as("the history knows authors; a gap is closed or told").isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> found = new ArrayList<>();
      for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
        for (String tree : List.of("src/main/java", "src/test/java")) {
          Path folder = module.resolve(tree);
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
              files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
          }
        }
      }
      return found;
    }
  }

  /** Collects the methods of one file that are too long. */
  private static final class MethodLengths extends TreeScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> tooLong;

    MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
      this.unit = unit;
      this.positions = positions;
      this.tooLong = tooLong;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap map = unit.getLineMap();
      long start = positions.getStartPosition(unit, method);
      long end = positions.getEndPosition(unit, method);
      if (start >= 0 && end >= 0) {
        long lines = map.getLineNumber(end) - map.getLineNumber(start) + 1;
        if (lines > MOST_LINES_OF_A_METHOD) {
          tooLong.add(
              unit.getSourceFile().getName() + " " + method.getName() + ": " + lines + " lines");
        }
      }
      return super.visitMethod(method, null);
    }
  }
}
