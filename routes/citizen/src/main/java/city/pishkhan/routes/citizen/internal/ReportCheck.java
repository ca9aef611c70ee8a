package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of citizens' reports that no office could accept for a long time. Only a warning, because the institute must qualify offices. */
@Component
public final class ReportCheck implements HealthCheck {
    private final ViolationReports reports;

    @Activate
    public ReportCheck(@Reference ViolationReports reports) {
        this.reports = reports;
    }

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return reports.warning().stream().toList();
    }
}
