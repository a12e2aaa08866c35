package dev.trainyard.gateway;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same behaviour of the packaged gateway. */
@QuarkusIntegrationTest
class FeedIT extends FeedTest {}
