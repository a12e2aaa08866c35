package dev.trainyard.data.person;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person whose data has to go, and who stands in their place where something of theirs stays. The
 * pseudonym is drawn, not computed: nobody finds the person by trying names. Of an organisation
 * only the namespace goes: what others wrote about it, and the audit trail, stay as they are.
 *
 * @param name which is also the person's own namespace
 * @param addresses mail addresses, now and before
 * @param organisation whether it is one and no person
 */
@Schema(name = "ErasedPerson")
public record ErasedPerson(
    @NotNull UUID id,
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,95}") String name,
    @NotNull @Size(max = 20) List<@NotNull @Size(max = 320) String> addresses,
    @NotNull UUID pseudonymId,
    @NotNull @Pattern(regexp = "deleted-[0-9a-f]{8,32}") String pseudonym,
    boolean organisation) {

  public ErasedPerson {
    addresses = addresses == null ? null : List.copyOf(addresses);
  }

  /** What must be found nowhere afterwards; addresses first, for they may begin with the name. */
  public List<String> words() {
    return Stream.concat(addresses.stream(), Stream.of(name)).toList();
  }

  /** A regular expression of PostgreSQL for the words as a whole, to be used with the flag i. */
  public String pattern() {
    return words().stream()
        .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("([^a-z0-9])", "\\\\$1"))
        .collect(Collectors.joining("|", "(^|[^a-z0-9._%+-])(?:", ")(?![a-z0-9_%+-])"));
  }

  /** What takes the place of a match of {@link #pattern}. */
  public String replacement() {
    return "\\1" + pseudonym;
  }
}
