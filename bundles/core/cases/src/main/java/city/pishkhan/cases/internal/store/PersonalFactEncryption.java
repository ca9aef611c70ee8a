package city.pishkhan.cases.internal.store;

import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.SealedFacts;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Encrypts facts of existing cases that became personal, once per fact. Each batch is a transaction that locks its cases, so that the work
 * can be interrupted and resumed. Several nodes run the batches in turn.
 */
public final class PersonalFactEncryption {
    /** time after which every node knows that a fact is personal and stores it encrypted */
    private static final Duration PROPAGATION_TIME = Duration.ofMinutes(5);

    private static final int BATCH = 50;
    private static final UUID FIRST = new UUID(0, 0);

    private final Tx tx;
    private final Vault vault;

    /** @param erased {@code true} if a person of the case, and with it the case's key, is erased */
    private record Row(UUID id, UUID caseId, String facts, byte[] personal, boolean erased) {}

    public PersonalFactEncryption(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /**
     * Stores the present names of personal facts.
     *
     * @return names of facts that are not encrypted in existing cases yet
     */
    public Set<String> storeNames(Set<String> personal, Instant now) {
        return tx.required(sql -> {
            // a fact that becomes personal again later is encrypted again
            sql.createUpdate("delete from cases.personal_fact where not name = any(:names)")
                    .bindArray("names", String.class, personal)
                    .execute();
            sql.createUpdate("insert into cases.personal_fact (name, since) select unnest(:names), :now"
                            + " on conflict do nothing")
                    .bindArray("names", String.class, personal)
                    .bind("now", at(now))
                    .execute();
            return new TreeSet<>(sql.createQuery("select name from cases.personal_fact where sealed is null")
                    .mapTo(String.class)
                    .list());
        });
    }

    /** Returns those of the names that every node already treats as personal. */
    public Set<String> due(Set<String> names, Instant now) {
        return tx.required(sql -> new TreeSet<>(
                sql.createQuery("select name from cases.personal_fact where name = any(:names) and since <= :known")
                        .bindArray("names", String.class, names)
                        .bind("known", at(now.minus(PROPAGATION_TIME)))
                        .mapTo(String.class)
                        .list()));
    }

    /** @return number of cases whose facts were encrypted */
    public int seal(Set<String> names) {
        int all = 0;
        UUID last = FIRST;
        while (last != null) {
            UUID after = last;
            List<UUID> cases = tx.separate(sql -> sealBatch(sql, names, after));
            all += cases.size();
            last = cases.isEmpty() ? null : cases.get(cases.size() - 1);
        }
        return all;
    }

    public void markSealed(Set<String> names, Instant now) {
        tx.run(sql -> sql.createUpdate("update cases.personal_fact set sealed = :now where name = any(:names)")
                .bindArray("names", String.class, names)
                .bind("now", at(now))
                .execute());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private List<UUID> sealBatch(Handle sql, Set<String> names, UUID after) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('cases.personal-facts', 0))");
        List<Row> cases = sql.createQuery(
                        "select id, id as case_id, facts::text, personal_facts, salt = ''::bytea from cases.case_file c"
                                + " where id > :after and (jsonb_exists_any(facts, :names) or exists (select from cases.inquiry i"
                                + " where i.case_id = c.id and jsonb_exists_any(i.facts, :names))) order by id limit :batch for update")
                .bind("after", after)
                .bind("batch", BATCH)
                .bindArray("names", String.class, names)
                .map((row, context) -> row(row))
                .list();
        List<UUID> ids = cases.stream().map(Row::id).toList();
        List<Row> inquiries = sql.createQuery(
                        "select i.id, i.case_id, i.facts::text, i.personal_facts, c.salt = ''::bytea"
                                + " from cases.inquiry i join cases.case_file c on c.id = i.case_id"
                                + " where i.case_id = any(:cases) and jsonb_exists_any(i.facts, :names) for update of i")
                .bindArray("cases", UUID.class, ids)
                .bindArray("names", String.class, names)
                .map((row, context) -> row(row))
                .list();
        cases.forEach(row -> seal(sql, "case_file", CaseFile.factsPlace(), row, names));
        inquiries.forEach(row -> seal(sql, "inquiry", InquiryEntity.factsPlace(row.id), row, names));
        return ids;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getBytes(4),
                row.getBoolean(5));
    }

    private void seal(Handle sql, String table, String place, Row row, Set<String> names) {
        CaseSeal seal = new CaseSeal(vault, row.caseId);
        Map<String, Object> before = SealedFacts.personal(seal, place, row.personal);
        Set<String> personal = new HashSet<>(names);
        personal.addAll(before.keySet());
        SealedFacts kept = row.erased
                ? SealedFacts.erased(row.facts, names)
                : SealedFacts.of(seal, place, SealedFacts.merge(row.facts, before), personal);
        sql.createUpdate("update cases." + table + " set facts = :open::jsonb, personal_facts = :sealed where id = :id")
                .bind("open", kept.plainJson())
                .bind("sealed", kept.sealed())
                .bind("id", row.id)
                .execute();
    }
}
