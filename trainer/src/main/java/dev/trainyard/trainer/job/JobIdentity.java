package dev.trainyard.trainer.job;

import dev.trainyard.trainer.TrainerVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One digest over all that decides the result: data, columns, settings, seed, and code. */
public record JobIdentity(String digest) {

  public static JobIdentity of(JobDocument job, TrainerVersion version, int threads) {
    String essence =
        String.join(
            "\n",
            version.toString(),
            job.task().wireName(),
            job.columns().toString(),
            job.shares().toString(),
            job.hyperparameters().values().toString(),
            Long.toString(job.run().seed()),
            job.channel().format().toString(),
            job.channel().columns().toString(),
            job.channel().origin().sha256(),
            "threads=" + threads);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return new JobIdentity(
          HexFormat.of().formatHex(digest.digest(essence.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
