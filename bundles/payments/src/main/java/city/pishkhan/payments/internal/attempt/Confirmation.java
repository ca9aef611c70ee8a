package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.billing.ReceiptPosting;
import city.pishkhan.payments.internal.common.ConstraintViolations;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Callback;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Sale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an attempt as far as the bank lets it. Each turn is one transaction: it records what the last call brought and what the next call
 * will be; the calls themselves lie between the turns, outside of any transaction. So a crash anywhere leaves an attempt that the next
 * wake-up carries on.
 */
public final class Confirmation {
    private static final String RECEIPT_REFERENCE = "receipt_gateway_terminal_reference_key";
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
    /** an honest bank needs two; whoever answers in circles is asked again later */
    private static final int MOST_CALLS = 8;
    /** the wake-up that is being worked on comes again by itself; this is for the one that got lost */
    private static final Duration SAFETY = Duration.ofMinutes(5);
    /** the broker keeps a wake-up whose bank was not reached; one that it lost is missed by then */
    private static final Duration KEPT = Duration.ofHours(1);
    /** people have had the journal's entry for a week by then */
    private static final Duration LONGEST_CHASE = Duration.ofDays(7);

    /** half a minute, one and two after a node died */
    private static final int EARLY_LOOKS = 3;

    private static final Step NOTHING = new Step(null, Op.END, null, null, null, null, null);

    private final PaymentRepository store;
    private final SaleClaims saleClaims;
    private final AttemptJournal attemptJournal;
    private final GatewayRegistry gatewayRegistry;
    private final Clock clock;
    private final ReceiptPosting receiptPosting;
    private final SaleOwnership ownership;

    /** The next call, and how the attempt stood when it was decided. */
    private record Step(
            UUID caseId, Op op, String gateway, String terminal, Sale sale, AttemptState state, String hint) {}

    /**
     * @param failure why there is no outcome, or {@code null}
     * @param hint    what the bank says of the payer's return, if it was asked for that
     */
    private record Answered(Step step, Outcome outcome, PartnerUnavailable failure, Optional<Callback> hint) {
        Answered(Step step, Outcome outcome, PartnerUnavailable failure) {
            this(step, outcome, failure, Optional.empty());
        }
    }

    public Confirmation(
            PaymentRepository store,
            AttemptJournal attemptJournal,
            ReceiptPosting receiptPosting,
            SaleOwnership ownership,
            GatewayRegistry gatewayRegistry,
            Clock clock) {
        this.store = store;
        this.saleClaims = new SaleClaims(store);
        this.attemptJournal = attemptJournal;
        this.gatewayRegistry = gatewayRegistry;
        this.clock = clock;
        this.receiptPosting = receiptPosting;
        this.ownership = ownership;
    }

    /** @throws PartnerUnavailable the bank was not reached; everything is on record, and the same call goes on from there */
    public void confirm(UUID attempt) {
        if (store.tx().active()) {
            throw new IllegalStateException("A bank is not called inside a transaction");
        }
        Answered answered = null;
        for (int calls = 0; ; calls++) {
            Step step = turn(attempt, answered);
            if (!step.op().calls()) {
                rethrow(answered, step);
                return;
            }
            if (calls == MOST_CALLS) {
                throw new PartnerUnavailable("Gateway " + step.gateway() + " answers in circles about order "
                        + step.sale().saleOrder());
            }
            answered = call(step);
        }
    }

    private static void rethrow(Answered last, Step step) {
        if (last != null && last.failure() != null && step.op() == Op.WAIT) {
            throw last.failure();
        }
    }

    private Answered call(Step step) {
        try {
            PaymentGateway gateway = gatewayRegistry
                    .believed(step.gateway(), step.terminal())
                    .orElseThrow(() -> new PartnerUnavailable("Gateway " + step.gateway() + ", terminal "
                            + step.terminal() + ", is not there now, or its merchant account was never approved"));
            if (step.op() == Op.RETURN) {
                return new Answered(
                        step, new Outcome(Outcome.Kind.UNKNOWN, null, null), null, gateway.returned(step.sale()));
            }
            Outcome outcome =
                    switch (step.op()) {
                        case VERIFY -> gateway.verify(step.sale());
                        case SETTLE -> gateway.settle(step.sale());
                        case INQUIRE -> gateway.inquire(step.sale());
                        case REVERSE -> gateway.reverse(step.sale());
                        case RETURN, WAIT, END -> throw new IllegalStateException("No call: " + step.op());
                    };
            return new Answered(step, outcome, null);
        } catch (PartnerUnavailable e) {
            LOG.warn(
                    "{} of order {} has no known outcome: {}",
                    step.op(),
                    step.sale().saleOrder(),
                    e.getMessage());
            return new Answered(step, new Outcome(Outcome.Kind.UNKNOWN, null, null), e);
        }
    }

    private Step turn(UUID attempt, Answered answered) {
        try {
            return store.tx().required(sql -> {
                UUID caseId = answered != null
                        ? answered.step().caseId()
                        : store.place(attempt)
                                .map(PaymentRepository.Place::caseId)
                                .orElse(null);
                if (caseId == null) {
                    LOG.warn("No attempt {}: its wake-up is dropped", attempt);
                    return NOTHING;
                }
                attemptJournal.lock(caseId);
                PaymentRepository.Pair found = store.attemptAndBill(attempt);
                AttemptEntity a = found.attempt();
                Op op = decide(sql, a, found.bill(), answered);
                record(sql, a, found.bill(), op, answered != null && answered.failure() != null);
                return new Step(caseId, op, a.gateway, a.terminal, a.sale(), a.state, a.hintReference);
            });
        } catch (RuntimeException e) {
            // what pays at once by the bank's books is written receipt first
            if (ConstraintViolations.unique(e, "attempt_reference")
                    || ConstraintViolations.unique(e, RECEIPT_REFERENCE)) {
                return taken(attempt);
            }
            throw e;
        }
    }

    private Op decide(Handle sql, AttemptEntity a, BillEntity bill, Answered answered) {
        Instant now = clock.instant();
        boolean asItStood = answered != null
                && a.state == answered.step().state()
                && Objects.equals(a.hintReference, answered.step().hint());
        a.otherBill = asItStood && !bill.stands(answered.outcome().paid());
        boolean names = asItStood && answered.outcome().order() != null;
        if (!names && SaleOwnership.unnamed(a)) {
            Optional<Op> owned = ownership.look(sql, a, bill, now);
            if (owned.isPresent()) {
                return standing(sql, a, bill, owned.get(), now);
            }
        }
        return standing(sql, a, bill, next(sql, a, bill, answered, asItStood, now), now);
    }

    /** What ends without money here may stand in the bank's books all the same, by its order. */
    private Op standing(Handle sql, AttemptEntity a, BillEntity bill, Op op, Instant now) {
        if (!SaleOwnership.stands(sql, a)) {
            return op;
        }
        SaleOwnership.takeUp(a);
        return byTheBooks(sql, a, bill, now);
    }

    private Op next(Handle sql, AttemptEntity a, BillEntity bill, Answered answered, boolean asItStood, Instant now) {
        if (asItStood && answered.hint().filter(hint -> ofItsPage(a, hint)).isPresent()) {
            CallbackIntake.keep(a, answered.hint().get(), now);
            return NextCall.next(a, bill.open(), now);
        }
        if (a.state == AttemptState.UNKNOWN && OutcomeTransitions.REFERENCE_CONTESTED.equals(a.held)) {
            return contested(sql, a, bill, now);
        }
        Op op = asItStood
                ? OutcomeTransitions.of(a, answered.step().op(), answered.outcome(), bill.open(), now)
                : NextCall.next(a, bill.open(), now);
        return op == Op.WAIT && SettlementEvidence.mayDecide(a, now) ? byTheBooks(sql, a, bill, now) : op;
    }

    private static boolean ofItsPage(AttemptEntity a, Callback hint) {
        return hint.paid()
                && hint.reference() != null
                && hint.order() == a.order
                && a.session != null
                && CallbackIntake.same(a.session, hint.session());
    }

    /** Another attempt has the reference that this one's payer brought; the bank's file says whose it is, if nothing else does before. */
    private Op contested(Handle sql, AttemptEntity a, BillEntity bill, Instant now) {
        return switch (saleClaims.claim(a)) {
            case PROVEN -> OutcomeTransitions.reject(a);
            case OPEN, UNNAMED -> Op.WAIT;
            case FREE -> {
                Op op = byTheBooks(sql, a, bill, now);
                if (op != Op.WAIT) {
                    yield op;
                }
                a.held = null;
                yield NextCall.startVerifying(a);
            }
        };
    }

    private Op byTheBooks(Handle sql, AttemptEntity a, BillEntity bill, Instant now) {
        Op op = SettlementEvidence.of(sql, a).decide(a, bill.open(), now);
        if (a.state.ended()) {
            saleClaims.wakeWaiting(a, now);
        }
        return op;
    }

    private void record(Handle sql, AttemptEntity a, BillEntity bill, Op op, boolean kept) {
        schedule(a, op, kept);
        receiptPosting.book(sql, a, bill, Caller.HUB);
    }

    private void schedule(AttemptEntity a, Op op, boolean kept) {
        Instant now = clock.instant();
        a.nextAt = switch (op) {
            case END -> null;
            case WAIT ->
                // what lapses by the bank's clock has an end, however late it was looked at; what has just moved is
                // looked at again
                now.isAfter(a.created.plus(LONGEST_CHASE))
                                && !BankWithoutInquiryPolicy.lapsing(a)
                                && a.moves().isEmpty()
                        ? null
                        : looksAt(a, now.plus(kept ? KEPT : PaymentTimeLimits.pause(a.waits++)));
            case VERIFY, SETTLE, INQUIRE, REVERSE, RETURN -> now.plus(SAFETY);
        };
    }

    /** Nobody looks before there is something to see. */
    private static Instant looksAt(AttemptEntity a, Instant soon) {
        if (a.state == AttemptState.STARTED && a.waits > 0 && a.waits <= EARLY_LOOKS) {
            // asked before the time, because a node died: whoever came back to it a moment later is not missed
            return soon;
        }
        Instant lapses = BankWithoutInquiryPolicy.lapsing(a) ? BankWithoutInquiryPolicy.lapses(a) : soon;
        return lapses.isAfter(soon) ? lapses : soon;
    }

    /** Another attempt holds the reference that this one's payer brought: one sale pays once. */
    private Step taken(UUID attempt) {
        return store.tx().required(sql -> {
            UUID caseId = store.place(attempt).orElseThrow().caseId();
            attemptJournal.lock(caseId);
            PaymentRepository.Pair found = store.attemptAndBill(attempt);
            AttemptEntity a = found.attempt();
            Op claimed =
                    switch (saleClaims.claim(a)) {
                        case PROVEN -> OutcomeTransitions.reject(a);
                        case UNNAMED -> {
                            saleClaims.contest(a);
                            a.hold(OutcomeTransitions.REFERENCE_CONTESTED);
                            yield Op.WAIT;
                        }
                        // as long as the other's claim is not proven, this one waits
                        case OPEN, FREE -> Op.WAIT;
                    };
            Op op = standing(sql, a, found.bill(), claimed, clock.instant());
            record(sql, a, found.bill(), op, false);
            return new Step(caseId, op, a.gateway, a.terminal, null, a.state, a.hintReference);
        });
    }
}
