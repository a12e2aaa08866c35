package dev.trainyard.trainer.learn;

/** Remembers the best validation loss and when to give up; patience 0 never gives up. */
public final class EarlyStop {

  private final int patience;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestRound;
  private int stale;

  public EarlyStop(int patience) {
    this.patience = patience;
  }

  /** Takes the loss after a round (from one) and says whether it is the best so far. */
  public boolean observe(int round, double loss) {
    if (loss < bestLoss) {
      bestLoss = loss;
      bestRound = round;
      stale = 0;
      return true;
    }
    stale++;
    return false;
  }

  public boolean isOver() {
    return patience > 0 && stale >= patience;
  }

  public int bestRound() {
    return bestRound;
  }

  public double bestLoss() {
    return bestLoss;
  }

  public int stale() {
    return stale;
  }

  public void restore(double loss, int round, int roundsSince) {
    bestLoss = loss;
    bestRound = round;
    stale = roundsSince;
  }
}
