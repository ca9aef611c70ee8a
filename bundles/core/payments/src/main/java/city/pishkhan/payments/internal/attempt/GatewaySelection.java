package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.AttemptListener;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.attempt.SessionOpening.Answer;
import city.pishkhan.payments.internal.attempt.SessionOpening.OpeningResult;
import city.pishkhan.payments.internal.gateways.GatewayPreferences;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.store.PaymentRepository.Payable;
import city.pishkhan.spi.PaymentGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a payment at the requested gateway. Without a request, tries the service's gateways in order: a gateway must be available,
 * approved and not known to be down. Gateways at which the bill already has an open session come first.
 */
public final class GatewaySelection {
    private static final Logger LOG = LoggerFactory.getLogger(GatewaySelection.class);

    /** maximum time for which concurrent calls wait for the first of them; longer than the time-out of any bank */
    private static final Duration WAIT_FOR_FIRST = Duration.ofSeconds(25);

    private final PaymentRepository store;
    private final GatewayRegistry gatewayRegistry;
    private final GatewayPreferences gatewayPreferences;
    private final SessionOpening sessionOpening;
    private final int openings;
    private final JoinedOpenings joinedOpenings = new JoinedOpenings(WAIT_FOR_FIRST);

    /** The payment to be opened. */
    private record OpeningOrder(Caller office, UUID caseId, UUID bill, AttemptListener listener) {}

    /** @param openings maximum number of sessions that are opened at one gateway at the same time */
    public GatewaySelection(
            PaymentRepository store,
            GatewayRegistry gatewayRegistry,
            GatewayPreferences gatewayPreferences,
            SessionOpening sessionOpening,
            int openings) {
        this.store = store;
        this.gatewayRegistry = gatewayRegistry;
        this.gatewayPreferences = gatewayPreferences;
        this.sessionOpening = sessionOpening;
        this.openings = openings;
    }

    /**
     * Opens a payment.
     *
     * @param named name of the gateway; {@code null} or blank to use any gateway of the service
     */
    public Attempt begin(Caller office, UUID caseId, UUID bill, @Nullable String named, AttemptListener listener) {
        OpeningOrder order = new OpeningOrder(office, caseId, bill, listener);
        return named == null || named.isBlank() ? beginAtAny(order) : beginAtNamed(order, named);
    }

    private Payable payable(OpeningOrder order) {
        return store.tx()
                .required(sql -> store.payable(order.caseId(), order.bill()))
                .orElseThrow(() -> Refusal.notFound("bill"));
    }

    private List<String> names(OpeningOrder order) {
        return gatewayPreferences.gateways(payable(order).service());
    }

    /** Returns the gateways at which the bill has an open payment session that another payer of the bill can use too, the newest first. */
    private Set<String> openGateways(Payable payable) {
        Set<String> open = new LinkedHashSet<>();
        payable.open().stream()
                .filter(attempt -> gatewayRegistry
                        .find(attempt.gateway())
                        .filter(gateway ->
                                sessionOpening.isShareable(gateway, Objects.requireNonNull(attempt.created())))
                        .isPresent())
                .forEach(attempt -> open.add(attempt.gateway()));
        return open;
    }

    private Attempt beginAtNamed(OpeningOrder order, String named) {
        PaymentGateway gateway = gatewayRegistry
                .find(named)
                .filter(isAvailable -> !isAvailable.traits().counter())
                .orElseThrow(() -> unavailable(named, names(order)));
        // the check runs while the case is locked, so it uses the bill's current service
        OpeningResult tried = attempt(order, gateway, false, bill -> {
            List<String> names = gatewayPreferences.gateways(bill.service);
            if (!names.contains(named)) {
                throw notForService(named, names);
            }
        });
        if (tried.attempt() == null) {
            throw Objects.requireNonNull(tried.refusal());
        }
        return tried.attempt();
    }

    /**
     * Returns the reason why no payment is opened at a gateway that is unavailable or only for counters.
     *
     * @param names gateways of the service
     */
    private Refusal unavailable(String named, List<String> names) {
        boolean isAvailable = gatewayRegistry.find(named).isPresent();
        if (!names.contains(named)) {
            return isAvailable || gatewayPreferences.isUsed(named)
                    ? notForService(named, names)
                    : Refusal.notFound("gateway");
        }
        return isAvailable ? counterOnly(named) : GatewayRegistry.silent(named);
    }

    private Attempt beginAtAny(OpeningOrder order) {
        List<OpeningResult> failed = new ArrayList<>();
        Payable payable = payable(order);
        List<String> names = gatewayPreferences.gateways(payable.service());
        Set<String> open = openGateways(payable);
        open.retainAll(names);
        Set<String> candidates = new LinkedHashSet<>(open);
        candidates.addAll(names);
        for (String name : candidates) {
            Optional<PaymentGateway> gateway = gatewayRegistry
                    .find(name)
                    .filter(g -> !g.traits().counter())
                    .filter(g -> gatewayRegistry.breaker(g).acquire());
            if (gateway.isPresent()) {
                OpeningResult tried = attemptWithPermission(order, gateway.get(), open.contains(name));
                if (tried.attempt() != null) {
                    return tried.attempt();
                }
                LOG.warn(
                        "Gateway {} could not start a payment: {}",
                        name,
                        Objects.requireNonNull(tried.refusal()).code());
                failed.add(tried);
            }
        }
        throw failed.size() == 1 ? failed.get(0).refusal() : noneOpened(names);
    }

    /**
     * Opens a session with the permission of the circuit breaker, and returns the permission if the bank was not
     * called.
     */
    private OpeningResult attemptWithPermission(OpeningOrder order, PaymentGateway gateway, boolean open) {
        boolean called = false;
        try {
            OpeningResult tried = attempt(order, gateway, open, bill -> {});
            called = tried.answer() != Answer.NOT_CALLED;
            return tried;
        } finally {
            if (!called) {
                gatewayRegistry.breaker(gateway).release();
            }
        }
    }

    private OpeningResult attempt(
            OpeningOrder order, PaymentGateway gateway, boolean open, Consumer<BillEntity> allowed) {
        Supplier<OpeningResult> opening = () -> {
            OpeningResult tried = sessionOpening.begin(
                    order.office(), order.caseId(), order.bill(), gateway, allowed, order.listener());
            switch (tried.answer()) {
                case GIVEN -> gatewayRegistry.breaker(gateway).close();
                case SILENT -> gatewayRegistry.breaker(gateway).recordFailure(tried.refusal());
                case NOT_CALLED -> {
                    // the breaker is unchanged, because the bank was not called
                }
            }
            return tried;
        };
        // an open session is returned without calling the bank, so no opening permit is needed
        return joinedOpenings.run(
                order.bill(), gateway.name(), open ? opening : () -> openWithPermit(order, gateway, opening), opening);
    }

    private OpeningResult openWithPermit(OpeningOrder order, PaymentGateway gateway, Supplier<OpeningResult> opening) {
        Optional<GatewayRegistry.OpeningPermit> free = gatewayRegistry.tryEnter(gateway, openings);
        if (free.isEmpty()) {
            // the query runs only if the gateway is busy: the bill may have an open session that needs no call to the
            // bank
            if (openGateways(payable(order)).contains(gateway.name())) {
                return opening.get();
            }
            return new OpeningResult(null, GatewayRegistry.busy(gateway.name()), Answer.NOT_CALLED);
        }
        try (GatewayRegistry.OpeningPermit place = free.get()) {
            return opening.get();
        }
    }

    private static Refusal notForService(String named, List<String> names) {
        return Refusal.conflict("gateway.not-for-service", named, names);
    }

    private static Refusal noneOpened(@Nullable List<String> names) {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "gateway.no-answer", "gateway", names);
    }

    private static Refusal counterOnly(String gateway) {
        return Refusal.conflict("gateway.counter", gateway);
    }
}
