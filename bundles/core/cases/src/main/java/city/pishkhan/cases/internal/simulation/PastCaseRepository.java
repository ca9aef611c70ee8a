package city.pishkhan.cases.internal.simulation;

import city.pishkhan.api.rules.DryRuns.Span;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.model.SealedFacts;
import city.pishkhan.identifiers.PersianDate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Past cases in the order of their opening, read in pages. Read-only. */
final class PastCaseRepository {
    private static final String WHERE = " from cases.case_file where opened >= :from and opened < :until"
            + " and (:service::text is null or service = :service) and (:district::int is null or district = :district)";

    private PastCaseRepository() {}

    /**
     * @param plainFacts latest known facts that are not personal
     * @param sealed     encrypted personal facts, or {@code null}
     */
    record Past(
            UUID id,
            OffsetDateTime opened,
            String number,
            String service,
            String ruleSet,
            Map<String, Object> plainFacts,
            byte[] sealed) {

        /** All facts. Personal facts of erased cases are missing and have no replacement. */
        Map<String, Object> facts(CaseSeal seal) {
            if (sealed == null) {
                return plainFacts;
            }
            Map<String, Object> allFacts = new TreeMap<>(plainFacts);
            allFacts.putAll(SealedFacts.personal(seal, CaseFile.factsPlace(), sealed));
            return allFacts;
        }
    }

    /** Number of cases in the span. Counting stops at {@code max} + 1. */
    static int count(Handle sql, Span span, int max) {
        return bound(sql.createQuery("select count(*) from (select 1" + WHERE + " limit :limit) c"), span)
                .bind("limit", max + 1)
                .mapTo(Integer.class)
                .one();
    }

    /** @param after last case of the previous page, or {@code null} for the first page */
    static List<Past> page(Handle sql, Span span, Past after, int limit) {
        String next = after == null ? "" : " and (opened, id) > (:opened, :id)";
        Query query = bound(
                sql.createQuery("select id, opened, number, service, rule_set, facts::text, personal_facts" + WHERE
                        + next + " order by opened, id limit :limit"),
                span);
        if (after != null) {
            query.bind("opened", after.opened()).bind("id", after.id());
        }
        return query.bind("limit", limit).map((row, context) -> past(row)).list();
    }

    private static Query bound(Query query, Span span) {
        return query.bind("from", midnight(span.from()))
                .bind("until", midnight(span.until().plusDays(1)))
                .bind("service", span.service())
                .bind("district", span.district());
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(PersianDate.TEHRAN).toOffsetDateTime();
    }

    private static Past past(ResultSet row) throws SQLException {
        return new Past(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                FactsJson.map(row.getString(6)),
                row.getBytes(7));
    }
}
