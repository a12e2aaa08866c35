package dev.trainyard.modelpackage.format;

/** The tensor types of the Open Inference Protocol that model packages use. */
public enum Datatype {
  BOOL,
  INT64,
  FP32,
  BYTES
}
