package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns if the service of an agency's channel is missing or offered more than once. Only a warning, because inquiries stay in their queue.
 */
@Component
public final class ChannelCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(ChannelCheck.class);
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
    public List<HealthWarning> warnings() {
        List<HealthWarning> all = new ArrayList<>();
        agencies.ambiguities()
                .forEach((agency, words) -> all.add(HealthWarning.of(MESSAGES, "twice", agency, null, words)));
        agencies.missingServices()
                .forEach((agency, awaited) ->
                        all.add(HealthWarning.of(MESSAGES, "waiting", agency, null, agency, awaited)));
        return all;
    }
}
