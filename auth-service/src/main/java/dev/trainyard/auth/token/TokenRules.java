package dev.trainyard.auth.token;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.AddressRange;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the maker of a credential may ask for; every refusal names the field. */
public final class TokenRules {

  private TokenRules() {}

  /**
   * Scopes without repetition.
   *
   * @param mayAdminister whether the holder has platform roles that {@code admin} would let count
   */
  public static List<String> scopes(List<String> asked, boolean mayAdminister) {
    for (int i = 0; i < asked.size(); i++) {
      String field = "scopes[" + i + "]";
      if (!Scopes.isKnown(asked.get(i))) {
        throw ProblemException.invalid(
            field, "must be one of " + String.join(", ", Scopes.known()));
      }
      if (asked.get(i).equals(Scopes.ADMIN) && !mayAdminister) {
        throw ProblemException.invalid(field, "is for holders of a platform role");
      }
    }
    return asked.stream().distinct().sorted().toList();
  }

  /**
   * Places without repetition.
   *
   * @param namespaces those that the holder belongs to
   */
  public static List<String> places(List<String> asked, Set<String> namespaces) {
    for (int i = 0; i < asked.size(); i++) {
      String field = "only[" + i + "]";
      String namespace =
          Restriction.namespaceOf(asked.get(i))
              .orElseThrow(
                  () ->
                      ProblemException.invalid(
                          field,
                          "must be a namespace, datasets/<namespace>/<name>"
                              + " or models/<namespace>/<name>"));
      if (!namespaces.contains(namespace)) {
        throw ProblemException.invalid(field, "is in no namespace that the holder belongs to");
      }
    }
    return asked.stream().distinct().sorted().toList();
  }

  /** Address ranges in their one form. */
  public static List<String> networks(List<String> asked) {
    List<String> networks = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      String field = "networks[" + i + "]";
      networks.add(
          AddressRange.parse(asked.get(i))
              .orElseThrow(
                  () ->
                      ProblemException.invalid(
                          field,
                          "must be an address range such as 203.0.113.0/24 or 2001:db8::/32,"
                              + " without bits behind its length"))
              .toString());
    }
    return networks.stream().distinct().toList();
  }
}
