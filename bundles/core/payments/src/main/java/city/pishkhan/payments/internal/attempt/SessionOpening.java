package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.AttemptListener;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.store.PaymentRepository.SessionTerms;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.PayRequest;
import city.pishkhan.spi.PaymentGateway.Session;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session at a bank. The attempt is stored before the bank is called, and the session before the payer receives it. A bill
 * has one open session at a gateway: later calls return the attempt of that session as long as enough of its time is left.
 */
public final class SessionOpening {
    private static final Messages MESSAGES = Messages.of(SessionOpening.class);
    private static final Logger LOG = LoggerFactory.getLogger(SessionOpening.class);

    /** maximum duration of opening a session; an older unfinished opening belongs to a node that has stopped */
    private static final Duration OPENING = Duration.ofSeconds(30);

    private static final int OPENING_RETRY_SECONDS = 2;

    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final MerchantRegister merchants;
    private final PaymentTimeLimits paymentTimeLimits;
    private final Clock clock;
    private final URI publicUrl;

    /**
     * A new or shared attempt.
     *
     * @param closed the reason why the merchant account accepts no payments, or {@code null}; with a reason no attempt
     *     is created
     * @param shared the bill's attempt with an open session, or {@code null}
     */
    private record Opened(UUID attempt, PayRequest request, Refusal closed, Attempt shared) {}

    /**
     * The result of an opening.
     *
     * @param attempt the attempt, or {@code null} if no session was opened
     * @param refusal the reason if no session was opened, or {@code null}
     * @param answer  states whether the bank was called and whether it answered
     */
    record OpeningResult(Attempt attempt, Refusal refusal, Answer answer) {}

    /** Tells whether the bank was called and answered. */
    enum Answer {
        GIVEN,
        SILENT,
        NOT_CALLED
    }

    public SessionOpening(
            PaymentRepository store,
            AttemptJournal attemptJournal,
            MerchantRegister merchants,
            PaymentTimeLimits paymentTimeLimits,
            Clock clock,
            URI publicUrl) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.merchants = merchants;
        this.paymentTimeLimits = paymentTimeLimits;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /**
     * Opens a session or returns the bill's open one.
     *
     * @param allowed throws a refusal if the bill cannot be paid at this gateway
     * @throws Refusal if the bill cannot be paid now at any gateway
     */
    OpeningResult begin(
            Caller office,
            UUID caseId,
            UUID billId,
            PaymentGateway gateway,
            Consumer<BillEntity> allowed,
            AttemptListener listener) {
        if (store.tx().isActive()) {
            throw new IllegalStateException("A bank must not be called inside a transaction");
        }
        Opened opened = store.tx().required(sql -> {
            Opened created = create(office, caseId, billId, gateway, allowed);
            if (created.closed() == null) {
                listener.created();
            }
            if (created.shared() != null) {
                listener.started(created.shared());
            }
            return created;
        });
        if (opened.closed() != null || opened.shared() != null) {
            return new OpeningResult(opened.shared(), opened.closed(), Answer.NOT_CALLED);
        }
        Session session;
        try {
            session = gateway.pay(opened.request());
        } catch (PartnerUnavailable e) {
            LOG.warn(
                    "Gateway {}: order {} was not opened: {}",
                    gateway.name(),
                    opened.request().order(),
                    e.getMessage());
            // closes the attempt: the bank may have opened a session, but no payer has received it
            store.tx().run(sql -> close(office, caseId, opened.attempt(), "no-answer"));
            return new OpeningResult(null, GatewayRegistry.silent(gateway.name()), Answer.SILENT);
        }
        if (!session.accepted()) {
            store.tx().run(sql -> close(office, caseId, opened.attempt(), session.code()));
            return new OpeningResult(null, GatewayRegistry.refused(gateway.name(), session.code()), Answer.GIVEN);
        }
        Attempt started = store.tx().required(sql -> {
            Attempt attempt = start(office, caseId, opened.attempt(), session);
            listener.started(attempt);
            return attempt;
        });
        return new OpeningResult(started, null, Answer.GIVEN);
    }

    private Opened create(
            Caller office, UUID caseId, UUID billId, PaymentGateway gateway, Consumer<BillEntity> allowed) {
        attemptJournal.lock(caseId);
        BillEntity bill =
                store.bill(billId).filter(b -> b.caseId.equals(caseId)).orElseThrow(() -> Refusal.notFound("bill"));
        allowed.accept(bill);
        checkPayable(bill);
        Instant now = clock.instant();
        PaymentRepository.NewOrder order = store.nextOrder(
                billId,
                merchants.merchant(gateway).fingerprint(),
                new SessionTerms(
                        gateway.name(),
                        gateway.terminal(),
                        bill.amount,
                        now.minus(paymentTimeLimits.maxShareableAge(gateway.traits())),
                        now.minus(OPENING)));
        Optional<Refusal> closed = MerchantRegister.refusal(order.merchant(), gateway);
        if (closed.isPresent()) {
            return new Opened(null, null, closed.get(), null);
        }
        if (order.taken()) {
            throw Refusal.temporaryConflict("bill.being-settled", 60);
        }
        if (order.open() != null) {
            return new Opened(
                    null,
                    null,
                    null,
                    AttemptJournal.toView(store.attempt(order.open()).orElseThrow()));
        }
        if (order.opening()) {
            throw opening();
        }
        AttemptEntity a = AttemptEntity.create(bill, gateway.name(), gateway.terminal(), order.number(), now);
        a.bank = paymentTimeLimits.termsOf(gateway.traits());
        a.nextAt = a.created.plus(a.bank.abandonAfter());
        a.begin();
        store.em().persist(a);
        attemptJournal.record(a, office);
        URI callback = URI.create(publicUrl + "/pay/" + gateway.name() + "/callback");
        return new Opened(
                a.id,
                new PayRequest(
                        a.order,
                        a.amount,
                        callback,
                        MESSAGES.persian("attempt.description", bill.caseNumber),
                        bill.billId,
                        bill.paymentId),
                null,
                null);
    }

    /** Creates the refusal for a call that comes while another call is opening a session for the same bill. */
    static Refusal opening() {
        return Refusal.temporaryConflict("bill.being-opened", OPENING_RETRY_SECONDS);
    }

    /** Returns {@code true} if a session that was opened at {@code created} can still be shared with another payer of the bill. */
    boolean isShareable(PaymentGateway gateway, Instant created) {
        return created.isAfter(clock.instant().minus(paymentTimeLimits.maxShareableAge(gateway.traits())));
    }

    private static void checkPayable(BillEntity bill) {
        if (bill.state == BillEntity.State.PAID) {
            throw Refusal.conflict("bill.paid");
        }
        if (bill.isReplaced()) {
            throw Refusal.conflict("bill.replaced");
        }
        if (bill.state == BillEntity.State.CANCELLED) {
            throw Refusal.conflict("bill.cancelled");
        }
    }

    private Attempt start(Caller office, UUID caseId, UUID attempt, Session session) {
        AttemptEntity a = lock(caseId, attempt);
        a.session = session.session();
        a.page = session.page().toString();
        a.form = DutyJson.write(session.form());
        a.code = session.code();
        a.move(AttemptState.STARTED);
        a.nextAt =
                a.bank.inquires ? clock.instant().plusSeconds(a.bank.payWithin) : BankWithoutInquiryPolicy.lapseTime(a);
        attemptJournal.record(a, office);
        return AttemptJournal.toView(a);
    }

    private void close(Caller office, UUID caseId, UUID attempt, String code) {
        AttemptEntity a = lock(caseId, attempt);
        a.code = code;
        a.move(AttemptState.FAILED);
        a.nextAt = null;
        attemptJournal.record(a, office);
    }

    private AttemptEntity lock(UUID caseId, UUID attempt) {
        attemptJournal.lock(caseId);
        return store.attempt(attempt).orElseThrow();
    }
}
