package city.pishkhan.payments.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Fees;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Payments.Duty;
import city.pishkhan.api.Scope;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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
            List<Duty> owed = duties.stream().filter(duty -> duty.amount() > 0).toList();
            owed.stream()
                    .filter(duty -> put(sql, creditor, duty))
                    .forEach(duty -> journal(creditor, duty.code(), duty.amount()));
            drop(sql, creditor, owed.stream().map(Duty::code).toList()).forEach(code -> journal(creditor, code, 0));
        });
    }

    /** @return whether it was not owed so before */
    private static boolean put(Handle sql, Creditor creditor, Duty duty) {
        return sql.createUpdate("insert into payments.office_fee (id, case_id, case_number, service, office,"
                                + " district, code, title_en, title_fa, amount, billed) values (:id, :case, :number,"
                                + " :service, :office, :district, :code, :en, :fa, :amount, :now)"
                                + " on conflict (case_id, office, code) do update set amount = excluded.amount,"
                                + " billed = excluded.billed where office_fee.amount <> excluded.amount")
                        .bind("id", Ids.next())
                        .bind("case", creditor.caseId())
                        .bind("number", creditor.caseNumber())
                        .bind("service", creditor.service())
                        .bind("office", creditor.office())
                        .bind("district", creditor.district())
                        .bind("code", duty.code())
                        .bind("en", duty.titleEn())
                        .bind("fa", duty.titleFa())
                        .bind("amount", duty.amount())
                        .bind("now", Instant.now())
                        .execute()
                == 1;
    }

    /** @return codes of the duties that are owed no more */
    private static List<String> drop(Handle sql, Creditor creditor, List<String> owed) {
        return sql.createQuery("delete from payments.office_fee where case_id = :case and office = :office"
                        + " and code <> all(:owed) returning code")
                .bind("case", creditor.caseId())
                .bind("office", creditor.office())
                .bindArray("owed", String.class, owed)
                .mapTo(String.class)
                .list();
    }

    private void journal(Creditor creditor, String duty, long amount) {
        journal.record(
                creditor.caseId(),
                "fee.owed",
                Caller.HUB,
                Map.of("office", creditor.office(), "duty", duty, "amount", amount));
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
