package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Unregistered;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of qualifications whose experts are not registered, with the end of their transition period. The institute must correct them. */
@Component
public final class ExpertCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(ExpertCheck.class);
    private static final int MOST_NAMED = 5;

    private final Offices offices;

    @Activate
    public ExpertCheck(@Reference Offices offices) {
        this.offices = offices;
    }

    @Override
    public String name() {
        return "experts";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        List<Unregistered> all = offices.unregistered(Instant.now());
        return all.isEmpty()
                ? List.of()
                : List.of(HealthWarning.of(
                        MESSAGES,
                        "other/experts",
                        "",
                        null,
                        all.size(),
                        all.stream()
                                        .limit(MOST_NAMED)
                                        .map(q -> "office " + q.office() + " for " + q.service() + " by " + q.expert()
                                                + ", valid until " + q.until())
                                        .collect(Collectors.joining("; "))
                                + (all.size() > MOST_NAMED ? "; …" : "")));
    }
}
