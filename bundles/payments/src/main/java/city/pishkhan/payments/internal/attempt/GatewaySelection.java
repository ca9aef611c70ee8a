package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.attempt.SessionOpening.Tried;
import city.pishkhan.payments.internal.gateways.GatewayPreferences;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.spi.PaymentGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a payment at the gateway that is named; or at the first of the service's that is there, approved, not known to be down, and opens one. */
public final class GatewaySelection {
    private static final Logger LOG = LoggerFactory.getLogger(GatewaySelection.class);

    private final PaymentRepository store;
    private final GatewayRegistry gatewayRegistry;
    private final GatewayPreferences gatewayPreferences;
    private final SessionOpening sessionOpening;
    private final int openings;

    /** Whose payment it is. */
    private record Order(Caller office, UUID caseId, UUID bill) {}

    /** @param openings at one gateway at the same time */
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

    /** @param named {@code null} or blank: whichever of the service's opens one */
    public Attempt begin(Caller office, UUID caseId, UUID bill, String named) {
        String service = store.tx().required(sql -> service(caseId, bill));
        List<String> names = gatewayPreferences.gateways(service);
        Order order = new Order(office, caseId, bill);
        return named == null || named.isBlank() ? any(order, names) : one(order, names, named);
    }

    private String service(UUID caseId, UUID bill) {
        BillEntity row =
                store.bill(bill).filter(b -> b.caseId.equals(caseId)).orElseThrow(() -> Refusal.notFound("bill"));
        return row.service;
    }

    private Attempt one(Order order, List<String> names, String named) {
        if (!names.contains(named)) {
            throw gatewayPreferences.names(named) || gatewayRegistry.find(named).isPresent()
                    ? notForService(named, names)
                    : Refusal.notFound("gateway");
        }
        PaymentGateway gateway = gatewayRegistry.find(named).orElseThrow(() -> GatewayRegistry.silent(named));
        if (gateway.traits().counter()) {
            throw counterOnly(named);
        }
        Tried tried = attempt(order, gateway);
        if (tried.attempt() == null) {
            throw tried.refusal();
        }
        return tried.attempt();
    }

    private Attempt any(Order order, List<String> names) {
        List<Tried> failed = new ArrayList<>();
        for (String name : names) {
            Optional<PaymentGateway> gateway = gatewayRegistry
                    .find(name)
                    .filter(g -> !g.traits().counter())
                    .filter(g -> gatewayRegistry.breaker(g).admits());
            if (gateway.isPresent()) {
                Tried tried = attempt(order, gateway.get());
                if (tried.attempt() != null) {
                    return tried.attempt();
                }
                LOG.warn(
                        "Gateway {} opened no payment: {}",
                        name,
                        tried.refusal().code());
                failed.add(tried);
            }
        }
        throw failed.size() == 1 ? failed.get(0).refusal() : noneOpened(names);
    }

    private Tried attempt(Order order, PaymentGateway gateway) {
        Optional<GatewayRegistry.Place> free = gatewayRegistry.enter(gateway, openings);
        if (free.isEmpty()) {
            return new Tried(null, GatewayRegistry.busy(gateway.name()), false);
        }
        try (GatewayRegistry.Place place = free.get()) {
            Tried tried = sessionOpening.begin(order.office(), order.caseId(), order.bill(), gateway);
            if (tried.silent()) {
                gatewayRegistry.breaker(gateway).silent();
            } else {
                gatewayRegistry.breaker(gateway).answered();
            }
            return tried;
        }
    }

    private static Refusal notForService(String named, List<String> names) {
        String others = String.join(", ", names);
        return Refusal.conflict("gateway.not-for-service", named, others);
    }

    private static Refusal noneOpened(List<String> names) {
        String all = String.join(", ", names);
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "gateway.no-answer", "gateway", all);
    }

    private static Refusal counterOnly(String gateway) {
        return Refusal.conflict("gateway.counter", gateway);
    }
}
