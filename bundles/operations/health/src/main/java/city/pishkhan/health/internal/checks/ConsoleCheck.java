package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Warns about two defaults of Karaf's console: it listens on all addresses, and each of its users can read and write files of the
 * hub by SFTP and SCP.
 */
@Component(
        service = HealthCheck.class,
        configurationPid = "org.apache.karaf.shell",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConsoleCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(ConsoleCheck.class);
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]");
    private static final String SSH = "org.apache.karaf.shell.ssh";

    private final BundleContext bundles;
    private final String host;
    private final String port;
    private final boolean transfersFiles;

    @Activate
    public ConsoleCheck(BundleContext bundles, Map<String, Object> settings) {
        this.bundles = bundles;
        this.host = String.valueOf(settings.getOrDefault("sshHost", "")).strip();
        this.port = String.valueOf(settings.getOrDefault("sshPort", "8101")).strip();
        // as Karaf does: SFTP and SCP are on by default
        this.transfersFiles = Boolean.parseBoolean(
                String.valueOf(settings.getOrDefault("sftpEnabled", "true")).strip());
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> warnings = new ArrayList<>();
        boolean isRunning = Arrays.stream(bundles.getBundles())
                .anyMatch(bundle -> SSH.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE);
        if (isRunning && EVERYWHERE.contains(host)) {
            warnings.add(HealthWarning.of(MESSAGES, "all-addresses", port, null, port));
        }
        if (isRunning && transfersFiles) {
            warnings.add(HealthWarning.of(MESSAGES, "file-transfer", port, null, port));
        }
        return warnings;
    }
}
