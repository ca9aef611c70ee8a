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
 * Advances an attempt as far as the bank allows. Each turn is one transaction that records the result of the last call and the next
 * call. The calls are made between the turns, outside of any transaction. After a crash the next wake-up therefore resumes the
 * attempt.
 */
public final class Confirmation {
    private static final String RECEIPT_REFERENCE = "receipt_gateway_terminal_reference_key";
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
    /**
     * maximum number of calls to the bank in one run; two are usual, and an attempt without a final state is continued
     * later
     */
    private static final int MOST_CALLS = 8;
    /** the message broker redelivers the current wake-up; this pause only matters if the wake-up is lost */
    private static final Duration SAFETY = Duration.ofMinutes(5);
    /** the message broker retries the wake-up if the bank is unreachable; this pause only matters if the broker loses it */
    private static final Duration KEPT = Duration.ofHours(1);
    /** time after which an attempt is no longer retried; operators have then seen its journal entry for a week */
    private static final Duration LONGEST_CHASE = Duration.ofDays(7);

    /** number of early checks of an open session: after 30, 60 and 120 seconds */
    private static final int EARLY_LOOKS = 3;

    private static final Step NOTHING = new Step(null, Op.END, null, null, null, null, null);

    private final PaymentRepository store;
    private final SaleClaims saleClaims;
    private final AttemptJournal attemptJournal;
    private final GatewayRegistry gatewayRegistry;
    private final Clock clock;
    private final ReceiptPosting receiptPosting;
    private final SaleOwnership ownership;

    /** The next call, and the attempt's state and reference at the time of the decision. */
    private record Step(
            UUID caseId, Op op, String gateway, String terminal, Sale sale, AttemptState state, String hint) {}

    /**
     * The answer of a call.
     *
     * @param failure the failure if the call has no outcome; otherwise {@code null}
     * @param hint    the bank's answer about the payer's return, if it was requested
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

    /**
     * Advances an attempt until it ends or has to wait.
     *
     * @throws PartnerUnavailable if the bank is unreachable; the state is recorded, so a repeated call resumes from there
     */
    public void confirm(UUID attempt) {
        if (store.tx().active()) {
            throw new IllegalStateException("A bank must not be called inside a transaction");
        }
        Answered answered = null;
        for (int calls = 0; ; calls++) {
            Step step = turn(attempt, answered);
            if (!step.op().calls()) {
                rethrow(answered, step);
                return;
            }
            if (calls == MOST_CALLS) {
                throw new PartnerUnavailable("Gateway " + step.gateway() + " repeats the same answers about order "
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
                            + step.terminal() + ", is not available, or its merchant account was never approved"));
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
                    LOG.warn("Unknown attempt {}: its message is dropped", attempt);
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
            // an attempt that is paid according to the settlement file inserts its receipt first
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

    /** Reopens an attempt that ended without money if the bank's settlement file lists its order. The file then decides. */
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

    /**
     * Handles a reference that another attempt has already recorded. The bank's settlement file decides if nothing else does
     * before.
     */
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
                // retries end after a week, except for a sale that still lapses by the bank's clock, or an attempt that
                // has just changed its state
                now.isAfter(a.created.plus(LONGEST_CHASE))
                                && !BankWithoutInquiryPolicy.lapsing(a)
                                && a.moves().isEmpty()
                        ? null
                        : looksAt(a, now.plus(kept ? KEPT : PaymentTimeLimits.pause(a.waits++)));
            case VERIFY, SETTLE, INQUIRE, REVERSE, RETURN -> now.plus(SAFETY);
        };
    }

    /** Returns the time of the next check. A sale that will lapse is not checked before. */
    private static Instant looksAt(AttemptEntity a, Instant soon) {
        if (a.state == AttemptState.STARTED && a.waits > 0 && a.waits <= EARLY_LOOKS) {
            // checked early because a node stopped, so that a payer who returned to that node is not missed
            return soon;
        }
        Instant lapses = BankWithoutInquiryPolicy.lapsing(a) ? BankWithoutInquiryPolicy.lapses(a) : soon;
        return lapses.isAfter(soon) ? lapses : soon;
    }

    /** Handles the unique violation: another attempt has the reference that this payer brought. A sale pays only once. */
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
                        // waits until the other attempt's claim is proven or dropped
                        case OPEN, FREE -> Op.WAIT;
                    };
            Op op = standing(sql, a, found.bill(), claimed, clock.instant());
            record(sql, a, found.bill(), op, false);
            return new Step(caseId, op, a.gateway, a.terminal, null, a.state, a.hintReference);
        });
    }
}
