package city.pishkhan.runtime.internal.health;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Warns of a file installer that writes settings back, as Karaf ships it. It writes in place, and whatever its own look finds in that moment, an
 * empty file, counts and is written back too.
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
