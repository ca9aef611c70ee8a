package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores appeals against sanctions, each under the id of its sanction. Every method needs a transaction. */
final class AppealRepository {

    /** @param by login that filed the appeal */
    record Filed(Instant at, String by) {}

    private AppealRepository() {}

    static void add(Handle sql, UUID decision, Filed filed) {
        sql.createUpdate("insert into governance.appeal (decision, filed, filed_by) values (:decision, :at, :by)")
                .bind("decision", decision)
                .bind("at", filed.at().atOffset(ZoneOffset.UTC))
                .bind("by", filed.by())
                .execute();
    }

    static Optional<Filed> filed(Handle sql, @Nullable UUID decision) {
        return sql.createQuery("select filed, filed_by from governance.appeal where decision = :decision")
                .bind("decision", decision)
                .map((row, context) ->
                        new Filed(row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2)))
                .findOne();
    }

    static Map<UUID, Instant> all(Handle sql) {
        Map<UUID, Instant> all = new HashMap<>();
        sql.createQuery("select decision, filed from governance.appeal")
                .map((row, context) -> Map.entry(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .forEach(filed -> all.put(filed.getKey(), filed.getValue()));
        return all;
    }

    /** Returns the adopted decision on the appeal against a sanction. */
    static Optional<Decision> decided(Handle sql, @Nullable UUID decision) {
        return sql.createQuery("select id from governance.decision where kind = 'APPEAL' and state = 'adopted'"
                        + " and (terms::jsonb ->> 'appeal')::uuid = :decision order by signed limit 1")
                .bind("decision", decision)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(id -> DecisionRepository.find(sql, id));
    }
}
