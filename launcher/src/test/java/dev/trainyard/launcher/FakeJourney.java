package dev.trainyard.launcher;

import java.util.Arrays;

/** A demo that only shows what it was given. */
public final class FakeJourney {

  private FakeJourney() {}

  /** Prints its arguments and whether it has a token. */
  public static void main(String[] arguments) {
    System.out.println("journey " + Arrays.toString(arguments));
    System.out.println("token " + System.getenv("TRAINYARD_TOKEN").equals("hf_fake"));
  }
}
