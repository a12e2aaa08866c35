package dev.trainyard.auth.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Every setting of the auth service; nothing else reads configuration by key. */
@ConfigMapping(prefix = "trainyard.auth")
public interface AuthConfig {

  /** Base URL at which the other services reach this one; not used by the service itself. */
  Optional<String> url();

  /** Origin that users see, for links; without one, that of the request at hand. */
  Optional<URI> publicUrl();

  /** Wraps the private signing keys: at least 32 random bytes in base64url. */
  Optional<String> jwtSecret();

  /** Roots cookies, credential hashes and the password pepper: at least 32 bytes in base64url. */
  Optional<String> sessionSecret();

  /**
   * The session secret before the present one: what it rooted stays valid and moves to the present
   * one when it is next used (sessions, tokens, passwords, second factors, links).
   */
  Optional<String> previousSessionSecret();

  /** Who may register without an invitation. */
  @WithDefault("closed")
  RegistrationMode registration();

  /**
   * Where set, only addresses of these domains may register without an invitation, and each has to
   * confirm itself by a mailed link first.
   */
  Optional<Set<String>> mailDomains();

  /** False only for plain HTTP on a loopback address, where browsers refuse secure cookies. */
  @WithDefault("true")
  boolean cookieSecure();

  Keys keys();

  Sessions sessions();

  Hashing hashing();

  Limits limits();

  Audit audit();

  SecondFactor secondFactor();

  MailConfig mail();

  /** Time between the decision to erase a person and the first service: open requests end. */
  @WithDefault("PT30S")
  Duration erasureDelay();

  /** How long people can take back that their account is deleted. */
  @WithDefault("P14D")
  @DurationMin(seconds = 1)
  Duration deletionGrace();

  /** How often accounts are looked for whose time has come; {@code off} does not. */
  @WithDefault("PT1H")
  String deletionEvery();

  /** How often erasures that are due are carried out; {@code off} does not. */
  @WithDefault("PT10S")
  String erasureEvery();

  /** How often exports that are due are made; {@code off} does not. */
  @WithDefault("PT10S")
  String exportEvery();

  Peers peers();

  /** Signing keys and the tokens signed with them. */
  interface Keys {

    /** Life of an access token. */
    @WithDefault("PT15M")
    Duration accessTokenLife();

    /** Age at which the active key is replaced. */
    @WithDefault("P30D")
    Duration rotateAfter();

    /** How long a new key is published before it signs, so that every verifier knows it. */
    @WithDefault("PT15M")
    Duration publishBefore();

    /** How long a retired key stays published: life of a token, clock skew and an hour. */
    @WithDefault("PT1H20M")
    Duration keepRetired();

    /** How often each replica looks at the keys. */
    @WithDefault("PT15S")
    Duration checkEvery();
  }

  /** Browser sessions. */
  interface Sessions {

    /** A session unused for this long is over. */
    @WithDefault("P7D")
    Duration idle();

    /** A session older than this is over. */
    @WithDefault("P30D")
    Duration absolute();

    /** Sessions of one account; a further one ends the oldest. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int perAccount();
  }

  /** Password hashing, which costs about 30 ms of one core and 19 MiB each. */
  interface Hashing {

    /** Hashes that may wait for a core. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int queue();

    /** How long a request waits for its hash before it is told to come again. */
    @WithDefault("PT2S")
    Duration waitAtMost();
  }

  /** Protection against guessing, shared by all replicas. */
  interface Limits {

    /** A refused sign-in is answered after a whole number of these. */
    @WithDefault("PT0.2S")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 2)
    Duration refusalStep();

    /** Failed sign-ins to one account before each further one has to wait. */
    @WithDefault("5")
    @Min(1)
    int failuresPerAccount();

    /** Failed sign-ins from one address within ten minutes. */
    @WithDefault("50")
    @Min(1)
    int failuresPerAddress();

    /** Failed sign-ins from one network (IPv4 /24, IPv6 /48) within ten minutes. */
    @WithDefault("500")
    @Min(1)
    int failuresPerNetwork();

    /** Registrations from one address within an hour. */
    @WithDefault("60")
    @Min(1)
    int registrationsPerAddress();
  }

  /** The audit trail. */
  interface Audit {

    /** How often the ends of the chains are signed. */
    @WithDefault("PT5M")
    Duration sealEvery();

    /**
     * File that each seal is appended to, best on storage that the database's administrator cannot
     * change; seals are in the log and in the database anyway.
     */
    Optional<Path> sealFile();

    /**
     * For {@code verify-audit}: file to write the sealed ends of the other services' trails to,
     * which hold them against their own chains.
     */
    Optional<Path> endsFile();

    /** How often the entries of the other services are collected; {@code off} does not. */
    @WithDefault("PT5S")
    String collectEvery();
  }

  /** Where the other services are reached, each without a path. */
  interface Peers {

    Optional<URI> dataset();

    Optional<URI> model();

    Optional<URI> training();
  }

  /** Who must have a second factor; owners of organisations decide for their members. */
  interface SecondFactor {

    /** Whether an administrator without one is a plain user until he has enrolled. */
    @WithDefault("false")
    boolean administrators();
  }
}
