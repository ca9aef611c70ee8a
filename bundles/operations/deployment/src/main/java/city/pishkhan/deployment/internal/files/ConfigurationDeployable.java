package city.pishkhan.deployment.internal.files;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.bundles.Impact;
import city.pishkhan.deployment.internal.model.AgencyChange;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.RouteContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/**
 * A configuration file. It is in force once Configuration Admin has applied its new values and the affected routes have
 * restarted.
 */
public final class ConfigurationDeployable extends FileDeployable {
    private static final String FILE = "felix.fileinstall.filename";
    /** PID of the files that select the channel of an agency. */
    private static final String CHANNEL = "city.pishkhan.agency";

    private static final String AGENCY = "[a-z][a-z0-9-]{0,39}";
    private static final Messages MESSAGES = Messages.of(ConfigurationDeployable.class);
    private static final long NONE = -1;

    private final DeploymentEnvironment hub;
    private final Supplier<ConfigurationKeys> keys;
    private long marked = NONE;
    private boolean same;
    private List<String> restarting = List.of();
    private Instant begin = Instant.MIN;

    /** @param target the file in {@code etc} */
    public ConfigurationDeployable(Path target, DeploymentEnvironment hub, Supplier<ConfigurationKeys> keys) {
        super(target);
        this.hub = hub;
        this.keys = keys;
    }

    @Override
    public Kind kind() {
        return Kind.CONFIGURATION;
    }

    /** Returns nothing: a configuration brings no code. */
    @Override
    public List<byte[]> code(byte[] content) {
        return List.of();
    }

    @Override
    public Plan plan(byte[] content, String sha256, String before) throws IOException {
        List<Text> problems = new ArrayList<>();
        ConfigurationKeys known = keys.get();
        if (content != null && known != null) {
            known.mistakes(pid(), read(content, problems).stringPropertyNames()).ifPresent(problems::add);
        }
        Impact impact = impact(content);
        List<Text> warnings = new ArrayList<>();
        if (!hasSameValues(content)) {
            checkAgencies(content, impact, problems, warnings);
            checkPartner(content, problems, warnings);
        }
        return new Plan(
                kind(),
                name(),
                sha256,
                before,
                List.of(),
                impact.contexts(),
                impact.doors(),
                impact.agencies(),
                problems,
                warnings);
    }

    /**
     * Checks the partner's address. An address that becomes unreachable would cause a rollback, so it is a problem; an address
     * that was unreachable before is a warning.
     */
    private void checkPartner(byte[] content, List<Text> problems, List<Text> warnings) throws IOException {
        if (content == null || !hub.isPartnerChecked(pid())) {
            return;
        }
        Optional<byte[]> present = present();
        boolean wasUnreachable =
                present.isPresent() && unreachableReason(present.get()).isPresent();
        unreachableReason(content).map(Text::untranslated).ifPresent((wasUnreachable ? warnings : problems)::add);
    }

    private static Optional<String> unreachableReason(byte[] content) throws IOException {
        return DeploymentEnvironment.unreachableReason(
                read(content, new ArrayList<>()).getProperty("url", ""));
    }

    /** Reports agencies with two connectors or channels, and agencies without any. */
    private void checkAgencies(byte[] content, Impact impact, List<Text> problems, List<Text> warnings)
            throws IOException {
        Properties values = content == null ? new Properties() : read(content, new ArrayList<>());
        String agency = values.getProperty("agency", "").strip();
        impact.agencies().stream()
                .filter(one -> !one.equals(agency))
                .forEach(one -> warnings.add(MESSAGES.text("plan.abandoned", one)));
        if (!agency.matches(AGENCY)) {
            return;
        }
        hub.configurations("agency", agency).stream()
                .filter(file -> !file.equals(name()) && pid(file).equals(pid()))
                .forEach(file -> problems.add(MESSAGES.text("plan.agency-twice", agency, file)));
        if (pid().equals(CHANNEL)) {
            AgencyChange change =
                    new AgencyChange(hub.consumingContexts(), impact.contexts(), List.of(), Set.of(agency));
            boolean now = hub.hasConnector(agency)
                    || !"system".equals(values.getProperty("channel", "").strip());
            change.conflicts().stream()
                    .filter(line ->
                            !("agency-" + agency).equals(hub.consumingContexts().get(agency)))
                    .forEach((now ? problems : warnings)::add);
        } else if (hub.configurations("agency", agency).stream().noneMatch(name()::equals)
                && hub.hasConnector(agency)) {
            warnings.add(MESSAGES.text("plan.second", agency));
        }
    }

    /**
     * Returns the PID of the file name as the file installer does: text after {@code -} or {@code ~} distinguishes instances
     * of a factory PID.
     */
    private String pid() {
        return pid(name());
    }

    private static String pid(String file) {
        return file.replaceFirst("\\.cfg$", "").replaceFirst("[-~].*", "");
    }

    private static Properties read(byte[] content, List<Text> problems) throws IOException {
        try {
            return ConfigurationFile.load(content);
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.text("plan.escape"));
            return new Properties();
        }
    }

    @Override
    void mark(byte[] content) throws IOException {
        marked = changeCount();
        same = hasSameValues(content);
        restarting = impact(content).contexts();
        begin = Instant.now();
    }

    private Impact impact(byte[] content) throws IOException {
        boolean unchanged = hasSameValues(content);
        return hub.impact(properties -> !unchanged && isOurs(properties.get(FILE)));
    }

    private boolean isOurs(Object file) {
        return String.valueOf(file).endsWith("/" + name());
    }

    @Override
    public boolean hasService(ServiceReference<?> service) {
        return isOurs(service.getProperty(FILE));
    }

    /** Returns {@code true} if the content has the same values as the present file; comments are ignored. */
    private boolean hasSameValues(byte[] content) throws IOException {
        Optional<byte[]> present = present();
        return content != null
                && present.isPresent()
                && read(content, new ArrayList<>()).equals(read(present.get(), new ArrayList<>()));
    }

    /** Also reports routes that still run with the old configuration and have not restarted yet. */
    @Override
    public Optional<String> pending() {
        if (!same && changeCount() == marked) {
            return Optional.of(name() + " is not in force");
        }
        RouteContexts running = hub.contexts().get();
        return running == null
                ? Optional.empty()
                : running.contexts().stream()
                        .filter(one -> restarting.contains(one.name()))
                        .filter(one -> one.started() != null && one.started().isBefore(begin))
                        .map(one -> "routes of " + one.name() + " have not restarted")
                        .findFirst();
    }

    private long changeCount() {
        try {
            Configuration[] found = hub.configurations().listConfigurations("(" + FILE + "=*/" + name() + ")");
            return found == null ? NONE : found[0].getChangeCount();
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
