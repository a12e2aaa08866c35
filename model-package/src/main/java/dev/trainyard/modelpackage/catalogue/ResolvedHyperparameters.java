package dev.trainyard.modelpackage.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every hyperparameter of a trainer with its checked value, in the order of the catalogue. */
public final class ResolvedHyperparameters {

  private final Map<String, Object> values;

  ResolvedHyperparameters(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public Map<String, Object> values() {
    return values;
  }

  public int integer(String name) {
    return (Integer) known(name);
  }

  public double number(String name) {
    return (Double) known(name);
  }

  public boolean flag(String name) {
    return (Boolean) known(name);
  }

  public String choice(String name) {
    return (String) known(name);
  }

  private Object known(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no hyperparameter " + name);
    }
    return value;
  }
}
