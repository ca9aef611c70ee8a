package city.pishkhan.payments.internal.counter;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Slip;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.BillId;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PaymentId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.payments.internal.attempt.OutcomeTransitions;
import city.pishkhan.payments.internal.attempt.PaymentTimeLimits;
import city.pishkhan.payments.internal.attempt.SaleClaims;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts payments made outside the hub: a slip (فیش) of the bank, or a receipt printed by the office's card reader. Such a payment
 * is an ordinary attempt without a session. The reference is only the payer's claim, so the bank's answer is requested while the
 * clerk waits.
 */
public final class SlipIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SlipIntake.class);
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9+/=_.-]{1," + SaleClaims.MOST_CHARACTERS + "}");
    /** pause after which the sweep retries if the clerk's request ends with its node */
    private static final Duration SAFETY = Duration.ofMinutes(1);

    private final PaymentRepository store;
    private final SaleClaims saleClaims;
    private final AttemptJournal attemptJournal;
    private final Journal journal;
    private final GatewayRegistry gatewayRegistry;
    private final PaymentTimeLimits paymentTimeLimits;
    private final Consumer<UUID> confirm;
    private final Clock clock;

    /** @param confirm advances an attempt by calling the bank, outside of any transaction */
    public SlipIntake(
            PaymentRepository store,
            AttemptJournal attemptJournal,
            Journal journal,
            GatewayRegistry gatewayRegistry,
            PaymentTimeLimits paymentTimeLimits,
            Consumer<UUID> confirm,
            Clock clock) {
        this.store = store;
        this.saleClaims = new SaleClaims(store);
        this.attemptJournal = attemptJournal;
        this.journal = journal;
        this.gatewayRegistry = gatewayRegistry;
        this.paymentTimeLimits = paymentTimeLimits;
        this.confirm = confirm;
        this.clock = clock;
    }

    public Attempt enter(Caller office, UUID caseId, Slip slip) {
        return recordRefusals(office, caseId, () -> {
            String reference = reference(slip.reference());
            BillId bill = parseField("billId", () -> BillId.parse(slip.billId()));
            PaymentId payment = parseField("paymentId", () -> PaymentId.parse(bill, slip.paymentId()));
            PaymentGateway gateway = gateway(office, slip.gateway());
            UUID attempt = store.tx().required(sql -> attempt(office, caseId, payment, gateway, reference));
            confirmNow(attempt);
            return toResult(store.tx().required(sql -> store.attempt(attempt).orElseThrow()));
        });
    }

    /**
     * Runs the entry of a slip and records a refusal in the case's journal, because a person who submits one forged
     * slip may submit more.
     */
    private Attempt recordRefusals(Caller office, UUID caseId, Supplier<Attempt> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            store.tx().run(sql -> journal.record(caseId, "slip.refused", office, Map.of("reason", refusal.code())));
            throw refusal;
        }
    }

    private static String reference(String text) {
        String plain = text == null ? "" : PersianText.normalise(text);
        if (!REFERENCE.matcher(plain).matches()) {
            throw Refusal.invalid("slip.reference", "reference", SaleClaims.MOST_CHARACTERS);
        }
        return plain;
    }

    private static <T> T parseField(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), field, e.text());
        }
    }

    private PaymentGateway gateway(Caller clerk, String named) {
        List<PaymentGateway> open = gatewayRegistry.counters(clerk.office().orElse(""));
        if (named == null || named.isBlank()) {
            List<PaymentGateway> own =
                    open.stream().filter(g -> g.office().isPresent()).toList();
            return Optional.of(own.size() == 1 ? own : open)
                    .filter(found -> found.size() == 1)
                    .map(found -> found.get(0))
                    .orElseThrow(() -> SlipRefusals.unnamed(open));
        }
        return open.stream()
                .filter(g -> g.name().equals(named))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "gateway.unknown/gateway", null));
    }

    /** Returns the attempt of a slip: a new one, or the existing one if the slip was entered before, with or without leading zeros. */
    private UUID attempt(Caller office, UUID caseId, PaymentId payment, PaymentGateway gateway, String reference) {
        attemptJournal.lock(caseId);
        BillEntity bill =
                store.bill(payment).filter(b -> b.caseId.equals(caseId)).orElseThrow(SlipRefusals::notOfThisCase);
        Optional<AttemptEntity> before = saleClaims.findCounterAttempt(gateway.name(), gateway.terminal(), reference);
        if (before.isPresent()) {
            if (!before.get().bill.equals(bill.id)) {
                throw SlipRefusals.used();
            }
            return before.get().id;
        }
        PaymentRepository.NewOrder order = store.nextOrder(
                bill.id,
                gatewayRegistry.merchants().merchant(gateway).fingerprint(),
                PaymentRepository.SessionTerms.NO_SESSION);
        MerchantRegister.refusal(order.merchant(), gateway).ifPresent(refusal -> {
            throw refusal;
        });
        AttemptEntity a =
                AttemptEntity.create(bill, gateway.name(), gateway.terminal(), order.number(), clock.instant());
        a.bank = paymentTimeLimits.termsOf(gateway.traits());
        a.begin();
        a.hintPaid = true;
        a.hintReference = reference;
        a.returned = a.created;
        a.move(AttemptState.RETURNED);
        a.nextAt = a.created.plus(SAFETY);
        store.em().persist(a);
        attemptJournal.record(a, office);
        return a.id;
    }

    private void confirmNow(UUID attempt) {
        try {
            confirm.accept(attempt);
        } catch (PartnerUnavailable e) {
            LOG.warn("Attempt {} will be queried later: {}", attempt, e.getMessage());
        }
    }

    /**
     * Returns the attempt if it is paid or the bank has not answered yet.
     *
     * @throws Refusal if the bank refused the slip
     */
    private static Attempt toResult(AttemptEntity a) {
        return switch (a.state) {
            case FAILED ->
                throw OutcomeTransitions.REFERENCE_USED.equals(a.code) ? SlipRefusals.used() : SlipRefusals.unknown();
            case REVERSED -> throw SlipRefusals.returned(a);
            default -> AttemptJournal.toView(a);
        };
    }
}
