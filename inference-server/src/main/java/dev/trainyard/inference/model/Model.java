package dev.trainyard.inference.model;

import dev.trainyard.modelpackage.format.Signature;
import java.util.List;
import java.util.Map;

/** A loaded model that any number of threads may ask at once. */
public interface Model extends AutoCloseable {

  Signature signature();

  /** The name of the runtime, as the protocol reports it. */
  String platform();

  /** Answers checked inputs with all outputs in the order of the signature. */
  List<Tensor> run(Map<String, Tensor> inputs) throws ModelException;

  @Override
  void close();
}
