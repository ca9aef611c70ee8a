package city.pishkhan.routes.handbook.internal;

import city.pishkhan.spi.PartnerContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the {@link PartnerContract} of every installed bundle, in any state, until the bundle is uninstalled. */
@Component(service = ContractFiles.class)
public final class ContractFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ContractFiles.class);
    private static final int INSTALLED =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    /** valid names of contracts, which become part of a path and of an HTML page */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final Map<String, String> TYPES =
            Map.of("json", "application/json", "wsdl", "text/xml; charset=utf-8");

    /** A contract with a partner that is published at {@code /contracts}. */
    record Contract(String name, String edition, String title, HandbookPage file) {
        String ending() {
            return file.type().contains("json") ? ".json" : ".wsdl";
        }
    }

    private final BundleTracker<List<Contract>> tracker;

    @Activate
    public ContractFiles(BundleContext bundles) {
        tracker = new BundleTracker<>(bundles, INSTALLED, null) {
            @Override
            public List<Contract> addingBundle(Bundle bundle, BundleEvent event) {
                // a bundle without contracts is tracked too, because its update may add a contract
                return new ArrayList<>(read(bundle));
            }

            @Override
            public void modifiedBundle(Bundle bundle, BundleEvent event, List<Contract> known) {
                if (event != null && event.getType() == BundleEvent.UPDATED) {
                    List<Contract> read = read(bundle);
                    synchronized (known) {
                        known.clear();
                        known.addAll(read);
                    }
                }
            }
        };
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
    }

    /**
     * All contracts, sorted by name. If two bundles publish contracts of the same name, the contract of the bundle that
     * was installed first is used.
     */
    List<Contract> all() {
        List<Contract> all = new ArrayList<>();
        tracker.getTracked().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getKey().getBundleId()))
                .forEach(entry -> {
                    synchronized (entry.getValue()) {
                        entry.getValue().stream()
                                .filter(one ->
                                        all.stream().noneMatch(c -> c.name().equals(one.name())))
                                .forEach(all::add);
                    }
                });
        all.sort(Comparator.comparing(Contract::name));
        return all;
    }

    /** @param path name of the contract, with or without file extension; a WSDL imports another by its file name */
    Optional<Contract> find(String path) {
        return all().stream()
                .filter(contract -> path.equals(contract.name()) || path.equals(contract.name() + contract.ending()))
                .findFirst();
    }

    private static List<Contract> read(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return List.of(); // the bundle was uninstalled after the event
        }
        List<Contract> contracts = new ArrayList<>();
        for (BundleCapability capability : revision.getDeclaredCapabilities(PartnerContract.NAMESPACE)) {
            try {
                contracts.add(contract(bundle, capability.getAttributes()));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("{} publishes a contract that cannot be shown: {}", bundle.getSymbolicName(), e.getMessage());
            }
        }
        return contracts;
    }

    private static Contract contract(Bundle bundle, Map<String, Object> attributes) throws IOException {
        String name = String.valueOf(attributes.get(PartnerContract.NAME));
        String file = String.valueOf(attributes.get(PartnerContract.FILE));
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (!NAME.matcher(name).matches() || type == null) {
            throw new IllegalArgumentException(name + " " + file);
        }
        URL entry = bundle.getEntry(file);
        if (entry == null) {
            throw new IllegalArgumentException("there is no " + file);
        }
        try (InputStream in = entry.openStream()) {
            return new Contract(
                    name,
                    String.valueOf(attributes.get(PartnerContract.EDITION)),
                    String.valueOf(attributes.get(PartnerContract.TITLE)),
                    new HandbookPage(in.readAllBytes(), type, false));
        }
    }
}
