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
public final class AttemptConfirmation {
    private static final String RECEIPT_REFERENCE = "receipt_gateway_terminal_reference_key";
    private static final Logger LOG = LoggerFactory.getLogger(AttemptConfirmation.class);
    /**
     * maximum number of calls to the bank in one run; two are usual, and an attempt without a final state is continued
     * later
     */
    private static final int MOST_CALLS = 8;
    /** the message broker redelivers the current wake-up; this pause only matters if the wake-up is lost */
    private static final Duration SAFETY = Duration.ofMinutes(5);
    /** the message broker retries the wake-up if the bank is unreachable; this pause only matters if the broker loses it */
    private static final Duration KEPT = Duration.ofHours(1);
    /**
     * age after which an attempt without a final state is no longer checked; operators see its last state change in the
     * journal
     */
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

    /** The next call to the bank, and the attempt's state and reference when this call was decided. */
    private record Step(
            UUID caseId, Op op, String gateway, String terminal, Sale sale, AttemptState state, String hint) {}

    /**
     * The answer of a call.
     *
     * @param failure the failure if the call has no outcome; otherwise {@code null}
     * @param hint    the bank's answer about the payer's return, if it was requested
     */
    private record CallResult(Step step, Outcome outcome, PartnerUnavailable failure, Optional<Callback> hint) {
        CallResult(Step step, Outcome outcome, PartnerUnavailable failure) {
            this(step, outcome, failure, Optional.empty());
        }
    }

    public AttemptConfirmation(
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
        if (store.tx().isActive()) {
            throw new IllegalStateException("A bank must not be called inside a transaction");
        }
        CallResult answered = null;
        for (int calls = 0; ; calls++) {
            Step step = advance(attempt, answered);
            if (!step.op().isCall()) {
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

    private static void rethrow(CallResult last, Step step) {
        if (last != null && last.failure() != null && step.op() == Op.WAIT) {
            throw last.failure();
        }
    }

    private CallResult call(Step step) {
        try {
            PaymentGateway gateway = gatewayRegistry
                    .findTrusted(step.gateway(), step.terminal())
                    .orElseThrow(() -> new PartnerUnavailable("Gateway " + step.gateway() + ", terminal "
                            + step.terminal() + ", is not available, or its merchant account was never approved"));
            if (step.op() == Op.RETURN) {
                return new CallResult(
                        step, new Outcome(Outcome.Kind.UNKNOWN, null, null), null, gateway.queryCallback(step.sale()));
            }
            Outcome outcome =
                    switch (step.op()) {
                        case VERIFY -> gateway.verify(step.sale());
                        case SETTLE -> gateway.settle(step.sale());
                        case INQUIRE -> gateway.inquire(step.sale());
                        case REVERSE -> gateway.reverse(step.sale());
                        case RETURN, WAIT, END -> throw new IllegalStateException("No call: " + step.op());
                    };
            return new CallResult(step, outcome, null);
        } catch (PartnerUnavailable e) {
            LOG.warn(
                    "{} of order {} has no known outcome: {}",
                    step.op(),
                    step.sale().saleOrder(),
                    e.getMessage());
            return new CallResult(step, new Outcome(Outcome.Kind.UNKNOWN, null, null), e);
        }
    }

    private Step advance(UUID attempt, CallResult answered) {
        try {
            return store.tx().required(sql -> {
                UUID caseId = answered != null
                        ? answered.step().caseId()
                        : store.findReference(attempt)
                                .map(PaymentRepository.AttemptReference::caseId)
                                .orElse(null);
                if (caseId == null) {
                    LOG.warn("Unknown attempt {}: its message is dropped", attempt);
                    return NOTHING;
                }
                attemptJournal.lock(caseId);
                PaymentRepository.AttemptWithBill found = store.attemptAndBill(attempt);
                AttemptEntity a = found.attempt();
                Op op = decide(sql, a, found.bill(), answered);
                record(sql, a, found.bill(), op, answered != null && answered.failure() != null);
                return new Step(caseId, op, a.gateway, a.terminal, a.sale(), a.state, a.hintReference);
            });
        } catch (RuntimeException e) {
            // another attempt has the same bank reference. If the settlement file makes this attempt paid, its receipt
            // is inserted before the attempt is updated, so the unique constraint of the receipts is violated
            if (ConstraintViolations.isUniqueViolation(e, "attempt_reference")
                    || ConstraintViolations.isUniqueViolation(e, RECEIPT_REFERENCE)) {
                return resolveTakenReference(attempt);
            }
            throw e;
        }
    }

    private Op decide(Handle sql, AttemptEntity a, BillEntity bill, CallResult answered) {
        Instant now = clock.instant();
        boolean unchanged = answered != null
                && a.state == answered.step().state()
                && Objects.equals(a.hintReference, answered.step().hint());
        a.paidForOtherBill = unchanged && !bill.isPaidBy(answered.outcome().paid());
        boolean names = unchanged && answered.outcome().order() != null;
        if (!names && SaleOwnership.isOrderUnnamed(a)) {
            Optional<Op> owned = ownership.resolve(sql, a, bill, now);
            if (owned.isPresent()) {
                return reopenIfNamed(sql, a, bill, owned.get(), now);
            }
        }
        return reopenIfNamed(sql, a, bill, next(sql, a, bill, answered, unchanged, now), now);
    }

    /**
     * Reopens an attempt that ended without money if a line of the bank's settlement file names its order number. The
     * settlement files then decide whether it is paid.
     */
    private Op reopenIfNamed(Handle sql, AttemptEntity a, BillEntity bill, Op op, Instant now) {
        if (!SaleOwnership.hasReleasedSale(sql, a)) {
            return op;
        }
        SaleOwnership.reopen(a);
        return decideBySettlement(sql, a, bill, now);
    }

    private Op next(Handle sql, AttemptEntity a, BillEntity bill, CallResult answered, boolean unchanged, Instant now) {
        if (unchanged && answered.hint().filter(hint -> isFromOwnPage(a, hint)).isPresent()) {
            CallbackIntake.record(a, answered.hint().get(), now);
            return NextCall.next(a, bill.isOpen(), now);
        }
        if (a.state == AttemptState.UNKNOWN && OutcomeTransitions.REFERENCE_CONTESTED.equals(a.held)) {
            return resolveContested(sql, a, bill, now);
        }
        Op op = unchanged
                ? OutcomeTransitions.apply(a, answered.step().op(), answered.outcome(), bill.isOpen(), now)
                : NextCall.next(a, bill.isOpen(), now);
        return op == Op.WAIT && SettlementEvidence.canDecide(a, now) ? decideBySettlement(sql, a, bill, now) : op;
    }

    private static boolean isFromOwnPage(AttemptEntity a, Callback hint) {
        return hint.paid()
                && hint.reference() != null
                && hint.order() == a.order
                && a.session != null
                && CallbackIntake.isSame(a.session, hint.session());
    }

    /**
     * Decides an attempt on hold whose bank reference was first recorded by another attempt. If the sale provably belongs to
     * the other attempt, this attempt is rejected. While that is undecided, this attempt waits. If no other attempt has the
     * reference any more, the bank's settlement file decides; if the file cannot decide, the bank is asked to verify the sale.
     */
    private Op resolveContested(Handle sql, AttemptEntity a, BillEntity bill, Instant now) {
        return switch (saleClaims.claimState(a)) {
            case PROVEN -> OutcomeTransitions.reject(a);
            case OPEN, UNNAMED -> Op.WAIT;
            case FREE -> {
                Op op = decideBySettlement(sql, a, bill, now);
                if (op != Op.WAIT) {
                    yield op;
                }
                a.held = null;
                yield NextCall.startVerifying(a);
            }
        };
    }

    private Op decideBySettlement(Handle sql, AttemptEntity a, BillEntity bill, Instant now) {
        Op op = SettlementEvidence.of(sql, a).decide(a, bill.isOpen(), now);
        if (a.state.isEnded()) {
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
                // retries end after a week, except for a sale that the bank has not yet returned, and for an attempt
                // whose state has just changed
                now.isAfter(a.created.plus(LONGEST_CHASE))
                                && !BankWithoutInquiryPolicy.isLapsing(a)
                                && a.moves().isEmpty()
                        ? null
                        : nextCheckAt(a, now.plus(kept ? KEPT : PaymentTimeLimits.pause(a.failedChecks++)));
            case VERIFY, SETTLE, INQUIRE, REVERSE, RETURN -> now.plus(SAFETY);
        };
    }

    /** Returns the time of the attempt's next check. A sale that will lapse is not checked before it lapses. */
    private static Instant nextCheckAt(AttemptEntity a, Instant soon) {
        if (a.state == AttemptState.STARTED && a.failedChecks > 0 && a.failedChecks <= EARLY_LOOKS) {
            // checked early because a node stopped, so that a payer who returned to that node is not missed
            return soon;
        }
        Instant lapses = BankWithoutInquiryPolicy.isLapsing(a) ? BankWithoutInquiryPolicy.lapseTime(a) : soon;
        return lapses.isAfter(soon) ? lapses : soon;
    }

    /** Handles the unique violation: another attempt has the reference that this payer brought. A sale pays only once. */
    private Step resolveTakenReference(UUID attempt) {
        return store.tx().required(sql -> {
            UUID caseId = store.findReference(attempt).orElseThrow().caseId();
            attemptJournal.lock(caseId);
            PaymentRepository.AttemptWithBill found = store.attemptAndBill(attempt);
            AttemptEntity a = found.attempt();
            Op claimed =
                    switch (saleClaims.claimState(a)) {
                        case PROVEN -> OutcomeTransitions.reject(a);
                        case UNNAMED -> {
                            saleClaims.markContested(a);
                            a.putOnHold(OutcomeTransitions.REFERENCE_CONTESTED);
                            yield Op.WAIT;
                        }
                        // waits until the other attempt's claim is proven or dropped
                        case OPEN, FREE -> Op.WAIT;
                    };
            Op op = reopenIfNamed(sql, a, found.bill(), claimed, clock.instant());
            record(sql, a, found.bill(), op, false);
            return new Step(caseId, op, a.gateway, a.terminal, null, a.state, a.hintReference);
        });
    }
}
