package dev.trainyard.training.runner;

import java.nio.file.Path;

/** Where a child process of an attempt writes, and how it is known again. */
record AttemptFiles(JobFolder folder, int attempt) {

  Path stdout() {
    return folder.attempt(attempt).resolve("stdout.log");
  }

  Path stderr() {
    return folder.attempt(attempt).resolve("stderr.log");
  }

  Path identity() {
    return folder.attempt(attempt).resolve("process.identity");
  }

  Path checkIdentity() {
    return folder.attempt(attempt).resolve("check.identity");
  }

  Path checkOutput() {
    return folder.attempt(attempt).resolve("check.log");
  }

  Path failure() {
    return folder.output(attempt).resolve("failure");
  }
}
