package city.pishkhan.governance.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

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

        @AttributeDefinition(description = "seats that must take part in a vote")
        int quorum();

        @AttributeDefinition(
                description = "seats, the chair's first, comma between: name: member's login / deputy's login")
        String seats();
    }

    private final CommitteeSeats committeeSeats;

    @Activate
    public SeatedCommittee(Config config) {
        this(CommitteeSeats.parse(config.name(), config.decides(), config.quorum(), config.seats()));
    }

    SeatedCommittee(CommitteeSeats committeeSeats) {
        this.committeeSeats = committeeSeats;
    }

    CommitteeSeats seats() {
        return committeeSeats;
    }
}
