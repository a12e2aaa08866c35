package dev.trainyard.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 10.0.0.9",
        "'', 10.0.0.9",
        "not an address, 10.0.0.9",
        "198.51.100.7, 198.51.100.7",
        "'203.0.113.1, 198.51.100.7', 198.51.100.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::9, 20010db800010002"
      })
  void lastForwardedAddressCountsAndNetworksAreOne(String forwardedFor, String group) {
    assertThat(ClientAddress.of(forwardedFor, "10.0.0.9").group()).isEqualTo(group);
  }
}
