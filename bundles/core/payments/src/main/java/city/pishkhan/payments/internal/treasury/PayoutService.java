package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payouts;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.payments.internal.common.ConstraintViolations;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import city.pishkhan.payments.internal.treasury.PayoutRepository.Unpaid;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link Payouts}. Two people of the treasury approve a payout; it is booked when the bank has made the transfer. */
@Component(service = {Payouts.class, PayoutService.class})
public final class PayoutService implements Payouts, DisbursementApproval.DisbursementOperations {
    private static final Disbursement.Kind KIND = new Disbursement.Kind("payout", "payments.payout");

    private final Tx tx;
    private final Journal journal;
    private final Disbursement disbursement;
    private final Clock clock;

    @Activate
    public PayoutService(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault, @Reference Journal journal) {
        this.tx = tx;
        this.journal = journal;
        this.disbursement = new Disbursement(KIND, vault, journal);
        this.clock = Clock.systemUTC();
        schemas.migrate(PayoutService.class, "payments");
    }

    @Override
    public Refusal unknown() {
        return disbursement.unknown();
    }

    @Override
    public Payout create(Caller caller, String office) {
        try {
            return tx.required(sql -> gather(sql, caller, office));
        } catch (RuntimeException e) {
            if (ConstraintViolations.isUniqueViolation(e, "payout_due")) {
                throw Refusal.conflict("payout.due");
            }
            throw e;
        }
    }

    private Payout gather(Handle sql, Caller caller, String office) {
        List<Unpaid> fees = PayoutRepository.unpaid(sql, office);
        long amount = fees.stream().mapToLong(Unpaid::amount).reduce(0, Math::addExact);
        if (amount <= 0) {
            throw Refusal.conflict("payout.nothing", office);
        }
        UUID id = PayoutRepository.put(
                sql, office, amount, fees.stream().map(Unpaid::id).toList(), clock.instant());
        journal.record(
                null,
                "payout.due",
                caller,
                Map.of("payout", id, "office", office, "amount", amount, "fees", fees.size()));
        return find(sql, id);
    }

    @Override
    public Page<Payout> list(@Nullable String state, @Nullable String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                tx.required(sql -> PayoutRepository.list(sql, state, paging.from(), paging.limit())), Payout::id);
    }

    private Payout find(Handle sql, UUID id) {
        return PayoutRepository.lock(sql, id).orElseThrow(disbursement::unknown);
    }

    private static Disbursement.DisbursementRow one(Payout p) {
        return new Disbursement.DisbursementRow(p.id(), p.id(), null, p.state(), p.account());
    }

    @Override
    public Payout setAccounts(Caller caller, UUID id, Iban iban, String holder, String gateway, String terminal) {
        Disbursement.Account account = disbursement.account(iban, holder);
        return tx.required(sql -> {
            Payout payout = find(sql, id);
            disbursement.requireDue(one(payout));
            requireFunds(sql, payout.amount(), gateway, terminal);
            PayoutRepository.setPayingAccount(sql, id, gateway, terminal);
            disbursement.setAccount(sql, caller, one(payout), account, DoubleEntryLedger.bank(gateway, terminal));
            return find(sql, id);
        });
    }

    /** Checks that the account has enough money by the ledger, even if the bank would permit an overdraft. */
    private static void requireFunds(Handle sql, long amount, String gateway, String terminal) {
        if (!PayoutRepository.isApprovedMerchant(sql, gateway, terminal)) {
            throw Refusal.conflict("payout.merchant", gateway, terminal);
        }
        PayoutRepository.lock(sql, gateway, terminal);
        long funds = PayoutRepository.funds(sql, gateway, terminal);
        if (funds < amount) {
            throw Refusal.conflict(
                    "payout.funds",
                    gateway,
                    terminal,
                    Rial.of(Math.max(0, funds)),
                    Rial.of(amount),
                    Rial.of(Math.max(0, funds)).persian(),
                    Rial.of(amount).persian());
        }
    }

    @Override
    public void check(UUID id, String account) {
        tx.run(sql -> {
            Payout payout = find(sql, id);
            disbursement.check(one(payout), account);
            requireFunds(sql, payout.amount(), payout.gateway(), payout.terminal());
        });
    }

    @Override
    public void order(Caller approver, UUID id, String account) {
        tx.run(sql -> {
            check(id, account);
            disbursement.order(sql, approver, one(find(sql, id)), account);
        });
    }

    @Override
    public List<Order> orders(Caller caller) {
        return tx.required(sql -> {
            List<Order> orders = sql.createQuery("select id, office, amount, gateway, terminal, iban, holder"
                            + " from payments.payout where state = 'ordered' order by id")
                    .map((row, context) -> {
                        UUID id = row.getObject("id", UUID.class);
                        Disbursement.Account account = disbursement.decryptAccount(row, id);
                        return new Order(
                                id,
                                row.getString("office"),
                                row.getLong("amount"),
                                row.getString("gateway"),
                                row.getString("terminal"),
                                account.iban(),
                                account.holder());
                    })
                    .list();
            disbursement.recordRead(caller, orders.size());
            return orders;
        });
    }

    @Override
    public Payout recordPaid(Caller caller, UUID id, String reference) {
        String transfer = disbursement.reference(reference);
        return disbursement.requireUnusedReference(() -> tx.required(sql -> finish(sql, caller, id, transfer)));
    }

    private Payout finish(Handle sql, Caller caller, UUID id, String reference) {
        Payout payout = find(sql, id);
        Instant now = clock.instant();
        disbursement.finish(sql, caller, one(payout), reference, payout.amount(), now);
        Map<Facets, List<Posting>> parts = new LinkedHashMap<>();
        PayoutRepository.amountsByFacets(sql, payout)
                .forEach((facets, amount) -> parts.put(
                        facets,
                        List.of(
                                new Posting(DoubleEntryLedger.office(payout.office()), amount),
                                new Posting(DoubleEntryLedger.bank(payout.gateway(), payout.terminal()), -amount))));
        DoubleEntryLedger.book(sql, DoubleEntryLedger.PAYOUT, id, now, parts);
        return find(sql, id);
    }
}
