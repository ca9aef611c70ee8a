package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Merchants;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.PaymentGateway;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Implementation of {@link Merchants}: combines the register, the configuration of this node and the pending approvals. */
@Component(immediate = true)
public final class MerchantService implements Merchants {
    private static final Logger LOG = LoggerFactory.getLogger(MerchantService.class);
    private static final int MOST_ASKED = 200;
    private static final String ACT = "merchant-account";

    private final MerchantRegister merchantRegister;
    private final Approvals approvals;
    private final Set<PaymentGateway> gateways = new CopyOnWriteArraySet<>();

    @Activate
    public MerchantService(@Reference MerchantRegister merchantRegister, @Reference Approvals approvals) {
        this.merchantRegister = merchantRegister;
        this.approvals = approvals;
    }

    /** Adds a gateway and records its merchant account at once, so that the treasury sees the account on every node. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindGateway(PaymentGateway gateway) {
        gateways.add(gateway);
        try {
            merchantRegister.recordIfNew(gateway);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The account of gateway {} will be recorded at the next request: {}", gateway.name(), e.toString());
        }
    }

    void unbindGateway(PaymentGateway gateway) {
        gateways.remove(gateway);
    }

    @Override
    public List<Account> list() {
        Set<String> configuredHere = gateways.stream()
                .map(g -> merchantRegister.recordIfNew(g).fingerprint())
                .collect(Collectors.toSet());
        Map<String, Approval> asked = approvals.list(Caller.HUB, "asked", MOST_ASKED).stream()
                .filter(a -> a.act().equals(ACT))
                .collect(Collectors.toMap(
                        a -> a.terms().getOrDefault("fingerprint", ""), Function.identity(), (newer, older) -> newer));
        return merchantRegister.list().stream()
                .map(a -> toView(a, configuredHere.contains(a.fingerprint()), asked.get(a.fingerprint())))
                .sorted(Comparator.comparing(a -> !a.here()))
                .toList();
    }

    private static Account toView(Account a, boolean configuredHere, @Nullable Approval asked) {
        Approval pending = a.state().equals(MerchantRepository.APPROVED) ? null : asked;
        return new Account(
                a.gateway(),
                a.terminal(),
                a.fingerprint(),
                a.terms(),
                configuredHere,
                pending != null ? "asked" : a.state(),
                pending != null ? pending.askedBy() : a.askedBy(),
                pending != null ? null : a.decidedBy(),
                pending != null ? null : a.decided());
    }
}
