package city.pishkhan.audit.internal;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.PeriodicTask;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.karaf.features.BootFinished;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Records bundles that are installed, removed or updated once the hub has started. Changes made while the hub was down are found at
 * the next start.
 */
@Component(service = BundleAudit.class, immediate = true)
public final class BundleAudit implements SynchronousBundleListener {
    private static final String HOST = "host";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 50;

    private final BundleContext context;
    private final ActRecorder recorder;
    private final LastState<TreeSet<String>> storedState;
    private final Queue<String> replaced = new ConcurrentLinkedQueue<>();
    private final PeriodicTask rounds;
    private @Nullable TreeSet<String> last;

    /**
     * Set once the distribution is started; bundles installed before are not recorded. The reference is optional, because no bundle
     * declares this service as a capability, and a mandatory reference would generate a requirement that cannot be resolved.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BootFinished booted;

    @Activate
    public BundleAudit(BundleContext context, @Reference ActRecorder recorder) {
        this.context = context;
        this.recorder = recorder;
        storedState = new LastState<>(ActRecorder.folder(context).resolve("bundles.json"), new TypeReference<>() {});
        last = storedState.load().orElse(null);
        context.addBundleListener(this);
        rounds = PeriodicTask.of("audit-bundles", this::recordChanges)
                .allowInQuarantine()
                .startEvery(PAUSE);
    }

    @Deactivate
    public void stop() {
        context.removeBundleListener(this);
        rounds.close();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UPDATED) {
            replaced.add(name(event.getBundle()));
        }
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + "/" + bundle.getVersion();
    }

    void recordChanges() {
        if (booted == null) {
            return;
        }
        TreeSet<String> now = new TreeSet<>();
        Arrays.stream(context.getBundles()).map(BundleAudit::name).forEach(now::add);
        TreeSet<String> updated = new TreeSet<>();
        for (String name = replaced.poll(); name != null; name = replaced.poll()) {
            updated.add(name);
        }
        if (last == null) {
            recorder.record(
                    "bundles.found",
                    HOST,
                    now.size() + " bundles",
                    Map.of("bundles", now.size(), "digest", Sha256.hex(String.join("\n", now))));
        } else if (!now.equals(last) || !updated.isEmpty()) {
            recordDifference(without(now, last), without(last, now), updated);
        } else {
            return;
        }
        last = now;
        storedState.store(now);
    }

    private void recordDifference(TreeSet<String> added, TreeSet<String> removed, TreeSet<String> updated) {
        Map<String, Object> details = new LinkedHashMap<>();
        put(details, "added", added);
        put(details, "removed", removed);
        put(details, "replaced", updated);
        recorder.record("bundles.changed", HOST, details.toString(), details);
    }

    private static void put(Map<String, Object> details, String what, Collection<String> names) {
        if (!names.isEmpty()) {
            List<String> first = names.stream().limit(MOST).toList();
            details.put(what, first);
            if (names.size() > MOST) {
                details.put(what + "Count", names.size());
            }
        }
    }

    private static TreeSet<String> without(TreeSet<String> all, TreeSet<String> excluded) {
        TreeSet<String> rest = new TreeSet<>(all);
        rest.removeAll(excluded);
        return rest;
    }
}
