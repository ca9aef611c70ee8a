package city.pishkhan.payments.internal.fees;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.common.BillShares;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Fees} as rows. */
@Component(service = Fees.class)
public final class FeeService implements Fees {
    private static final String READ = "office.fee.read";
    private static final int MOST = 20_000;
    private static final String STATE =
            "case p.state when 'ordered' then 'ordered' when 'done' then 'paid' else 'owed' end as state";

    private final Tx tx;
    private final Journal journal;
    private final Access access;

    @Activate
    public FeeService(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, @Reference Access access) {
        this.tx = tx;
        this.journal = journal;
        this.access = access;
        schemas.migrate(FeeService.class, "payments");
    }

    @Override
    public void owe(Creditor creditor, List<Duty> duties) {
        tx.run(sql -> {
            Instant now = Instant.now();
            for (Duty more : BillShares.difference(duties, FeeRepository.ordered(sql, creditor))) {
                FeeRepository.ordered(sql, creditor, more, now);
                OfficeShare.record(journal, creditor, more.code(), owed(duties, more.code()));
            }
        });
    }

    private static long owed(List<Duty> duties, String code) {
        return duties.stream()
                .filter(duty -> duty.code().equals(code))
                .mapToLong(Duty::amount)
                .sum();
    }

    @Override
    public Page<Fee> list(Caller caller, String office, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Fee> found = tx.required(sql -> within(
                        sql,
                        caller,
                        office,
                        "f.*, " + STATE,
                        "(:below::uuid is null or f.id < :below::uuid) order by f.id desc limit :limit")
                .bind("below", paging.from())
                .bind("limit", paging.limit())
                .map((row, context) -> fee(row))
                .list());
        return paging.page(found, Fee::id);
    }

    @Override
    public Totals totals(Caller caller, String office) {
        String sums = Stream.of("owed", "ordered", "paid")
                .map(state -> "coalesce(sum(f.amount) filter (where " + STATE.replace(" as state", "") + " = '" + state
                        + "'), 0)")
                .collect(Collectors.joining(", "));
        return tx.required(sql -> within(sql, caller, office, sums, "true")
                .map((row, context) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
    }

    @Override
    public List<Fee> billed(Caller caller, String office, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw Refusal.invalid("fee.days", "to");
        }
        List<Fee> found = tx.required(sql -> within(
                        sql,
                        caller,
                        office,
                        "f.*, " + STATE,
                        "f.billed >= :from and f.billed < :until order by f.id limit " + (MOST + 1))
                .bind("from", from.atStartOfDay(PersianDate.TEHRAN).toInstant())
                .bind("until", to.plusDays(1).atStartOfDay(PersianDate.TEHRAN).toInstant())
                .map((row, context) -> fee(row))
                .list());
        if (found.size() > MOST) {
            throw Refusal.invalid("fee.too-many", "from", MOST);
        }
        return found;
    }

    /** Fees within the caller's reach. @param columns and @param further are ours, never a caller's words */
    private Query within(Handle sql, Caller caller, String office, String columns, String further) {
        access.check(caller, READ);
        Scope scope = access.scope(caller, READ);
        return sql.createQuery("select " + columns + " from payments.office_fee f"
                        + " left join payments.payout p on p.id = f.payout"
                        + " where (:wide or f.office = any(:offices) or f.district = any(:districts))"
                        + " and (:office::text is null or f.office = :office) and " + further)
                .bind("wide", scope.wide())
                .bindArray("offices", String.class, List.copyOf(scope.tenants("office")))
                .bindArray("districts", Integer.class, scope.districts())
                .bind("office", office);
    }

    private static Fee fee(ResultSet row) throws SQLException {
        return new Fee(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getString("service"),
                row.getString("office"),
                row.getInt("district"),
                row.getString("code"),
                row.getString("title_en"),
                row.getString("title_fa"),
                row.getLong("amount"),
                row.getObject("billed", OffsetDateTime.class).toInstant(),
                row.getString("state"));
    }
}
