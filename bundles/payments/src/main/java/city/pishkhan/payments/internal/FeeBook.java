package city.pishkhan.payments.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Fees;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Payments.Duty;
import city.pishkhan.api.Scope;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Fees} as rows. */
@Component(service = Fees.class)
public final class FeeBook implements Fees {
    private static final String READ = "office.fee.read";

    private final Tx tx;
    private final Journal journal;
    private final Access access;

    @Activate
    public FeeBook(@Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, @Reference Access access) {
        this.tx = tx;
        this.journal = journal;
        this.access = access;
        schemas.migrate(FeeBook.class, "payments");
    }

    @Override
    public void owe(Creditor creditor, List<Duty> duties) {
        tx.run(sql -> {
            Instant now = Instant.now();
            for (Duty more : Shares.difference(duties, FeeRows.ordered(sql, creditor))) {
                FeeRows.ordered(sql, creditor, more, now);
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
        access.check(caller, READ);
        Scope scope = access.scope(caller, READ);
        Paging paging = Paging.of(cursor, limit);
        List<Fee> found = tx.required(sql -> sql.createQuery("select * from payments.office_fee"
                        + " where (:wide or office = any(:offices) or district = any(:districts))"
                        + " and (:office::text is null or office = :office)"
                        + " and (:below::uuid is null or id < :below::uuid) order by id desc limit :limit")
                .bind("wide", scope.wide())
                .bindArray("offices", String.class, List.copyOf(scope.tenants("office")))
                .bindArray("districts", Integer.class, scope.districts())
                .bind("office", office)
                .bind("below", paging.from())
                .bind("limit", paging.limit())
                .map((row, context) -> fee(row))
                .list());
        return paging.page(found, Fee::id);
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
                row.getObject("billed", OffsetDateTime.class).toInstant());
    }
}
