package city.pishkhan.health.internal.settings;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.EffectiveSettings;
import city.pishkhan.configuration.EffectiveConfiguration;
import city.pishkhan.configuration.FileRules;
import city.pishkhan.configuration.KnownBundles;
import city.pishkhan.configuration.Mistake;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link EffectiveSettings} with the same data as the commands {@code pishkhan:config-show} and {@code config-check}. */
@Component(service = EffectiveSettings.class)
public final class EffectiveSettingsService implements EffectiveSettings {
    private final ConfigurationAdmin configurations;
    private final KnownBundles bundles;
    private final Path files;

    @Activate
    public EffectiveSettingsService(BundleContext framework, @Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        bundles = new KnownBundles(framework);
        files = Path.of(String.valueOf(framework.getProperty("karaf.etc")));
    }

    @Override
    public List<Setting> list(String wanted) {
        List<Setting> all = new EffectiveConfiguration(bundles.keys())
                .rows(configurations, wanted).stream()
                        .map(row -> new Setting(
                                row.pid(), row.key(), row.value(), row.source(), row.defaultValue(), row.description()))
                        .toList();
        if (all.isEmpty() && wanted != null) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "setting.unknown", "of", wanted);
        }
        return all;
    }

    @Override
    public List<Text> errors() {
        try {
            return new FileRules(bundles.keys(), Path.of(""))
                    .mistakes(files).stream().map(Mistake::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
