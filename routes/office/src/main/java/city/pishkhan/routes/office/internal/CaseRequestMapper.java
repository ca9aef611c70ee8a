package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.contracts.office.cases.Applicant;
import city.pishkhan.contracts.office.cases.NewCase;
import city.pishkhan.contracts.office.cases.Part;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.call.FieldFaults;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.identifiers.Mobile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Converts the wire form to service objects. Every identifier is checked and converted to its canonical form; every refusal names its
 * field.
 */
final class CaseRequestMapper {
    static final Set<String> DECISIONS = Set.of("approve", "refuse", "send-back");
    static final int LONGEST_REASON = 4_000;
    static final int LONGEST_NAME = 200;
    static final int LONGEST_DECISION = 20;

    private static final Set<String> ROLES = Set.of("owner", "co-owner", "proxy");
    private static final String BUILDING = "request.";

    private CaseRequestMapper() {}

    /** Returns the id of the case in the path. */
    static UUID caseId(DoorCall doorCall) {
        return doorCall.id("id", "case");
    }

    /** Checks all fields of a new case, so that a refusal names every field at fault. */
    static Cases.OpenCase newCase(NewCase given) {
        FieldFaults faults = new FieldFaults();
        String service = faults.check(() -> FieldCheck.name("service", given.service()));
        String subject = faults.check(() -> SubjectLookup.parse(given.subject()));
        List<Cases.Applicant> applicants = applicants(faults, given.applicants());
        Cases.Request request = given.request() == null
                ? null
                : request(
                        faults,
                        BUILDING,
                        given.request().floors(),
                        given.request().parts());
        String decision =
                faults.check(() -> FieldCheck.optional("specialRequest", given.specialRequest(), LONGEST_DECISION));
        faults.throwIfAny();
        return new Cases.OpenCase(
                service, subject, applicants, request, given.facts() == null ? Map.of() : given.facts(), decision);
    }

    private static List<Cases.Applicant> applicants(FieldFaults faults, List<Applicant> given) {
        List<Cases.Applicant> clean = new ArrayList<>();
        List<Applicant> present =
                faults.check(() -> FieldCheck.list("applicants", given, Cases.OpenCase.MAX_APPLICANTS));
        if (present != null) {
            for (Applicant applicant : present) {
                clean.add(applicant(faults, applicant, "applicants[" + clean.size() + "]."));
            }
        }
        return clean;
    }

    /** Returns the name of a field in a revision, which has no enclosing {@code request} member. */
    static String inRevision(String field) {
        return field.startsWith(BUILDING) ? field.substring(BUILDING.length()) : field;
    }

    /** Reads the requested building. Its limits are checked when the case is opened or revised. */
    static Cases.@Nullable Request request(String at, Integer floors, List<Part> parts) {
        FieldFaults faults = new FieldFaults();
        Cases.Request request = request(faults, at, floors, parts);
        faults.throwIfAny();
        return request;
    }

    private static Cases.@Nullable Request request(FieldFaults faults, String at, Integer floors, List<Part> parts) {
        Integer storeys = faults.check(() -> FieldCheck.present(at + "floors", floors));
        List<Cases.Part> clean = new ArrayList<>();
        List<Part> present = faults.check(() -> FieldCheck.list(at + "parts", parts, Cases.Request.MAX_PARTS));
        for (Part part : present == null ? List.<Part>of() : present) {
            String field = at + "parts[" + clean.size() + "].";
            String use = faults.check(() -> FieldCheck.present(field + "use", part.use()));
            Long area = faults.check(() -> FieldCheck.present(field + "area", part.area()));
            Integer units = faults.check(() -> FieldCheck.present(field + "units", part.units()));
            clean.add(use == null || area == null || units == null ? null : new Cases.Part(use, area, units));
        }
        return storeys == null || clean.contains(null) ? null : new Cases.Request(storeys, clean);
    }

    private static Cases.Applicant applicant(FieldFaults faults, Applicant given, String at) {
        return new Cases.Applicant(
                faults.check(() -> FieldCheck.oneOf(at + "role", given.role(), ROLES)),
                faults.check(() -> FieldCheck.person(at + "nationalId", given.nationalId())),
                faults.check(() -> FieldCheck.text(at + "name", given.name(), LONGEST_NAME)),
                given.mobile() == null || given.mobile().isBlank()
                        ? null
                        : faults.check(() -> FieldCheck.identifier(at + "mobile", given.mobile(), Mobile::parse)
                                .value()));
    }

    static List<String> persons(CaseView view) {
        return view.applicants().stream().map(Cases.Applicant::nationalId).toList();
    }

    /** Checks the owner of an identity paper, who must be an applicant of the case. */
    static String checkOwner(CaseView view, @Nullable String given) {
        String owner = FieldCheck.person("owner", given);
        if (!persons(view).contains(owner)) {
            throw Refusal.invalid("sheet.owner", "owner");
        }
        return owner;
    }

    static Cases.Filter filter(DoorCall doorCall) {
        return new Cases.Filter(
                FieldCheck.optional("office", doorCall.param("office"), 20),
                CommonCaseMapper.state("state", doorCall.param("state")),
                FieldCheck.district("district", doorCall.param("district")),
                FieldCheck.optional("service", doorCall.param("service"), 41),
                null,
                null,
                FieldCheck.optional("stage", doorCall.param("stage"), 60));
    }
}
