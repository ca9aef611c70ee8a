package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Merchants.Account;
import city.pishkhan.payments.internal.common.DutyJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The tables {@code payments.merchant} and {@code payments.merchant_decision}. */
public final class MerchantRepository {
    static final String APPROVED = "approved";
    static final String WITHDRAWN = "withdrawn";
    static final String WAITING = "waiting";

    /** SQL for the state of the account with the fingerprint {@code :fingerprint}; null if there is no decision yet. */
    public static final String ACCOUNT_STATE_SQL =
            "(select state from payments.merchant_decision where fingerprint = :fingerprint order by id desc limit 1)";

    private static final String SELECT = "select m.gateway, m.terminal, m.fingerprint, m.terms, d.state, d.asked_by,"
            + " d.decided_by, d.decided from payments.merchant m left join lateral (select * from"
            + " payments.merchant_decision where fingerprint = m.fingerprint order by id desc limit 1) d on true";

    private MerchantRepository() {}

    /** @return {@code true} if the account was not recorded yet */
    static boolean tryAdd(Handle sql, MerchantAccount merchantAccount) {
        return sql.createUpdate("insert into payments.merchant (fingerprint, gateway, terminal, terms, seen)"
                                + " values (:fingerprint, :gateway, :terminal, :terms::jsonb, now())"
                                + " on conflict (fingerprint) do nothing")
                        .bind("fingerprint", merchantAccount.fingerprint())
                        .bind("gateway", merchantAccount.gateway())
                        .bind("terminal", merchantAccount.terminal())
                        .bind("terms", DutyJson.write(merchantAccount.terms()))
                        .execute()
                > 0;
    }

    /** Locks the account, so that no concurrent decision is made until the transaction ends. */
    static void lock(Handle sql, String fingerprint) {
        sql.createQuery("select fingerprint from payments.merchant where fingerprint = :fingerprint for update")
                .bind("fingerprint", fingerprint)
                .mapTo(String.class)
                .one();
    }

    static void decide(Handle sql, String fingerprint, String state, Approval asked, String by) {
        sql.createUpdate("insert into payments.merchant_decision"
                        + " (fingerprint, state, approval, asked_by, decided_by, decided)"
                        + " values (:fingerprint, :state, :approval, :asked, :by, now())")
                .bind("fingerprint", fingerprint)
                .bind("state", state)
                .bind("approval", asked.id())
                .bind("asked", asked.askedBy())
                .bind("by", by)
                .execute();
    }

    /** Returns {@code true} if the account was approved at some time. */
    static boolean hasBeenApproved(Handle sql, String fingerprint) {
        return sql.createQuery("select exists (select from payments.merchant_decision"
                        + " where fingerprint = :fingerprint and state = 'approved')")
                .bind("fingerprint", fingerprint)
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Account> find(Handle sql, String fingerprint) {
        return sql.createQuery(SELECT + " where m.fingerprint = :fingerprint")
                .bind("fingerprint", fingerprint)
                .map(MerchantRepository::account)
                .findOne();
    }

    static boolean isKnown(Handle sql, String gateway, String terminal) {
        return sql.createQuery("select exists (select from payments.merchant"
                        + " where gateway = :gateway and terminal = :terminal)")
                .bind("gateway", gateway)
                .bind("terminal", terminal)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns all accounts, the newest first. */
    static List<Account> list(Handle sql) {
        return sql.createQuery(SELECT + " order by m.seen desc, m.fingerprint")
                .map(MerchantRepository::account)
                .list();
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        String state = row.getString("state");
        OffsetDateTime decided = row.getObject("decided", OffsetDateTime.class);
        return new Account(
                row.getString("gateway"),
                row.getString("terminal"),
                row.getString("fingerprint"),
                DutyJson.form(row.getString("terms")),
                false,
                state == null ? WAITING : state,
                row.getString("asked_by"),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant());
    }
}
