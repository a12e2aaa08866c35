package dev.trainyard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Rules about the files that build and check the repository. */
class BuildFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path WORKFLOWS = ROOT.resolve(".github").resolve("workflows");
  private static final Pattern PINNED = Pattern.compile("uses: [\\w/.-]+@[0-9a-f]{40} # v[\\d.]+");

  @Test
  void versionsOfDependenciesAndPluginsStandInTheParentOnly() throws Exception {
    // Given
    List<Path> poms = matching(ROOT, "*/pom.xml");

    // When
    List<String> versions = new ArrayList<>();
    for (Path pom : poms) {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
      for (String kind : List.of("dependency", "plugin")) {
        var elements = document.getElementsByTagName(kind);
        for (int i = 0; i < elements.getLength(); i++) {
          String version = child(elements.item(i), "version");
          if (version != null) {
            versions.add(pom + ": " + child(elements.item(i), "artifactId") + " " + version);
          }
        }
      }
    }

    // Then
    assertThat(poms).isNotEmpty();
    assertThat(versions).as("versions stand in the parent's pom.xml").isEmpty();
  }

  @Test
  void everyActionOfAWorkflowIsPinnedToACommit() throws IOException {
    // Given
    List<Path> workflows = matching(WORKFLOWS, "*.yml");

    // When
    List<String> loose = new ArrayList<>();
    for (Path workflow : workflows) {
      for (String line : Files.readAllLines(workflow)) {
        if (line.contains("uses:") && !PINNED.matcher(line).find()) {
          loose.add(workflow.getFileName() + ": " + line.strip());
        }
      }
    }

    // Then
    assertThat(workflows).isNotEmpty();
    assertThat(loose).as("a tag can be moved, a commit cannot").isEmpty();
  }

  @Test
  void everyWorkflowBoundsItsRightsAndItsTimeAndRunsScriptsThatExist() throws IOException {
    // Given
    List<Path> workflows = matching(WORKFLOWS, "*.yml");

    // When
    List<String> flaws = new ArrayList<>();
    for (Path workflow : workflows) {
      JsonNode content = new YAMLMapper().readTree(workflow.toFile());
      String name = workflow.getFileName().toString();
      if (!content.path("permissions").isObject()) {
        flaws.add(name + ": no permissions");
      }
      for (var job : content.path("jobs").properties()) {
        flaws.addAll(flaws(name + ", " + job.getKey(), job.getValue()));
      }
    }

    // Then
    assertThat(flaws).isEmpty();
  }

  @Test
  void everyServiceHasTheTestsThatKeepItsRules() throws IOException {
    // Given
    List<Path> services = matching(ROOT, "*-service");

    // When
    List<String> missing = new ArrayList<>();
    for (Path service : services) {
      for (String test : List.of("ArchitectureTest", "OpenApiTest", "RouteRolesTest")) {
        try (Stream<Path> files = Files.walk(service.resolve("src/test/java"))) {
          if (files.noneMatch(file -> file.endsWith(test + ".java"))) {
            missing.add(service.getFileName() + " has no " + test);
          }
        }
      }
    }

    // Then
    assertThat(services).isNotEmpty();
    assertThat(missing).isEmpty();
  }

  private static List<String> flaws(String name, JsonNode job) {
    List<String> flaws = new ArrayList<>();
    if (!job.path("timeout-minutes").isInt()) {
      flaws.add(name + ": no timeout-minutes");
    }
    if (job.path("runs-on").asText("latest").endsWith("latest")) {
      flaws.add(name + ": runs-on names no version");
    }
    for (JsonNode step : job.path("steps")) {
      String command = step.path("run").asText("").split("\\s", 2)[0];
      if (command.contains("/") && !Files.isExecutable(ROOT.resolve(command))) {
        flaws.add(name + ": cannot run " + command);
      }
    }
    return flaws;
  }

  private static List<Path> matching(Path folder, String glob) throws IOException {
    var matcher = folder.getFileSystem().getPathMatcher("glob:" + folder + "/" + glob);
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(matcher::matches).sorted().toList();
    }
  }

  private static String child(Node parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element.getTextContent().strip();
      }
    }
    return null;
  }
}
