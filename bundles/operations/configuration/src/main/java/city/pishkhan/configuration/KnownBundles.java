package city.pishkhan.configuration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link KnownKeys} of all installed bundles, started or not. Each bundle is read once, and again after an update. */
public final class KnownBundles {
    private static final Logger LOG = LoggerFactory.getLogger(KnownBundles.class);

    private final BundleContext framework;
    private final Map<Long, Read> read = new ConcurrentHashMap<>();

    private record Read(long modified, @Nullable Description description) {}

    public KnownBundles(BundleContext framework) {
        this.framework = framework;
    }

    /** Returns the keys known now. Descriptions that cannot be read are logged and left out. */
    public KnownKeys keys() {
        List<Description> all = new ArrayList<>();
        for (Bundle bundle : framework.getBundles()) {
            Read last = read.get(bundle.getBundleId());
            if (last == null || last.modified() != bundle.getLastModified()) {
                last = new Read(bundle.getLastModified(), description(bundle));
                read.put(bundle.getBundleId(), last);
            }
            if (last.description() != null) {
                all.add(last.description());
            }
        }
        return KnownKeys.merge(all);
    }

    private static @Nullable Description description(Bundle bundle) {
        try {
            return Description.of(bundle);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The configuration keys of {} cannot be read", bundle.getSymbolicName(), e);
            return null;
        }
    }
}
