package city.pishkhan.payments.internal.ledger;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.LedgerReports;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link LedgerReports} on the postings. */
@Component(service = LedgerReports.class)
public final class LedgerReportService implements LedgerReports {
    /** SQL expression by grouping; the values are inserted into the SQL unquoted, so they must be constants */
    private static final Map<String, String> KEYS = Map.of(
            "service", "coalesce(p.service, '')",
            "district", "coalesce(p.district::text, '')",
            "office", "coalesce(p.office, '')",
            "gateway", "coalesce(p.gateway, '')",
            "day", "((e.at at time zone 'Asia/Tehran')::date)::text",
            "account", "p.account");

    private final Tx tx;

    @Activate
    public LedgerReportService(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(LedgerReportService.class, "payments");
    }

    @Override
    public List<Line> report(String by, LocalDate from, LocalDate to) {
        String key = KEYS.get(by);
        if (key == null) {
            throw Refusal.invalid("ledger.by", "by");
        }
        if (to.isBefore(from)) {
            throw Refusal.invalid("ledger.days", "to");
        }
        return tx.required(sql -> sql.createQuery(
                        """
                select %s
                as key,
                count(*) filter (where e.kind = 'receipt' and p.account like 'bank:%%') as receipts,
                coalesce(sum(p.amount) filter (where p.account like 'bank:%%'), 0) as bank,
                coalesce(-sum(p.amount) filter (where p.account like 'income:%%' or p.account = 'rounding'), 0)
                as income, coalesce(-sum(p.amount) filter (where p.account = 'refunds'), 0) as refunds,
                coalesce(-sum(p.amount) filter (where p.account like 'unexplained:%%'), 0) as unexplained,
                coalesce(-sum(p.amount) filter (where p.account like 'offices:%%'), 0) as offices,
                coalesce(sum(p.amount) filter (where p.account like 'expense:%%'), 0) as expenses
                from payments.posting p join payments.ledger_entry e on e.id = p.entry
                where e.at >= :from and e.at < :until group by 1 order by 1"""
                                .formatted(key))
                .bind("from", from.atStartOfDay(PersianDate.TEHRAN).toInstant())
                .bind("until", to.plusDays(1).atStartOfDay(PersianDate.TEHRAN).toInstant())
                .map((row, context) -> new Line(
                        row.getString("key"),
                        row.getLong("receipts"),
                        row.getLong("bank"),
                        row.getLong("income"),
                        row.getLong("refunds"),
                        row.getLong("unexplained"),
                        row.getLong("offices"),
                        row.getLong("expenses")))
                .list());
    }
}
