package dev.trainyard.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Mann-Whitney U test of two samples: does one of them tend to be larger? It compares ranks, so
 * outliers of a busy machine weigh no more than any other value, and no distribution is assumed.
 *
 * @param u of the first sample: pairs in which it is the larger one, ties counted half
 * @param p two-sided, by the normal approximation with corrections for ties and continuity
 * @param effect rank-biserial correlation: 0 no difference, 1 or -1 complete separation
 */
record MannWhitney(double u, double p, double effect) {

  static MannWhitney of(double[] first, double[] second) {
    int n1 = first.length;
    int n2 = second.length;
    double[] all = new double[n1 + n2];
    System.arraycopy(first, 0, all, 0, n1);
    System.arraycopy(second, 0, all, n1, n2);
    Arrays.sort(all);
    double ranks = 0;
    for (double value : first) {
      ranks += rank(all, value);
    }
    double u = ranks - n1 * (n1 + 1) / 2.0;
    double mean = n1 * (double) n2 / 2;
    double n = n1 + n2;
    double deviation = Math.sqrt(n1 * (double) n2 / 12 * (n + 1 - ties(all) / (n * (n - 1))));
    double z = deviation == 0 ? 0 : Math.max(0, Math.abs(u - mean) - 0.5) / deviation;
    return new MannWhitney(u, 2 * upperTail(z), 2 * u / (n1 * (double) n2) - 1);
  }

  Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("test", "Mann-Whitney U, two-sided");
    summary.put("u", u);
    summary.put("p", Math.round(p * 10_000) / 10_000.0);
    summary.put("rankBiserial", Math.round(effect * 10_000) / 10_000.0);
    return summary;
  }

  /** The mean of the ranks that equal values share, from 1. */
  private static double rank(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    int begin = at;
    while (begin > 0 && sorted[begin - 1] == value) {
      begin--;
    }
    int end = at;
    while (end < sorted.length - 1 && sorted[end + 1] == value) {
      end++;
    }
    return (begin + end) / 2.0 + 1;
  }

  private static double ties(double[] sorted) {
    double sum = 0;
    int begin = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[begin]) {
        double equal = i - begin;
        sum += equal * equal * equal - equal;
        begin = i;
      }
    }
    return sum;
  }

  /**
   * How often a standard normal value is larger; Abramowitz and Stegun 26.2.17, error below 1e-7.
   */
  private static double upperTail(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.min(0.5, Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial);
  }
}
