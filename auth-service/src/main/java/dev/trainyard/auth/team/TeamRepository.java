package dev.trainyard.auth.team;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link TeamEntity} and the rows of its members. Transactions belong to callers. */
@ApplicationScoped
class TeamRepository implements PanacheRepositoryBase<TeamEntity, UUID> {

  Optional<TeamEntity> of(UUID organisation, String name) {
    return find("organisationId = ?1 and name = ?2", organisation, name).firstResultOptional();
  }

  /** Teams with their number of members, names strictly after {@code afterName}: two statements. */
  List<TeamResponse> listAfter(UUID organisation, String afterName, int rows) {
    List<TeamEntity> teams =
        find("organisationId = ?1 and name > ?2 order by name", organisation, afterName)
            .page(0, rows)
            .list();
    Map<UUID, Long> members = members(teams.stream().map(TeamEntity::id).toList());
    return teams.stream()
        .map(team -> team.toResponse(members.getOrDefault(team.id(), 0L)))
        .toList();
  }

  private Map<UUID, Long> members(List<UUID> teams) {
    Map<UUID, Long> members = new HashMap<>();
    if (!teams.isEmpty()) {
      String select =
          "SELECT team_id, count(*) FROM team_member WHERE team_id IN (:teams) GROUP BY team_id";
      for (Object row :
          getEntityManager()
              .createNativeQuery(select, Tuple.class)
              .setParameter("teams", teams)
              .getResultList()) {
        Tuple count = (Tuple) row;
        members.put(count.get(0, UUID.class), count.get(1, Long.class));
      }
    }
    return members;
  }

  long members(TeamEntity team) {
    return ((Number)
            sql("SELECT count(*) FROM team_member WHERE team_id = :team", team).getSingleResult())
        .longValue();
  }

  /** Adds a member of the organisation; false when he is in the team already. */
  boolean add(TeamEntity team, UUID account, Instant since) {
    return sql(
                "INSERT INTO team_member (team_id, account_id, organisation_id, since)"
                    + " VALUES (:team, :account, :organisation, :since) ON CONFLICT DO NOTHING",
                team)
            .setParameter("account", account)
            .setParameter("organisation", team.organisationId())
            .setParameter("since", since)
            .executeUpdate()
        == 1;
  }

  boolean remove(TeamEntity team, UUID account) {
    return sql("DELETE FROM team_member WHERE team_id = :team AND account_id = :account", team)
            .setParameter("account", account)
            .executeUpdate()
        == 1;
  }

  /** Members by name, strictly after {@code afterName}. */
  List<TeamMemberResponse> membersAfter(TeamEntity team, String afterName, int rows) {
    String select =
        "SELECT a.name, a.display_name, m.since FROM team_member m"
            + " JOIN account a ON a.id = m.account_id"
            + " WHERE m.team_id = :team AND a.name > :after ORDER BY a.name";
    List<TeamMemberResponse> members = new ArrayList<>();
    for (Object row :
        getEntityManager()
            .createNativeQuery(select, Tuple.class)
            .setParameter("team", team.id())
            .setParameter("after", afterName)
            .setMaxResults(rows)
            .getResultList()) {
      members.add(member((Tuple) row));
    }
    return members;
  }

  private static TeamMemberResponse member(Tuple row) {
    return new TeamMemberResponse(
        row.get(0, String.class), row.get(1, String.class), row.get(2, Instant.class));
  }

  private Query sql(String statement, TeamEntity team) {
    return getEntityManager().createNativeQuery(statement).setParameter("team", team.id());
  }
}
