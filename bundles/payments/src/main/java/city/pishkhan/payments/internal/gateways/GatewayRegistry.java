package city.pishkhan.payments.internal.gateways;

import city.pishkhan.api.Refusal;
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.spi.PaymentGateway;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The gateways that are there now, by name; how many sessions are being opened at each, so that a slow bank holds few of our threads; and
 * whether it is known to be down.
 */
public final class GatewayRegistry {
    private final Map<String, PaymentGateway> byName = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> openings = new ConcurrentHashMap<>();
    private final Map<String, GatewayCircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final MerchantRegister merchants;
    private final Clock clock;

    public GatewayRegistry(MerchantRegister merchants, Clock clock) {
        this.merchants = merchants;
        this.clock = clock;
    }

    public void add(PaymentGateway gateway) {
        byName.put(gateway.name(), gateway);
    }

    /** A replacement that came first stays. */
    public void remove(PaymentGateway gateway) {
        byName.remove(gateway.name(), gateway);
    }

    public Optional<PaymentGateway> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The card readers and branches whose payments clerks of the office may enter. */
    public List<PaymentGateway> counters(String office) {
        return byName.values().stream()
                .filter(g -> g.traits().counter())
                .filter(g -> g.office().map(office::equals).orElse(true))
                .toList();
    }

    /**
     * The gateway that may say what became of an attempt: only the terminal where it was begun knows, and a merchant account that nobody
     * ever approved is not believed.
     */
    public Optional<PaymentGateway> believed(String name, String terminal) {
        return find(name).filter(g -> g.terminal().equals(terminal)).filter(merchants::trusts);
    }

    public MerchantRegister merchants() {
        return merchants;
    }

    /** Whether it is known to be down. */
    public GatewayCircuitBreaker breaker(PaymentGateway gateway) {
        return breakers.computeIfAbsent(gateway.name(), name -> new GatewayCircuitBreaker(clock));
    }

    /** @return a place that is given back by {@link Place#close}; empty if all are taken */
    public Optional<Place> enter(PaymentGateway gateway, int most) {
        Semaphore places = openings.computeIfAbsent(gateway.name(), name -> new Semaphore(most));
        return places.tryAcquire() ? Optional.of(places::release) : Optional.empty();
    }

    /** One opening at a gateway. */
    public interface Place extends AutoCloseable {
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
