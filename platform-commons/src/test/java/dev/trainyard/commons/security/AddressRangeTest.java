package dev.trainyard.commons.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7/32, 203.0.113.8, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
    "0.0.0.0/0, 198.51.100.1, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 198.51.100.1, false",
    "203.0.113.0/24, ::ffff:203.0.113.9, true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "203.0.113.0/24, localhost, false",
    "203.0.113.0/24, '', false"
  })
  void addressLiesInTheRangeOrNot(String range, String address, boolean inside) {
    assertThat(AddressRange.parse(range).orElseThrow().contains(address)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "203.0.113.0/",
        "203.0.113.0/33",
        "203.0.113.0/-1",
        "203.0.113.0/024",
        "203.0.113.1/24",
        "203.0.113",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "example.org/24",
        "2001:db8::1/32",
        "2001:db8::/129",
        "fe80::1%eth0/128",
        "::/0/0"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7/32",
    "2001:DB8::/32, 2001:db8:0:0:0:0:0:0/32",
    "::ffff:203.0.113.0/24, 203.0.113.0/24"
  })
  void rangeHasOneForm(String text, String form) {
    assertThat(AddressRange.parse(text).orElseThrow()).hasToString(form);
  }
}
