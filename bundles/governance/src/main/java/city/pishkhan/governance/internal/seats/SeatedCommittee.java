package city.pishkhan.governance.internal.seats;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One committee: a file {@code city.pishkhan.governance.committee-<name>.cfg} each. */
@Component(
        service = SeatedCommittee.class,
        configurationPid = "city.pishkhan.governance.committee",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SeatedCommittee.Config.class, factory = true)
public final class SeatedCommittee {

    /** Who sits in it. */
    @ObjectClassDefinition(name = "Pishkhan committee")
    public @interface Config {
        @AttributeDefinition(description = "name, e.g. steering")
        String name();

        @AttributeDefinition(
                description =
                        "kinds that it decides, comma between: expose, withdraw, rules, special-request, sanction")
        String decides();

        @AttributeDefinition(
                description =
                        "seats that must take part in a vote: more than half of them, and three at least for sanctions")
        int quorum();

        @AttributeDefinition(
                description =
                        "seats, the chair's first, comma between: body: member's login / deputy's login; a body that may be a party says which: mayor-1 (district 1): …")
        String seats();
    }

    private static final Logger LOG = LoggerFactory.getLogger(SeatedCommittee.class);
    private static final Messages MESSAGES = Messages.of(SeatedCommittee.class);
    private static final String FILE = "felix.fileinstall.filename";

    private volatile CommitteeSeats committeeSeats;
    private volatile Text refused;

    /** @throws IllegalArgumentException that names the file, the field and the rule in both languages */
    @Activate
    public SeatedCommittee(Config config, Map<String, Object> properties) {
        this(read(config, properties));
    }

    public SeatedCommittee(CommitteeSeats committeeSeats) {
        this.committeeSeats = committeeSeats;
    }

    /** A changed file counts as a whole, or what stood before it goes on. */
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
            return CommitteeFloor.checked(
                    CommitteeSeats.parse(config.name(), config.decides(), quorum(config), config.seats()));
        } catch (IllegalArgumentException e) {
            Object file = properties.getOrDefault(FILE, properties.get("service.pid"));
            // no cause: whoever looks for the innermost one must find the file's name
            throw new IllegalArgumentException(String.valueOf(file).replaceFirst(".*/", "") + ", " + e.getMessage());
        }
    }

    private static int quorum(Config config) {
        try {
            return config.quorum();
        } catch (RuntimeException e) {
            // what is no number fails where it is read, in words that name neither file nor field
            IllegalArgumentException named = CommitteeFloor.broken("quorum", "committee-file.number");
            named.addSuppressed(e);
            throw named;
        }
    }

    /** As the file has them. */
    CommitteeSeats seats() {
        return committeeSeats;
    }

    /** Why the file as it lies there does not count, in both languages; empty if it does. */
    Optional<Text> refused() {
        return Optional.ofNullable(refused);
    }
}
