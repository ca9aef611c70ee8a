package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.runtime.HealthCheck;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What each agency's channel leads to is there. Only a warning: its inquiries wait in their queue, and all others go on. */
@Component
public final class ChannelCheck implements HealthCheck {
    private final AgencyRegister agencies;

    @Activate
    public ChannelCheck(@Reference AgencyRegister agencies) {
        this.agencies = agencies;
    }

    @Override
    public String name() {
        return "channels";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<String> warning() {
        String waiting = agencies.waiting().entrySet().stream()
                .map(agency -> agency.getKey() + " waits for " + agency.getValue())
                .collect(Collectors.joining("; "));
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting);
    }
}
