package dev.trainyard.auth.token;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** What the maker of a token may ask for; every refusal names the field. */
final class TokenRules {

  private TokenRules() {}

  /** Address ranges in their one form. */
  static List<String> networks(List<String> asked) {
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
