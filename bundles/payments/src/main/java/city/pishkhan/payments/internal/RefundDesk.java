package city.pishkhan.payments.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refunds;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Vault;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.payments.internal.Ledger.Facets;
import city.pishkhan.payments.internal.Ledger.Posting;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Refunds}: what two of the treasury agree on leaves the refunds account when the bank has paid it. */
@Component(service = {Refunds.class, RefundDesk.class})
public final class RefundDesk implements Refunds {
    private static final int LONGEST = 100;

    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public RefundDesk(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault, @Reference Journal journal) {
        this.tx = tx;
        this.vault = vault;
        this.journal = journal;
        this.clock = Clock.systemUTC();
        schemas.migrate(PaymentStore.class, "payments");
    }

    @Override
    public Page<Refund> list(String state, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        return paging.page(tx.required(sql -> RefundRows.list(sql, state, paging.from(), paging.limit())), Refund::id);
    }

    @Override
    public Refund account(Caller caller, UUID id, Iban iban, String holder) {
        String name = holder == null ? "" : PersianText.normalise(holder).strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw Refusal.invalid(
                    "refund.holder",
                    "holder",
                    "Name the account's holder in 1 to " + LONGEST + " characters.",
                    "نام صاحب حساب را در ۱ تا ۱۰۰ نویسه بنویسید.");
        }
        return tx.required(sql -> {
            Refund refund = due(sql, id);
            sql.createUpdate("update payments.refund set iban = :iban, holder = :holder, masked = :masked,"
                            + " account = :account where id = :id")
                    .bind("id", id)
                    .bind("iban", vault.seal(refund.caseId(), place("iban", id), iban.value()))
                    .bind("holder", vault.seal(refund.caseId(), place("holder", id), name))
                    .bind("masked", iban.masked())
                    .bind("account", vault.index(iban.value() + " " + name))
                    .execute();
            journal.record(refund.caseId(), "refund.account", caller, Map.of("refund", id));
            return find(sql, id);
        });
    }

    private static String place(String what, UUID refund) {
        return "refund." + what + " " + refund;
    }

    private static Refund find(Handle sql, UUID id) {
        return RefundRows.lock(sql, id).orElseThrow(() -> Refusal.notFound("refund", "این استرداد"));
    }

    private static Refund due(Handle sql, UUID id) {
        Refund refund = find(sql, id);
        if (!refund.state().equals(RefundRows.DUE)) {
            throw Refusal.conflict(
                    "refund.state",
                    "This refund is " + refund.state() + " already.",
                    "این استرداد پیش‌تر به حالت " + refund.state() + " رسیده است.");
        }
        return refund;
    }

    /** @throws Refusal CONFLICT unless it is due to exactly this account */
    void check(UUID id, String account) {
        tx.run(sql -> {
            if (!account.equals(due(sql, id).account())) {
                throw Refusal.conflict(
                        "refund.account",
                        "Another account is named for this refund now; look at it again.",
                        "اکنون حساب دیگری برای این استرداد نوشته شده است؛ دوباره آن را ببینید.");
            }
        });
    }

    /** In the caller's transaction. */
    void order(Caller approver, UUID id, String account) {
        tx.run(sql -> {
            check(id, account);
            sql.execute("update payments.refund set state = 'ordered', ordered = now() where id = ?", id);
            journal.record(find(sql, id).caseId(), "refund.ordered", approver, Map.of("refund", id));
        });
    }

    @Override
    public List<Order> orders(Caller caller) {
        return tx.required(sql -> {
            List<Order> orders = sql.createQuery(
                            "select id, case_id, case_number, amount, iban, holder from payments.refund"
                                    + " where state = 'ordered' order by id")
                    .map((row, context) -> {
                        UUID id = row.getObject("id", UUID.class);
                        UUID owner = row.getObject("case_id", UUID.class);
                        return new Order(
                                id,
                                row.getString("case_number"),
                                row.getLong("amount"),
                                Iban.parse(vault.open(owner, place("iban", id), row.getBytes("iban"))
                                        .orElseThrow()),
                                vault.open(owner, place("holder", id), row.getBytes("holder"))
                                        .orElseThrow());
                    })
                    .list();
            journal.record(null, "refund.orders-read", caller, Map.of("refunds", orders.size()));
            return orders;
        });
    }

    @Override
    public Refund done(Caller caller, UUID id, String reference) {
        if (reference == null || !reference.strip().matches("[A-Za-z0-9-]{1,40}")) {
            throw Refusal.invalid(
                    "refund.reference",
                    "reference",
                    "The bank's reference has 1 to 40 letters, digits and hyphens.",
                    "شماره پیگیری بانک ۱ تا ۴۰ حرف لاتین، رقم و خط تیره دارد.");
        }
        try {
            return tx.required(sql -> finish(sql, caller, id, reference.strip()));
        } catch (RuntimeException e) {
            if (Violations.unique(e, "transfer_pkey")) {
                throw Refusal.conflict(
                        "refund.reference-used",
                        "This reference stands for another refund.",
                        "این شماره پیگیری از آنِ استرداد دیگری است.");
            }
            throw e;
        }
    }

    private Refund finish(Handle sql, Caller caller, UUID id, String reference) {
        Refund refund = find(sql, id);
        if (!refund.state().equals(RefundRows.ORDERED)) {
            throw Refusal.conflict(
                    "refund.not-ordered",
                    "This refund is " + refund.state() + "; only one that two of the treasury ordered can be done.",
                    "این استرداد در حالت " + refund.state()
                            + " است؛ فقط استردادی که دو نفر از خزانه دستور داده‌اند انجام می‌شود.");
        }
        Instant now = clock.instant();
        sql.execute("insert into payments.transfer (reference, kind, subject) values (?, 'refund', ?)", reference, id);
        sql.createUpdate(
                        "update payments.refund set state = 'done', reference = :reference, done = :now where id = :id")
                .bind("id", id)
                .bind("reference", reference)
                .bind("now", now)
                .execute();
        Facets facets = sql.createQuery("select gateway, service, district, office from payments.refund where id = :id")
                .bind("id", id)
                .map((row, context) -> new Facets(
                        row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getString(4)))
                .one();
        Ledger.book(
                sql,
                Ledger.REFUND,
                id,
                now,
                facets,
                List.of(
                        new Posting(Ledger.REFUNDS, refund.amount()),
                        new Posting(Ledger.bank(refund.gateway(), refund.terminal()), -refund.amount())));
        journal.record(
                refund.caseId(),
                "refund.done",
                caller,
                Map.of("refund", id, "amount", refund.amount(), "reference", reference));
        return find(sql, id);
    }
}
