package city.pishkhan.payments.internal.review;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.attempt.NextCall.Op;
import city.pishkhan.payments.internal.billing.ReceiptPosting;
import city.pishkhan.payments.internal.common.ConstraintViolations;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptQueries;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Outcome;
import city.pishkhan.spi.PaymentGateway.Sale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implementation of {@link PaymentReview}. The bank is called outside of any transaction; its answer and the operator's
 * reason are recorded in one transaction.
 */
public final class PaymentReviewService implements PaymentReview {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentReviewService.class);
    private static final int LONGEST_REASON = 500;
    /** pause after which the sweep retries if the wake-up is lost */
    private static final Duration SAFETY = Duration.ofMinutes(5);

    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final Journal journal;
    private final GatewayRegistry gatewayRegistry;
    private final Consumer<UUID> confirm;
    private final Clock clock;
    private final ReceiptPosting receiptPosting;
    private final TakenBackSales takenBackSales;

    /** An attempt as it was read before the bank was called, to detect changes during the call. */
    private record ReviewedAttempt(
            UUID attempt, UUID caseId, String gateway, String terminal, String held, String hint, Sale sale) {}

    /** @param confirm advances an attempt by calling the bank, outside of any transaction */
    public PaymentReviewService(
            PaymentRepository store,
            AttemptJournal attemptJournal,
            ReceiptPosting receiptPosting,
            TakenBackSales takenBackSales,
            Journal journal,
            GatewayRegistry gatewayRegistry,
            Consumer<UUID> confirm,
            Clock clock) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.journal = journal;
        this.gatewayRegistry = gatewayRegistry;
        this.confirm = confirm;
        this.clock = clock;
        this.receiptPosting = receiptPosting;
        this.takenBackSales = takenBackSales;
    }

    @Override
    public Page<Row> list(boolean unknown, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Row> found = store.tx().required(sql -> AttemptQueries.list(sql, unknown, paging.from(), paging.limit()));
        return paging.page(found, Row::attempt);
    }

    @Override
    public Row resolve(Caller operator, UUID attempt, String reason) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/resolve");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refusal.invalid("attempt.reason", "reason", LONGEST_REASON);
        }
        ReviewedAttempt asked = store.tx().required(sql -> requireUnknown(attempt));
        Outcome outcome = inquire(asked);
        try {
            store.tx().run(sql -> book(sql, asked, outcome, operator, why));
        } catch (RuntimeException e) {
            if (ConstraintViolations.isUniqueViolation(e, "attempt_reference")) {
                throw Refusal.conflict("attempt.reference-used");
            }
            throw e;
        }
        continueAttempt(asked);
        return store.tx().required(sql -> AttemptQueries.one(sql, attempt));
    }

    @Override
    public Row findSettled(BankSale sale) {
        return store.tx().required(sql -> AttemptQueries.one(sql, takenBackSales.findSettled(sale).id));
    }

    @Override
    public Row recordTakeBack(Caller approver, BankSale sale) {
        return store.tx().required(sql -> AttemptQueries.one(sql, takenBackSales.takeBack(sql, approver, sale)));
    }

    private ReviewedAttempt requireUnknown(UUID attempt) {
        AttemptEntity a = store.attempt(attempt).orElseThrow(() -> Refusal.notFound("attempt"));
        if (a.state != AttemptState.UNKNOWN) {
            throw Refusal.conflict("attempt.known", a.state.publicName());
        }
        if (!a.bank.inquires) {
            throw Refusal.conflict("attempt.no-inquiry", a.gateway);
        }
        return new ReviewedAttempt(a.id, a.caseId, a.gateway, a.terminal, a.held, a.hintReference, a.sale());
    }

    private Outcome inquire(ReviewedAttempt asked) {
        PaymentGateway bank = gatewayRegistry
                .findTrusted(asked.gateway(), asked.terminal())
                .orElseThrow(() -> UnknownAttemptResolution.silent(asked.gateway()));
        try {
            return bank.inquire(asked.sale());
        } catch (PartnerUnavailable e) {
            LOG.warn(
                    "The bank could not be reached about order {}: {}",
                    asked.sale().saleOrder(),
                    e.getMessage());
            throw UnknownAttemptResolution.silent(asked.gateway());
        }
    }

    private void book(Handle sql, ReviewedAttempt asked, Outcome outcome, Caller operator, String reason) {
        attemptJournal.lock(asked.caseId());
        PaymentRepository.AttemptWithBill found = store.attemptAndBill(asked.attempt());
        AttemptEntity a = found.attempt();
        if (a.state != AttemptState.UNKNOWN
                || !Objects.equals(a.held, asked.held())
                || !Objects.equals(a.hintReference, asked.hint())) {
            throw Refusal.conflict("attempt.changed");
        }
        Instant now = clock.instant();
        Op op = UnknownAttemptResolution.apply(a, outcome, found.bill().isOpen(), now);
        a.nextAt = op == Op.END ? null : now.plus(SAFETY);
        store.em().flush();
        String salt = UUID.randomUUID().toString();
        String answer = outcome.kind().name().toLowerCase(Locale.ROOT);
        sql.createUpdate("insert into payments.resolution (id, attempt, at, by, reason, salt, answer)"
                        + " values (:id, :attempt, :at, :by, :reason, :salt, :answer)")
                .bind("id", Ids.next())
                .bind("attempt", a.id)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .bind("by", operator.principal())
                .bind("reason", reason)
                .bind("salt", salt)
                .bind("answer", answer)
                .execute();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempt", a.id);
        details.put("answer", answer);
        if (asked.held() != null) {
            details.put("held", asked.held());
        }
        details.put("reason", journal.commitment(salt, reason));
        journal.record(a.caseId, "payment.resolved", operator, details);
        receiptPosting.book(sql, a, found.bill(), operator);
    }

    /**
     * Makes the attempt's next call to the bank. The call is already recorded, so the sweep retries it if the bank is
     * unreachable.
     */
    private void continueAttempt(ReviewedAttempt asked) {
        try {
            confirm.accept(asked.attempt());
        } catch (PartnerUnavailable e) {
            LOG.warn("Order {} is continued later: {}", asked.sale().saleOrder(), e.getMessage());
        }
    }
}
