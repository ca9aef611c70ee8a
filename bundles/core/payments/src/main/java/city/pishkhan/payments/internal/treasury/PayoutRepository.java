package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.money.Payouts.Payout;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.persistence.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code payments.payout}, and the assignment of fees to payouts. */
final class PayoutRepository {
    private static final String SELECT =
            "select p.*, (select count(*) from payments.office_fee f where f.payout = p.id)"
                    + " as fees from payments.payout p";

    private PayoutRepository() {}

    /** A fee that is not in a payout yet. */
    record Unpaid(UUID id, long amount) {}

    /** Locks and returns the fees of an office that are in no payout, so that no concurrent transaction gathers them. */
    static List<Unpaid> unpaid(Handle sql, String office) {
        return sql.createQuery("select id, amount from payments.office_fee where office = :office and payout is null"
                        + " order by id for update")
                .bind("office", office)
                .map((row, context) -> new Unpaid(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
    }

    static UUID put(Handle sql, String office, long amount, List<UUID> fees, Instant now) {
        UUID id = Ids.next();
        sql.createUpdate("insert into payments.payout (id, office, amount, state, created)"
                        + " values (:id, :office, :amount, 'due', :now)")
                .bind("id", id)
                .bind("office", office)
                .bind("amount", amount)
                .bind("now", now)
                .execute();
        sql.createUpdate("update payments.office_fee set payout = :id where id = any(:fees)")
                .bind("id", id)
                .bindArray("fees", UUID.class, fees)
                .execute();
        return id;
    }

    static List<Payout> list(Handle sql, @Nullable String state, @Nullable UUID below, int limit) {
        return new Conditions()
                .and("p.state = :state", "state", state)
                .below("p.id", below)
                .query(sql, SELECT, "order by p.id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> payout(row))
                .list();
    }

    /** Locks and returns a payout. */
    static Optional<Payout> lock(Handle sql, UUID id) {
        return sql.createQuery(SELECT + " where p.id = :id for update of p")
                .bind("id", id)
                .map((row, context) -> payout(row))
                .findOne();
    }

    static void setPayingAccount(Handle sql, UUID id, String gateway, String terminal) {
        sql.execute("update payments.payout set gateway = ?, terminal = ? where id = ?", gateway, terminal, id);
    }

    /** Returns {@code true} if the treasury ever approved the merchant account. */
    static boolean isApprovedMerchant(Handle sql, String gateway, String terminal) {
        return sql.createQuery("select exists (select from payments.merchant m join payments.merchant_decision d"
                        + " on d.fingerprint = m.fingerprint and d.state = 'approved'"
                        + " where m.gateway = :gateway and m.terminal = :terminal)")
                .bind("gateway", gateway)
                .bind("terminal", terminal)
                .mapTo(Boolean.class)
                .one();
    }

    /** Locks the bank account, so that no concurrent transaction orders transfers from it. */
    static void lock(Handle sql, String gateway, String terminal) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", DoubleEntryLedger.bank(gateway, terminal));
    }

    /** Returns the balance of a bank account in rial by the ledger, minus transfers that are ordered but not done. */
    static long funds(Handle sql, String gateway, String terminal) {
        String leaving = "(select coalesce(sum(amount), 0) from payments.%s where state = 'ordered'"
                + " and gateway = :gateway and terminal = :terminal)";
        return sql.createQuery(
                        "select (select coalesce(sum(amount), 0) from payments.posting where account = :account) - "
                                + leaving.formatted("payout") + " - " + leaving.formatted("refund"))
                .bind("account", DoubleEntryLedger.bank(gateway, terminal))
                .bind("gateway", gateway)
                .bind("terminal", terminal)
                .mapTo(Long.class)
                .one();
    }

    /** Returns the amounts of a payout, grouped by the attributes that reports use. */
    static Map<Facets, Long> amountsByFacets(Handle sql, Payout payout) {
        Map<Facets, Long> parts = new LinkedHashMap<>();
        sql.createQuery("select service, district, sum(amount) from payments.office_fee where payout = :id"
                        + " group by 1, 2 order by 1, 2")
                .bind("id", payout.id())
                .map((row, context) -> parts.put(
                        new Facets(
                                payout.gateway(), row.getString(1), row.getObject(2, Integer.class), payout.office()),
                        row.getLong(3)))
                .list();
        return parts;
    }

    private static Payout payout(ResultSet row) throws SQLException {
        return new Payout(
                row.getObject("id", UUID.class),
                row.getString("office"),
                row.getLong("amount"),
                row.getInt("fees"),
                row.getString("state"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getString("gateway"),
                row.getString("terminal"),
                row.getString("masked"),
                row.getString("account"),
                row.getString("reference"));
    }
}
