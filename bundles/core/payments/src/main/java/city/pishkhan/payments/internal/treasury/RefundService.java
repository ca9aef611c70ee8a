package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Refunds;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link Refunds}. Two people of the treasury approve a refund; it is booked when the bank has made the transfer. */
@Component(service = {Refunds.class, RefundService.class})
public final class RefundService implements Refunds, DisbursementApproval.DisbursementOperations {
    private static final Disbursement.Kind KIND = new Disbursement.Kind("refund", "payments.refund");

    private final Tx tx;
    private final Disbursement disbursement;
    private final Clock clock;

    @Activate
    public RefundService(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault, @Reference Journal journal) {
        this.tx = tx;
        this.disbursement = new Disbursement(KIND, vault, journal);
        this.clock = Clock.systemUTC();
        schemas.migrate(RefundService.class, "payments");
    }

    @Override
    public Refusal unknown() {
        return disbursement.unknown();
    }

    @Override
    public Page<Refund> list(@Nullable String state, @Nullable String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                tx.required(sql -> RefundRepository.list(sql, state, paging.from(), paging.limit())), Refund::id);
    }

    @Override
    public Refund setAccount(Caller caller, UUID id, Iban iban, String holder) {
        Disbursement.Account account = disbursement.account(iban, holder);
        return tx.required(sql -> {
            disbursement.setAccount(sql, caller, one(find(sql, id)), account, "");
            return find(sql, id);
        });
    }

    private Refund find(Handle sql, UUID id) {
        return RefundRepository.lock(sql, id).orElseThrow(disbursement::unknown);
    }

    private static Disbursement.DisbursementRow one(Refund r) {
        return new Disbursement.DisbursementRow(r.id(), r.caseId(), r.caseId(), r.state(), r.account());
    }

    @Override
    public void check(UUID id, String account) {
        tx.run(sql -> disbursement.check(one(find(sql, id)), account));
    }

    @Override
    public void order(Caller approver, UUID id, String account) {
        tx.run(sql -> disbursement.order(sql, approver, one(find(sql, id)), account));
    }

    @Override
    public List<Order> orders(Caller caller) {
        return tx.required(sql -> {
            List<Order> orders = sql.createQuery(
                            "select id, case_id, case_number, amount, iban, holder from payments.refund"
                                    + " where state = 'ordered' order by id")
                    .map((row, context) -> {
                        Disbursement.Account account =
                                disbursement.decryptAccount(row, row.getObject("case_id", UUID.class));
                        return new Order(
                                row.getObject("id", UUID.class),
                                row.getString("case_number"),
                                row.getLong("amount"),
                                account.iban(),
                                account.holder());
                    })
                    .list();
            disbursement.recordRead(caller, orders.size());
            return orders;
        });
    }

    @Override
    public Refund recordPaid(Caller caller, UUID id, String reference) {
        String transfer = disbursement.reference(reference);
        return disbursement.requireUnusedReference(() -> tx.required(sql -> finish(sql, caller, id, transfer)));
    }

    private Refund finish(Handle sql, Caller caller, UUID id, String reference) {
        Refund refund = find(sql, id);
        Instant now = clock.instant();
        disbursement.finish(sql, caller, one(refund), reference, refund.amount(), now);
        Facets facets = sql.createQuery("select gateway, service, district, office from payments.refund where id = :id")
                .bind("id", id)
                .map((row, context) -> new Facets(
                        row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getString(4)))
                .one();
        DoubleEntryLedger.book(
                sql,
                DoubleEntryLedger.REFUND,
                id,
                now,
                facets,
                List.of(
                        new Posting(DoubleEntryLedger.REFUNDS, refund.amount()),
                        new Posting(DoubleEntryLedger.bank(refund.gateway(), refund.terminal()), -refund.amount())));
        return find(sql, id);
    }
}
