package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Warns if the file installer writes configurations back to their files, which is Karaf's default. The file installer
 * overwrites the file in place. Its scan may read the file while it is empty, apply the empty configuration and write
 * it back.
 */
@Component(service = HealthCheck.class)
public final class SettingsWriteBackCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(SettingsWriteBackCheck.class);

    private final boolean writesBack;

    @Activate
    public SettingsWriteBackCheck(BundleContext bundles) {
        writesBack = !"false".equals(bundles.getProperty("felix.fileinstall.enableConfigSave"));
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return writesBack ? List.of(HealthWarning.of(MESSAGES, "written-back", "etc", null)) : List.of();
    }
}
