package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.persons.Readings.Reading;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.contracts.citizen.OwnReadings;
import city.pishkhan.contracts.citizen.ReadingObjection;
import city.pishkhan.contracts.visitor.ComplaintReceipt;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists who read a citizen's case, and files the citizen's objections as complaints. Only the committee sees the logins of readers. */
final class OwnReadingResource {
    private static final Messages MESSAGES = Messages.of(OwnReadingResource.class);
    private static final int LEAST_REASON = 10;
    private static final int LONGEST_REASON = 3_000;
    private static final String OPERATOR = "operator";
    private static final String OTHER = "other";
    private static final String INSTITUTE = "institute";
    private static final Set<String> TENANTS = Set.of("office", "expert", "district", "agency");
    private static final Set<String> PLAIN = Set.of("oversight", OPERATOR);

    private final CitizenCases cases;
    private final Discipline discipline;
    private final Supplier<List<UserDirectory>> users;

    /** @param users directories that know the roles of logins */
    OwnReadingResource(CitizenCases cases, Discipline discipline, Supplier<List<UserDirectory>> users) {
        this.cases = cases;
        this.discipline = discipline;
        this.users = users;
    }

    /**
     * The login that read a citizen's case, as the citizen may see it.
     *
     * @param name  code of its office, district or agency; {@code null} for other kinds
     * @param known whether the login still exists
     */
    private record Reader(String kind, @Nullable String name, boolean known) {}

    DoorReply list(DoorCall doorCall) {
        CitizenCases.ReadingHistory seen = cases.readings(doorCall.caller(), doorCall.id("id", "case"));
        Function<String, Reader> readers = readers();
        return DoorReply.ok(new OwnReadings(seen.readings().stream()
                .map(reading -> line(reading, readers, seen.objected().contains(reading.at())))
                .toList()));
    }

    private static OwnReadings.Reading line(Reading reading, Function<String, Reader> readers, boolean objected) {
        Reader reader = readers.apply(reading.principal());
        String subject =
                reading.sheet() != null ? "sheet" : reading.operation().contains(".archive.") ? "archive" : "case";
        return new OwnReadings.Reading(reading.at(), reader.kind(), reader.name(), subject, objected);
    }

    /** Identifies readers by the current roles of their logins. A deleted login is reported as {@code other}. */
    private Function<String, Reader> readers() {
        Map<String, Set<String>> roles = users.get().stream()
                .flatMap(directory -> directory.users().stream())
                .collect(Collectors.toMap(
                        UserDirectory.User::name, UserDirectory.User::roles, (first, second) -> first));
        return principal -> principal.startsWith("citizen:")
                ? new Reader("citizen", null, false)
                : principal.startsWith("console:")
                        ? new Reader(OPERATOR, null, true)
                        : reader(roles.getOrDefault(principal, Set.of()));
    }

    private static Reader reader(Set<String> roles) {
        return roles.stream()
                .sorted()
                .map(OwnReadingResource::reader)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(new Reader(OTHER, null, !roles.isEmpty()));
    }

    private static Optional<Reader> reader(String role) {
        String kind = Caller.kind(role);
        if (TENANTS.contains(kind)) {
            return Optional.of(new Reader(kind, role.substring(kind.length() + 1), true));
        }
        return PLAIN.contains(kind) ? Optional.of(new Reader(kind, null, true)) : Optional.empty();
    }

    DoorReply object(DoorCall doorCall) {
        ReadingObjection given = doorCall.body(ReadingObjection.class);
        String reason = FieldCheck.text("reason", given.reason(), LONGEST_REASON);
        if (reason.length() < LEAST_REASON) {
            throw Refusal.invalid("objection.short", "reason", LEAST_REASON);
        }
        UUID id = doorCall.id("id", "case");
        CitizenCases.Objection objected =
                cases.recordObjection(doorCall.caller(), id, FieldCheck.present("at", given.at()));
        Reading reading = objected.reading();
        String code = discipline.lodge(new Discipline.NewComplaint(
                party(readers().apply(reading.principal()), reading.principal(), objected),
                objected.caseReference().number(),
                RefusalText.of(
                                MESSAGES,
                                "objection.text",
                                reading.at(),
                                reading.principal(),
                                reading.operation(),
                                reason)
                        .persian()));
        return DoorReply.created("/complaints/" + code, new ComplaintReceipt(code))
                .about(id);
    }

    /**
     * Determines the party that a complaint accuses. This is the reader if the Disciplinary Committee can decide about
     * the reader. For other existing logins, such as those of oversight bodies, it is the institute, which granted the
     * access. For deleted logins it is the office of the case, or the district if the case was opened at home.
     */
    private static Discipline.Party party(Reader reader, String principal, CitizenCases.Objection objected) {
        return switch (reader.kind()) {
            case "office", "district", "agency" -> new Discipline.Party(reader.kind(), reader.name());
            case "expert" -> new Discipline.Party("expert", principal);
            case OPERATOR -> new Discipline.Party(OPERATOR, OPERATOR);
            default -> party(reader.known(), objected);
        };
    }

    private static Discipline.Party party(boolean known, CitizenCases.Objection objected) {
        if (known) {
            return new Discipline.Party(INSTITUTE, INSTITUTE);
        }
        return Offices.HOME.equals(objected.office())
                ? new Discipline.Party("district", String.valueOf(objected.district()))
                : new Discipline.Party("office", objected.office());
    }
}
