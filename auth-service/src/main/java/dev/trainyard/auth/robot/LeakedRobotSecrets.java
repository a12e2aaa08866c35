package dev.trainyard.auth.robot;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.leak.RevocableSecrets;
import dev.trainyard.auth.leak.TokenLeaked;
import dev.trainyard.auth.secret.TokenFormat;
import dev.trainyard.auth.token.PersonalTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** Lets whoever holds a robot's secret end that secret; the robot's other one goes on. */
@ApplicationScoped
class LeakedRobotSecrets implements RevocableSecrets {

  private final RobotSecretRepository secrets;
  private final Robots robots;
  private final DerivedKeys keys;

  LeakedRobotSecrets(RobotSecretRepository secrets, Robots robots, DerivedKeys keys) {
    this.secrets = secrets;
    this.robots = robots;
    this.keys = keys;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public Optional<TokenLeaked> revoke(String secret) {
    return TokenFormat.ACCESS.isWellFormed(secret)
        ? secrets
            .find("secretHash in ?1", keys.hashes(PersonalTokens.PURPOSE, secret))
            .firstResultOptional()
            .map(this::end)
        : Optional.empty();
  }

  private TokenLeaked end(RobotSecretEntity secret) {
    Robots.KnownRobot known = robots.find(secret.robotId()).orElseThrow();
    secrets.delete(secret);
    String fullName = known.robot().fullName();
    return new TokenLeaked(
        known.organisation(),
        fullName.substring(0, fullName.indexOf('+')),
        known.robot().id(),
        fullName);
  }
}
