package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.registration.InvitationEntity.Terms;
import dev.trainyard.auth.registration.InvitationRepository.Viewer;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.NamespaceRole;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Invitations to register. Administrators invite to anything, owners of an organisation into their
 * organisation.
 */
@ApplicationScoped
class Invitations {

  private static final String PURPOSE = "invitation";

  private final InvitationRepository invitations;
  private final Organisations organisations;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final LinkSecrets secrets;
  private final InvitationLetters letters;

  Invitations(
      InvitationRepository invitations,
      Organisations organisations,
      Accounts accounts,
      AuditTrail audit,
      LinkSecrets secrets,
      InvitationLetters letters) {
    this.invitations = invitations;
    this.organisations = organisations;
    this.accounts = accounts;
    this.audit = audit;
    this.secrets = secrets;
    this.letters = letters;
  }

  /** Throws unless the caller may make this invitation. */
  @Transactional
  void requireInviter(Caller caller, CreateInvitationRequest request) {
    accounts.require(caller);
    terms(caller, request);
  }

  @Transactional
  InvitationResponse create(Caller caller, CreateInvitationRequest request) {
    Account inviter = accounts.require(caller);
    Terms terms = terms(caller, request);
    String token = OpaqueSecret.generate();
    Instant now = secrets.now();
    Duration life = Duration.ofDays(request.expiresInDays());
    var invitation =
        new InvitationEntity(
            secrets.hash(PURPOSE, token), terms, inviter.id(), now, now.plus(life));
    invitations.persist(invitation);
    letters.send(inviter, terms.email(), token, life);
    audit.success(Actor.of(caller), AuditAction.INVITATION_CREATE, invitation.id(), Map.of());
    return response(invitation, token);
  }

  @Transactional
  Page<InvitationResponse> list(Caller caller, Cursor cursor, int limit) {
    return Page.of(
        invitations.listAfter(viewer(caller), secrets.now(), cursor, limit + 1),
        limit,
        invitation -> response(invitation, null),
        invitation -> Cursor.of(invitation.createdAt(), invitation.id()));
  }

  @Transactional
  void revoke(Caller caller, UUID id) {
    Viewer viewer = viewer(caller);
    InvitationEntity invitation =
        invitations
            .findByIdOptional(id)
            .filter(found -> mayRevoke(viewer, found))
            .orElseThrow(() -> ProblemException.notFound("Invitation", id));
    invitations.delete(invitation);
    audit.success(Actor.of(caller), AuditAction.INVITATION_REVOKE, id, Map.of());
  }

  /** The terms of a valid invitation, or 403; nobody gets into what waits for its deletion. */
  @Transactional
  Terms require(String token) {
    return valid(token).terms();
  }

  /** Uses the invitation up, or 403 when somebody was faster. */
  @Transactional(TxType.MANDATORY)
  void accept(String token) {
    if (!invitations.consume(valid(token).id())) {
      throw refused();
    }
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    invitations.delete("createdBy", event.accountId());
  }

  private InvitationEntity valid(String token) {
    return invitations
        .valid(secrets.hashes(PURPOSE, token), secrets.now())
        .filter(found -> leadsSomewhere(found.terms()))
        .orElseThrow(Invitations::refused);
  }

  private boolean leadsSomewhere(Terms terms) {
    return terms.organisation() == null || organisations.isAlive(terms.organisation());
  }

  private Terms terms(Caller caller, CreateInvitationRequest request) {
    String email = request.email() == null ? null : Profile.email(request.email());
    String platformRole = Optional.ofNullable(request.platformRole()).orElse("");
    if (!List.of("", Caller.ADMIN, Caller.AUDITOR).contains(platformRole)) {
      throw ProblemException.invalid("platformRole", "must be admin or auditor");
    }
    boolean administrator = accounts.isAdministrator(caller);
    if (!platformRole.isEmpty() && !administrator) {
      throw ProblemException.forbidden("Only an administrator can give a platform role");
    }
    if (request.organisation() == null) {
      if (!administrator) {
        throw ProblemException.forbidden(
            "Only an administrator can invite to the platform; owners invite into their"
                + " organisation");
      }
      if (request.role() != null) {
        throw ProblemException.invalid("role", "needs an organisation");
      }
      return new Terms(
          email,
          null,
          null,
          platformRole.equals(Caller.ADMIN),
          platformRole.equals(Caller.AUDITOR));
    }
    UUID organisation = organisations.requireOwned(caller, request.organisation());
    return new Terms(
        email,
        organisation,
        request.role() == null ? NamespaceRole.READER : request.role(),
        platformRole.equals(Caller.ADMIN),
        platformRole.equals(Caller.AUDITOR));
  }

  private Viewer viewer(Caller caller) {
    UUID account = accounts.require(caller).id();
    return new Viewer(accounts.isAdministrator(caller), account, organisations.ownedBy(account));
  }

  private static boolean mayRevoke(Viewer viewer, InvitationEntity invitation) {
    return viewer.all()
        || invitation.createdBy().equals(viewer.account())
        || (invitation.terms().organisation() != null
            && viewer.owned().contains(invitation.terms().organisation()));
  }

  private InvitationResponse response(InvitationEntity invitation, String token) {
    Terms terms = invitation.terms();
    String platformRole = terms.auditor() ? Caller.AUDITOR : null;
    return new InvitationResponse(
        invitation.id(),
        token,
        terms.email(),
        terms.organisation() == null ? null : organisations.nameOf(terms.organisation()),
        terms.role(),
        terms.admin() ? Caller.ADMIN : platformRole,
        invitation.createdAt(),
        invitation.expiresAt());
  }

  private static ProblemException refused() {
    return ProblemException.forbidden("The invitation was used, has expired or was withdrawn");
  }
}
