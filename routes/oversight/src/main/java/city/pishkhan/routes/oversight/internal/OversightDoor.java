package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.api.cases.Oversight.PaperBaseline;
import city.pishkhan.api.journal.EventTerms;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleWatch;
import city.pishkhan.api.security.Access;
import city.pishkhan.contracts.oversight.OversightApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.runtime.DoorPaths;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Door of oversight bodies. No operation changes anything. */
@Component(
        service = RoutesBuilder.class,
        property = DoorDescription.DOOR,
        configurationPid = "city.pishkhan.routes.oversight")
@Designate(ocd = OversightDoor.Config.class)
@DoorPaths(OversightDoor.REST)
public final class OversightDoor extends DoorDescription {
    static final String REST = "/oversight/v1";

    @ObjectClassDefinition(name = "Pishkhan oversight door")
    public @interface Config {

        @AttributeDefinition(description = "days that a service took on paper, as service=days")
        String[] paper_services() default {};

        @AttributeDefinition(description = "days that an agency's answer took on paper, as agency=days")
        String[] paper_agencies() default {};
    }

    @Activate
    public OversightDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference Oversight oversight,
            @Reference Journal journal,
            @Reference EvidenceFiles evidence,
            @Reference EventTerms terms,
            @Reference RuleWatch rules,
            @Reference Procedures procedures,
            Config config) {
        this(
                new Door(access, idempotency),
                new OversightResource(
                        oversight,
                        journal,
                        evidence,
                        terms,
                        rules,
                        new PaperBaseline(parseDays(config.paper_services()), parseDays(config.paper_agencies())),
                        procedures));
    }

    OversightDoor(Door door, OversightResource oversightResource) {
        super("oversight");
        rest(REST, OversightApi.class);
        operation("searchCases", door.read("oversight.case.list", oversightResource::search));
        operation("getCasesCsv", door.read("oversight.case.list", oversightResource::table));
        operation("getCase", door.read("oversight.case.read", oversightResource::find));
        operation("getHistory", door.read("oversight.case.history", oversightResource::history));
        operation("getEvidence", door.read("oversight.case.evidence", oversightResource::evidence));
        operation("listEntries", door.read("oversight.entry.list", oversightResource::entries));
        operation("listTerms", door.read("oversight.case.history", doorCall -> oversightResource.terms()));
        operation("getStatistics", door.read("oversight.statistics.read", oversightResource::statistics));
        operation("getStatisticsCsv", door.read("oversight.statistics.read", oversightResource::statisticsCsv));
        operation("checkRules", door.read("oversight.rules.check", oversightResource::rules));
    }

    /**
     * Parses entries of the form {@code name=days}.
     *
     * @throws IllegalArgumentException if an entry is malformed; the message contains the entry
     */
    private static Map<String, Duration> parseDays(String[] entries) {
        return Stream.of(entries)
                .flatMap(entry -> Stream.of(entry.split(",")))
                .filter(entry -> !entry.isBlank())
                .map(entry -> {
                    if (!entry.strip().matches("[a-z][a-z0-9-]*\\s*=\\s*[0-9]{1,4}")) {
                        throw new IllegalArgumentException("Entry '" + entry + "' is not of the form name=days");
                    }
                    return entry.strip().split("\\s*=\\s*");
                })
                .collect(Collectors.toMap(pair -> pair[0], pair -> Duration.ofDays(Long.parseLong(pair[1]))));
    }
}
