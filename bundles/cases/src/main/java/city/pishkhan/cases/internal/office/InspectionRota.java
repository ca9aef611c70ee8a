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

/** Whose turn it is to be given a case: nobody chooses an office, and none that is concerned with the property gets it. */
public final class InspectionRota {
    private final Tx tx;

    public InspectionRota(Tx tx) {
        this.tx = tx;
    }

    /**
     * Gives the turn to whoever had it longest ago. Whoever asks goes on alone: others wait until its transaction has ended.
     *
     * @param experts who may be given a case of the service
     * @return empty if each of them is concerned
     */
    public Optional<Expert> next(String service, String subject, List<Expert> experts, Instant now) {
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
            next.ifPresent(expert -> sql.createUpdate("insert into cases.turn (service, office, expert, given)"
                            + " values (:service, :office, :expert, :now)"
                            + " on conflict (service, office, expert) do update set given = excluded.given")
                    .bind("service", service)
                    .bind("office", expert.office())
                    .bind("expert", expert.login())
                    .bind("now", now)
                    .execute());
            return next;
        });
    }

    /** Offices that citizens had or have a case of this property at, or an expert of which declared an interest in it. */
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
                        "select office, expert, given from cases.turn where service = :service")
                .bind("service", service)
                .map((row, context) -> Map.entry(
                        new Expert(row.getString("office"), row.getString("expert")), Instants.of(row, "given")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
