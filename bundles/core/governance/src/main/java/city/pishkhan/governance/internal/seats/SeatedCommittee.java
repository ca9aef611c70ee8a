package city.pishkhan.governance.internal.seats;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One committee, configured by a file {@code city.pishkhan.governance.committee-<name>.cfg}. */
@Component(
        service = SeatedCommittee.class,
        configurationPid = "city.pishkhan.governance.committee",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SeatedCommittee.Config.class, factory = true)
public final class SeatedCommittee {

    /** Settings of a committee. */
    @ObjectClassDefinition(name = "Pishkhan committee")
    public @interface Config {
        @AttributeDefinition(description = "name, e.g. steering")
        String name();

        @AttributeDefinition(
                description =
                        "kinds of decisions of the committee, separated by commas: expose, withdraw, rules, special-request, sanction")
        String decides();

        @AttributeDefinition(description = "quorum: more than half of the seats, and at least three for sanctions")
        int quorum();

        @AttributeDefinition(
                description =
                        "seats separated by commas, the chair's first: body: member's login / deputy's login; a body that may be a party to a complaint names the party: mayor-1 (district 1): …")
        String seats();
    }

    private static final Logger LOG = LoggerFactory.getLogger(SeatedCommittee.class);
    private static final Messages MESSAGES = Messages.of(SeatedCommittee.class);
    private static final String FILE = "felix.fileinstall.filename";

    private volatile CommitteeSeats committeeSeats;
    private volatile @Nullable Text refused;

    /** @throws IllegalArgumentException with the file, the field and the rule in both languages */
    @Activate
    public SeatedCommittee(Config config, Map<String, Object> properties) {
        this(read(config, properties));
    }

    public SeatedCommittee(CommitteeSeats committeeSeats) {
        this.committeeSeats = committeeSeats;
    }

    /** Applies a changed file. If any setting is invalid, the previous settings stay in effect. */
    @Modified
    void change(Config config, Map<String, Object> properties) {
        try {
            committeeSeats = read(config, properties);
            refused = null;
        } catch (IllegalArgumentException e) {
            refused = MESSAGES.text("committee-file.refused", e.getMessage());
            LOG.error("{}", refused);
        }
    }

    private static CommitteeSeats read(Config config, Map<String, Object> properties) {
        try {
            return CommitteeFileCheck.validate(
                    CommitteeSeats.parse(config.name(), config.decides(), quorum(config), config.seats()));
        } catch (IllegalArgumentException e) {
            Object file = properties.getOrDefault(FILE, properties.get("service.pid"));
            // without a cause: callers show the innermost exception, which must name the file
            throw new IllegalArgumentException(String.valueOf(file).replaceFirst(".*/", "") + ", " + e.getMessage());
        }
    }

    private static int quorum(Config config) {
        try {
            return config.quorum();
        } catch (RuntimeException e) {
            // the original message names neither the file nor the field
            IllegalArgumentException named = CommitteeFileCheck.violation("quorum", "committee-file.number");
            named.addSuppressed(e);
            throw named;
        }
    }

    /** Returns the seats according to the file. */
    CommitteeSeats seats() {
        return committeeSeats;
    }

    /** Returns the reason why the current file has no effect, in both languages; empty if the file is in effect. */
    Optional<Text> rejection() {
        return Optional.ofNullable(refused);
    }
}
