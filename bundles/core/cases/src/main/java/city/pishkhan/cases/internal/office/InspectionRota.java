package city.pishkhan.cases.internal.office;

import city.pishkhan.api.governance.Offices.Expert;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Assigns inspections to experts in rotation, so that no one chooses an office. Offices with an interest in the property are excluded. */
public final class InspectionRota {
    private final Tx tx;

    public InspectionRota(Tx tx) {
        this.tx = tx;
    }

    /**
     * Assigns the turn to the expert whose last turn is the oldest. Calls for the same service are serialised until the transaction ends.
     *
     * @param experts experts who may receive a case of the service
     * @return empty if all of them are excluded
     */
    public Optional<Expert> assignNext(String service, String subject, List<Expert> experts, Instant now) {
        return tx.required(sql -> {
            sql.createQuery("select pg_advisory_xact_lock(hashtextextended('turn ' || :service, 0))::text")
                    .bind("service", service)
                    .mapTo(String.class)
                    .one();
            Set<String> concerned = concerned(subject);
            Map<Expert, Instant> given = given(service);
            Optional<Expert> next = experts.stream()
                    .filter(expert -> !concerned.contains(expert.office()))
                    .min(Comparator.comparing((Expert expert) -> given.getOrDefault(expert, Instant.MIN))
                            .thenComparing(Expert::office)
                            .thenComparing(Expert::login));
            next.ifPresent(expert -> sql.createUpdate(
                            "insert into cases.inspection_turn (service, office, expert, assigned_at)"
                                    + " values (:service, :office, :expert, :now)"
                                    + " on conflict (service, office, expert) do update set assigned_at = excluded.assigned_at")
                    .bind("service", service)
                    .bind("office", expert.office())
                    .bind("expert", expert.login())
                    .bind("now", now)
                    .execute());
            return next;
        });
    }

    /** Offices with a present or past case of a citizen for this property, and offices whose expert declared an interest in it. */
    private Set<String> concerned(String subject) {
        return tx.required(sql -> sql
                .createQuery("select unnest(array[office, first_office]) office from cases.case_file"
                        + " where subject = :subject and customer = 'citizen'"
                        + " union select office from cases.interest where subject = :subject")
                .bind("subject", subject)
                .mapTo(String.class)
                .stream()
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    private Map<Expert, Instant> given(String service) {
        return tx.required(sql -> sql.createQuery(
                        "select office, expert, assigned_at from cases.inspection_turn where service = :service")
                .bind("service", service)
                .map((row, context) -> Map.entry(
                        new Expert(row.getString("office"), row.getString("expert")), Instants.of(row, "assigned_at")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
