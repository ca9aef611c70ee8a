package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.money.Merchants;
import city.pishkhan.api.money.Merchants.Account;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of merchant accounts of this node that are not approved. Only a warning, because the treasury uses the hub itself to approve them.
 */
@Component
public final class MerchantCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(MerchantCheck.class);
    private final Merchants merchants;

    @Activate
    public MerchantCheck(@Reference Merchants merchants) {
        this.merchants = merchants;
    }

    @Override
    public String name() {
        return "merchants";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return merchants.list().stream()
                .filter(a -> a.here() && !a.state().equals("approved"))
                .map(a -> HealthWarning.of(MESSAGES, messageKey(a), "", null, a.gateway() + "/" + a.terminal()))
                .toList();
    }

    private static String messageKey(Account a) {
        return switch (a.state()) {
            case "withdrawn" -> "other/merchant-withdrawn";
            case "asked" -> "other/merchant-asked";
            default -> "other/merchant";
        };
    }
}
