package city.pishkhan.payments.internal.gateways;

import city.pishkhan.api.Refusal;
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.spi.PaymentGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Available gateways by name, with their circuit breakers. The number of sessions opened at the same time is limited per gateway,
 * so that a slow bank blocks few threads. Thread-safe.
 */
public final class GatewayRegistry {
    /**
     * After three consecutive attempts to open a session without an answer, no session is opened at the gateway for 10
     * to 160 seconds.
     */
    private static final Rule RULE = new Rule(
            3, 3, 100, Duration.ofSeconds(10), Duration.ofSeconds(160), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final Map<String, PaymentGateway> byName = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> openings = new ConcurrentHashMap<>();
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final MerchantRegister merchants;
    private final Clock clock;

    public GatewayRegistry(MerchantRegister merchants, Clock clock) {
        this.merchants = merchants;
        this.clock = clock;
    }

    public void add(PaymentGateway gateway) {
        byName.put(gateway.name(), gateway);
    }

    /** Removes a gateway, unless its replacement was added before. */
    public void remove(PaymentGateway gateway) {
        byName.remove(gateway.name(), gateway);
    }

    public Optional<PaymentGateway> find(@Nullable String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the card readers and branches whose payments clerks of the office may enter. */
    public List<PaymentGateway> counters(String office) {
        return byName.values().stream()
                .filter(g -> g.traits().counter())
                .filter(g -> g.office().map(office::equals).orElse(true))
                .toList();
    }

    /**
     * Returns the gateway whose answers about an attempt count: the gateway with the terminal at which the attempt
     * began, if its merchant account was ever approved.
     */
    public Optional<PaymentGateway> findTrusted(@Nullable String name, @Nullable String terminal) {
        return find(name).filter(g -> g.terminal().equals(terminal)).filter(merchants::isTrusted);
    }

    public MerchantRegister merchants() {
        return merchants;
    }

    /** Returns the circuit breaker of the calls that open sessions at a gateway. */
    public CircuitBreaker breaker(PaymentGateway gateway) {
        return breaker(gateway.name());
    }

    CircuitBreaker breaker(String gateway) {
        return breakers.computeIfAbsent(gateway, name -> new CircuitBreaker("Gateway " + name, RULE, clock));
    }

    /**
     * Reserves one of the places for sessions that are opened at a gateway at the same time.
     *
     * @return the place, to be released by {@link OpeningPermit#close}; empty if all places are taken
     */
    public Optional<OpeningPermit> tryEnter(PaymentGateway gateway, int limit) {
        Semaphore places = openings.computeIfAbsent(gateway.name(), name -> new Semaphore(limit));
        return places.tryAcquire() ? Optional.of(places::release) : Optional.empty();
    }

    /** Reserved place for opening one session at a gateway. */
    public interface OpeningPermit extends AutoCloseable {
        @Override
        void close();
    }

    public static Refusal busy(String gateway) {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "gateway.busy", "gateway", gateway);
    }

    public static Refusal silent(String gateway) {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "gateway.no-answer/silent", "gateway", gateway);
    }

    public static Refusal refused(String gateway, String code) {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "gateway.refused", "gateway", gateway, code);
    }
}
