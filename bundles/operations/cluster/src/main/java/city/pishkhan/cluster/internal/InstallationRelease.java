package city.pishkhan.cluster.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import city.pishkhan.platform.startup.Participation;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Approved act {@code installation-release}: lets a copied or restored installation send again. The act has no
 * parameters.
 */
@Component(service = ApprovedAct.class)
public final class InstallationRelease implements ApprovedAct {
    private final QuarantineGuard guard;

    @Activate
    public InstallationRelease(@Reference QuarantineGuard guard) {
        this.guard = guard;
    }

    @Override
    public String name() {
        return "installation-release";
    }

    @Override
    public String operation() {
        return "committee.installation.release";
    }

    @Override
    public void check(Map<String, String> terms) {
        if (!Participation.isQuarantined()) {
            throw Refusal.conflict("installation.not-quarantined");
        }
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of();
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        guard.release(approver, asked.id());
        return "";
    }
}
