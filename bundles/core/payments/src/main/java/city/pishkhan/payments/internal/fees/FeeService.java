package city.pishkhan.payments.internal.fees;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.common.BillShares;
import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link Fees} on the table {@code payments.office_fee}. */
@Component(service = Fees.class)
public final class FeeService implements Fees {
    private static final String READ = "office.fee.read";
    private static final int MOST = 20_000;
    private static final String STATE =
            "case p.state when 'ordered' then 'ordered' when 'done' then 'paid' else 'owed' end";
    private static final String FROM = " from payments.office_fee f left join payments.payout p on p.id = f.payout";
    /**
     * SQL that reads payouts, and fees that are in no payout yet. One statement reads both, because a fee may be added
     * to a payout between two statements.
     */
    private static final String OWED = " from (select office, amount, state from payments.payout union all"
            + " select office, amount, null from payments.office_fee where payout is null) p";

    private static final String FEES = "select f.*, " + STATE + " as state" + FROM;

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
    public void recordFees(Creditor creditor, List<Duty> duties) {
        tx.run(sql -> {
            Instant now = Instant.now();
            for (Duty more : BillShares.difference(duties, FeeRepository.totalOrdered(sql, creditor))) {
                FeeRepository.recordOrdered(sql, creditor, more, now);
                OfficeShare.record(
                        journal,
                        creditor,
                        Map.of("duty", more.code(), "amount", more.amount(), "total", owed(duties, more.code())));
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
        List<Fee> found = tx.required(sql -> scopeConditions(scope(caller), office)
                .below("f.id", paging.from())
                .query(sql, FEES, "order by f.id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> fee(row))
                .list());
        return paging.page(found, Fee::id);
    }

    /**
     * Sums the amounts owed, ordered and paid. For offices these are the sums of payouts and of fees without a payout,
     * because payouts are few. Payouts have no district and no duty, so for districts and experts all fees are summed.
     */
    @Override
    public Totals totals(Caller caller, String office) {
        Scope scope = scope(caller);
        boolean byFees = !scope.hasAllOwners() && (!scope.districts().isEmpty() || isExpertOnly(scope));
        return tx.required(sql -> (byFees
                        ? scopeConditions(scope, office).query(sql, "select " + sums("f.amount") + FROM, "")
                        : ofOffices(scope, office).query(sql, "select " + sums("p.amount") + OWED, ""))
                .map((row, context) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
    }

    private static String sums(String amount) {
        return Stream.of("owed", "ordered", "paid")
                .map(state -> "coalesce(sum(" + amount + ") filter (where " + STATE + " = '" + state + "'), 0)")
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<Fee> listBilled(Caller caller, String office, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw Refusal.invalid("fee.days", "to");
        }
        List<Fee> found = tx.required(sql -> scopeConditions(scope(caller), office)
                .and(
                        "f.billed >= :from",
                        "from",
                        from.atStartOfDay(PersianDate.TEHRAN).toInstant())
                .and(
                        "f.billed < :until",
                        "until",
                        to.plusDays(1).atStartOfDay(PersianDate.TEHRAN).toInstant())
                .query(sql, FEES, "order by f.id limit " + (MOST + 1))
                .map((row, context) -> fee(row))
                .list());
        if (found.size() > MOST) {
            throw Refusal.invalid("fee.too-many", "from", MOST);
        }
        return found;
    }

    private Scope scope(Caller caller) {
        access.check(caller, READ);
        return access.scope(caller, READ);
    }

    /**
     * Returns conditions for the fees in the caller's scope.
     *
     * @param office code of an office, or {@code null} for all offices
     */
    private static Conditions scopeConditions(Scope scope, String office) {
        Conditions conditions = new Conditions();
        if (isExpertOnly(scope)) {
            conditions
                    .oneOf("f.office", "offices", List.copyOf(scope.tenants("expert")))
                    .and("f.code <> :fee", "fee", Payments.OFFICE_FEE);
        } else if (!scope.hasAllOwners()) {
            conditions.eitherOf("f.office", List.copyOf(scope.tenants("office")), "f.district", scope.districts());
        }
        return conditions.and("f.office = :office", "office", office);
    }

    /** Returns {@code true} for callers who may only see the fees of inspections, not the office's shares of fees paid by citizens. */
    private static boolean isExpertOnly(Scope scope) {
        return !scope.hasAllOwners()
                && scope.tenants("office").isEmpty()
                && scope.districts().isEmpty()
                && !scope.tenants("expert").isEmpty();
    }

    private static Conditions ofOffices(Scope scope, String office) {
        Conditions conditions = new Conditions();
        if (!scope.hasAllOwners()) {
            conditions.oneOf("p.office", "offices", List.copyOf(scope.tenants("office")));
        }
        return conditions.and("p.office = :office", "office", office);
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
