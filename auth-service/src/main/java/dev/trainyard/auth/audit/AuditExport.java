package dev.trainyard.auth.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes entries as they are read: a line of JSON each, or CSV (RFC 4180) for spreadsheets. */
@ApplicationScoped
class AuditExport {

  private static final String HEADER =
      "service,id,at,actorId,actor,action,target,outcome,requestId,details,chain,seq\r\n";

  /** What makes a spreadsheet take a cell for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private final AuditSearch search;
  private final ObjectMapper json;

  AuditExport(AuditSearch search, ObjectMapper json) {
    this.search = search;
    this.json = json;
  }

  void jsonLines(AuditFilter filter, OutputStream out) throws IOException {
    Writer writer = writer(out);
    search.<IOException>export(
        filter, event -> writer.append(json.writeValueAsString(event)).append('\n'));
    writer.flush();
  }

  void csv(AuditFilter filter, OutputStream out) throws IOException {
    Writer writer = writer(out);
    writer.append(HEADER);
    search.<IOException>export(filter, event -> writer.append(row(event)));
    writer.flush();
  }

  private static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private String row(AuditEventResponse event) throws IOException {
    String details =
        event.details() == null ? "" : json.writeValueAsString(new TreeMap<>(event.details()));
    return Stream.of(
            event.service(),
            event.id(),
            event.at(),
            event.actorId(),
            event.actor(),
            event.action(),
            event.target(),
            event.outcome(),
            event.requestId(),
            details,
            event.chain(),
            event.seq())
        .map(value -> cell(Objects.toString(value, "")))
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
