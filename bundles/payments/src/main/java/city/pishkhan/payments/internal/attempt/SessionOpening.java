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
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.PayRequest;
import city.pishkhan.spi.PaymentGateway.Session;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a session at a bank: the attempt is on disk before the bank hears of it, and the session before the payer does. */
public final class SessionOpening {
    private static final Messages MESSAGES = Messages.of(SessionOpening.class);
    private static final Logger LOG = LoggerFactory.getLogger(SessionOpening.class);

    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final MerchantRegister merchants;
    private final PaymentTimeLimits paymentTimeLimits;
    private final Clock clock;
    private final URI publicUrl;

    /** @param closed why the merchant account takes no money; there is no attempt then */
    private record Opened(UUID attempt, PayRequest request, Refusal closed) {}

    /**
     * What came of it.
     *
     * @param attempt {@code null} if no session was opened
     * @param refusal why not, or {@code null}
     * @param silent  whether the bank gave no answer
     */
    record Tried(Attempt attempt, Refusal refusal, boolean silent) {}

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

    /** @param allowed refuses a bill that is not paid there @throws Refusal if the bill cannot be paid now, wherever */
    Tried begin(
            Caller office,
            UUID caseId,
            UUID billId,
            PaymentGateway gateway,
            Consumer<BillEntity> allowed,
            AttemptListener listener) {
        if (store.tx().active()) {
            throw new IllegalStateException("A bank is not called inside a transaction");
        }
        Opened opened = store.tx().required(sql -> {
            Opened created = create(office, caseId, billId, gateway, allowed);
            if (created.closed() == null) {
                listener.created();
            }
            return created;
        });
        if (opened.closed() != null) {
            return new Tried(null, opened.closed(), false);
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
            // a session that may exist over there was never handed out here
            store.tx().run(sql -> close(office, caseId, opened.attempt(), "no-answer"));
            return new Tried(null, GatewayRegistry.silent(gateway.name()), true);
        }
        if (!session.accepted()) {
            store.tx().run(sql -> close(office, caseId, opened.attempt(), session.code()));
            return new Tried(null, GatewayRegistry.refused(gateway.name(), session.code()), false);
        }
        Attempt started = store.tx().required(sql -> {
            Attempt attempt = start(office, caseId, opened.attempt(), session);
            listener.started(attempt);
            return attempt;
        });
        return new Tried(started, null, false);
    }

    private Opened create(
            Caller office, UUID caseId, UUID billId, PaymentGateway gateway, Consumer<BillEntity> allowed) {
        attemptJournal.lock(caseId);
        BillEntity bill =
                store.bill(billId).filter(b -> b.caseId.equals(caseId)).orElseThrow(() -> Refusal.notFound("bill"));
        allowed.accept(bill);
        checkPayable(bill);
        PaymentRepository.Order order =
                store.nextOrder(billId, merchants.merchant(gateway).fingerprint());
        Optional<Refusal> closed = MerchantRegister.closed(order.merchant(), gateway);
        if (closed.isPresent()) {
            return new Opened(null, null, closed.get());
        }
        if (order.taken()) {
            throw Refusal.passing("bill.being-settled", 60);
        }
        AttemptEntity a = AttemptEntity.at(bill, gateway.name(), gateway.terminal(), order.number(), clock.instant());
        a.bank = paymentTimeLimits.of(gateway.traits());
        a.nextAt = a.created.plus(a.bank.abandonAfter());
        a.begin();
        store.em().persist(a);
        attemptJournal.tell(a, office);
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
                null);
    }

    private static void checkPayable(BillEntity bill) {
        if (bill.state == BillEntity.State.PAID) {
            throw Refusal.conflict("bill.paid");
        }
        if (bill.replaced()) {
            throw Refusal.conflict("bill.replaced");
        }
        if (bill.state == BillEntity.State.CANCELLED) {
            throw Refusal.conflict("bill.cancelled");
        }
    }

    private Attempt start(Caller office, UUID caseId, UUID attempt, Session session) {
        AttemptEntity a = locked(caseId, attempt);
        a.session = session.session();
        a.page = session.page().toString();
        a.form = DutyJson.write(session.form());
        a.code = session.code();
        a.move(AttemptState.STARTED);
        a.nextAt = a.bank.inquires ? clock.instant().plusSeconds(a.bank.payWithin) : BankWithoutInquiryPolicy.lapses(a);
        attemptJournal.tell(a, office);
        return AttemptJournal.shown(a);
    }

    private void close(Caller office, UUID caseId, UUID attempt, String code) {
        AttemptEntity a = locked(caseId, attempt);
        a.code = code;
        a.move(AttemptState.FAILED);
        a.nextAt = null;
        attemptJournal.tell(a, office);
    }

    private AttemptEntity locked(UUID caseId, UUID attempt) {
        attemptJournal.lock(caseId);
        return store.attempt(attempt).orElseThrow();
    }
}
