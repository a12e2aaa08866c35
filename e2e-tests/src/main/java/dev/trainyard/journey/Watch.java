package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Prints a line each time a job changed its state or got on by a tenth. */
final class Watch {

  private final String name;
  private final PrintStream out;
  private String seen = "";

  Watch(String name, PrintStream out) {
    this.name = name;
    this.out = out;
  }

  JsonNode look(JsonNode job) {
    String state = job.get("state").asText();
    int tenth = (int) (job.at("/progress/fraction").asDouble() * 10);
    String now = state + (state.equals("running") ? " " + tenth * 10 + " %" : "");
    if (!now.equals(seen)) {
      seen = now;
      out.println("    · job " + name + ": " + now);
    }
    return job;
  }
}
