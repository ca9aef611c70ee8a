package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of unexplained differences between the banks' settlement files and the hub's payments. Only a warning, because
 * the hub can still serve requests.
 */
@Component
public final class SettlementHealthCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(SettlementHealthCheck.class);
    private final Settlements settlements;

    @Activate
    public SettlementHealthCheck(@Reference Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public String name() {
        return "settlements";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        long open = settlements.countOpen();
        return open == 0
                ? List.of()
                : List.of(HealthWarning.of(
                        MESSAGES, open == 1 ? "other/settlements/one" : "other/settlements", "", null, open));
    }
}
