package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.bundleguard.AcceptedCode.RefusedBundle;
import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.bundleguard.BundleGuard.Reason;
import city.pishkhan.platform.bundleguard.BundleGuard.SetAside;
import city.pishkhan.runtime.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports the hub as not ready while deployed bundles are being started; warns of those that do not run and of rejected files
 * in {@code deploy/}.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class DeploymentsCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(DeploymentsCheck.class);

    private final BundleGuard guard;
    private final AcceptedCode code;
    private final DeploymentService deployments;

    @Activate
    public DeploymentsCheck(
            @Reference BundleGuard guard, @Reference AcceptedCode code, @Reference DeploymentService deployments) {
        this.guard = guard;
        this.code = code;
        this.deployments = deployments;
    }

    @Override
    public String name() {
        return "deployments";
    }

    @Override
    public Optional<String> problem() {
        List<String> starting = guard.starting();
        return starting.isEmpty()
                ? Optional.empty()
                : Optional.of("deployed bundles are being started: " + String.join(", ", starting));
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> warnings = new ArrayList<>();
        for (SetAside one : guard.bundlesSetAside()) {
            if (one.reason() != Reason.SAFE_MODE) {
                String messageKey = one.reason() == Reason.HANGS ? "set-aside/hangs" : "set-aside/fails";
                warnings.add(HealthWarning.of(
                        MESSAGES, messageKey, one.bundle(), one.since(), one.bundle(), one.version(), one.cause()));
            }
        }
        if (guard.isSafeMode()) {
            String names = String.join(
                    ", ", guard.bundlesSetAside().stream().map(SetAside::bundle).toList());
            warnings.add(HealthWarning.of(MESSAGES, "safe-mode", "", null, names.isEmpty() ? "-" : names));
        }
        for (RefusedBundle one : code.refusedBundles()) {
            warnings.add(HealthWarning.of(
                    MESSAGES, "not-accepted", one.bundle(), one.since(), one.bundle(), one.version(), one.sha256()));
        }
        for (Entry one : deployments.stuck()) {
            warnings.add(HealthWarning.of(MESSAGES, "stuck", one.name(), one.at(), one.name(), one.cause()));
        }
        deployments
                .rejected()
                .forEach(one -> warnings.add(
                        HealthWarning.of(MESSAGES, "rejected", one.file(), one.since(), one.file(), one.cause())));
        return warnings;
    }
}
