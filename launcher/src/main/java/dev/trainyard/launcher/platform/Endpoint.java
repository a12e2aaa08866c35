package dev.trainyard.launcher.platform;

/** The two loopback ports of a service. */
record Endpoint(int port, int healthPort) {

  String url() {
    return "http://127.0.0.1:" + port;
  }
}
