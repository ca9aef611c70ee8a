package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.cases.Inquiries.Load;
import city.pishkhan.api.cases.Inquiries.Row;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Inquiries by plain SQL as the operator sees them: how many each agency owes, and which. What they show is not read. */
final class InquiryOverview {
    private final Tx tx;

    InquiryOverview(Tx tx) {
        this.tx = tx;
    }

    List<Load> loads() {
        return tx.required(sql -> sql.createQuery("select agency,"
                        + " count(*) filter (where state = 'QUEUED') queued,"
                        + " count(*) filter (where state = 'DISPATCHED') dispatched,"
                        + " count(*) filter (where state = 'DELIVERED') delivered,"
                        + " min(asked) oldest,"
                        + " count(*) filter (where escalated is not null and (delivered is null or unreached_since is not null)) overdue,"
                        + " min(coalesce(unreached_since, case when delivered is null and escalated is not null then asked end)) unreached,"
                        // a deadline in working days names the calendar that it was counted by
                        + " count(*) filter (where due is null and calendar is not null and delivered is not null) undated"
                        + " from cases.inquiry"
                        + " where state in ('QUEUED', 'DISPATCHED', 'DELIVERED') group by agency order by agency")
                .map((row, context) -> new Load(
                        row.getString("agency"),
                        row.getLong("queued"),
                        row.getLong("dispatched"),
                        row.getLong("delivered"),
                        Instants.of(row, "oldest"),
                        row.getLong("overdue"),
                        Instants.of(row, "unreached"),
                        row.getLong("undated")))
                .list());
    }

    Page<Row> list(String agency, String state, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        Conditions conditions =
                new Conditions().and("i.agency = :agency", "agency", agency).below("i.id", paging.from());
        if (state != null) {
            InquiryState known = Stream.of(InquiryState.values())
                    .filter(one -> one.name().equalsIgnoreCase(state))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                return paging.page(List.of(), Row::id);
            }
            conditions.constant("i.state", known);
        }
        List<Row> found = tx.required(sql -> conditions
                .query(
                        sql,
                        "select i.id, c.number, i.agency, i.state, i.attempts, i.last_error, i.asked, i.due"
                                + " from cases.inquiry i join cases.case_file c on c.id = i.case_id",
                        "order by i.id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("agency"),
                        row.getString("state").toLowerCase(Locale.ROOT),
                        row.getInt("attempts"),
                        row.getString("last_error"),
                        Instants.of(row, "asked"),
                        Instants.of(row, "due")))
                .list());
        return paging.page(found, Row::id);
    }
}
