package dev.trainyard.auth.organisation;

import dev.trainyard.auth.mail.Letter;
import dev.trainyard.auth.mail.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Tells all owners what becomes of their organisation, whoever of them decided it. */
@ApplicationScoped
class OrganisationLetters {

  private static final Duration LIFE = Duration.ofDays(3);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Outbox outbox;
  private final MembershipRepository members;

  OrganisationLetters(Outbox outbox, MembershipRepository members) {
    this.outbox = outbox;
    this.members = members;
  }

  /** An owner to whom mail can go. */
  record Owner(UUID id, String name, String email) {}

  @Transactional(TxType.MANDATORY)
  void asked(OrganisationEntity organisation, String by) {
    tell(
        organisation,
        "organisation-deletion",
        "An organisation of yours at Trainyard will be deleted",
        """
        %s asked for the organisation %s to be deleted. Nobody has rights in it any more, and its
        robots have stopped. On %s it goes for good, with all its datasets, models, jobs and
        deployments.

        Until then every owner can take it back, as can an administrator.
        """
            .formatted(by, organisation.name(), DATE.format(organisation.deletionAt())));
  }

  @Transactional(TxType.MANDATORY)
  void restored(OrganisationEntity organisation, String by) {
    tell(
        organisation,
        "organisation-restored",
        "An organisation of yours at Trainyard stays",
        """
        %s took the deletion of the organisation %s back. Nothing of it is gone, and its members have
        their rights again.
        """
            .formatted(by, organisation.name()));
  }

  private void tell(OrganisationEntity organisation, String kind, String subject, String what) {
    if (!outbox.isOn()) {
      return;
    }
    for (Owner owner : members.owners(organisation.id())) {
      if (Letter.isAddress(owner.email())) {
        String text = "Good day, %s.\n\n%s".formatted(owner.name(), what);
        outbox.put(new Letter(kind, owner.id(), owner.email(), subject, text, LIFE));
      }
    }
  }
}
