package dev.trainyard.auth.robot;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.TokenFormat;
import dev.trainyard.auth.token.PersonalTokens;
import dev.trainyard.commons.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The secrets of robots, at most two of one alive: the new one is put in place while the old one
 * still works. Callers hold the robot's lock.
 */
@ApplicationScoped
class RobotSecrets {

  private static final Duration OVERLAP = Duration.ofHours(24);

  private final RobotSecretRepository secrets;
  private final DerivedKeys keys;
  private final Clock clock;

  RobotSecrets(RobotSecretRepository secrets, DerivedKeys keys, Clock clock) {
    this.secrets = secrets;
    this.keys = keys;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  Instant inDays(int days) {
    return clock.instant().plus(Duration.ofDays(days));
  }

  /** A further secret, which lives as long as the robot; shown this once. */
  @Transactional(TxType.MANDATORY)
  RobotResponse.Secret add(RobotEntity robot) {
    String secret = TokenFormat.ACCESS.generate();
    var entity =
        new RobotSecretEntity(
            robot.id(),
            keys.hash(PersonalTokens.PURPOSE, secret),
            TokenFormat.ACCESS.hint(secret),
            clock.instant(),
            robot.expiresAt());
    secrets.persistAndFlush(entity);
    return entity.toResponse(secret);
  }

  /** As {@link #add}; of the others the newest lives another day and the rest ends now. */
  @Transactional(TxType.MANDATORY)
  RobotResponse.Secret rotate(RobotEntity robot) {
    Instant now = clock.instant();
    List<RobotSecretEntity> live = secrets.live(List.of(robot.id()), now);
    live.stream().limit(1).forEach(newest -> newest.endBy(now.plus(OVERLAP)));
    live.stream().skip(1).forEach(secrets::delete);
    return add(robot);
  }

  @Transactional(TxType.MANDATORY)
  void end(RobotEntity robot, UUID id) {
    if (secrets.delete("id = ?1 and robotId = ?2", id, robot.id()) == 0) {
      throw ProblemException.notFound("Secret", id);
    }
  }

  /** Live secrets by robot, newest first. */
  @Transactional(TxType.MANDATORY)
  Map<UUID, List<RobotResponse.Secret>> live(Collection<UUID> robots) {
    return secrets.live(robots, clock.instant()).stream()
        .collect(
            Collectors.groupingBy(
                RobotSecretEntity::robotId,
                Collectors.mapping(secret -> secret.toResponse(null), Collectors.toList())));
  }
}
