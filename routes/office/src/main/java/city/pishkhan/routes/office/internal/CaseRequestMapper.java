package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.contracts.office.Applicant;
import city.pishkhan.contracts.office.NewCase;
import city.pishkhan.contracts.office.Part;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.identifiers.Mobile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** From the wire form to the services': every identifier checked and in its one form, every refusal naming its field. */
final class CaseRequestMapper {
    static final Set<String> DECISIONS = Set.of("approve", "refuse", "send-back");
    static final int LONGEST_REASON = 4_000;
    static final int LONGEST_NAME = 200;
    static final int LONGEST_DECISION = 20;

    private static final Set<String> ROLES = Set.of("owner", "co-owner", "proxy");
    /** Papers of a person; all others are of the property. */
    private static final Set<String> IDENTITY = Set.of("national-card", "birth-certificate", "proxy");

    static final int MOST_OF_A_LIST = Cases.Request.MOST_PARTS;
    private static final String BUILDING = "request.";

    private CaseRequestMapper() {}

    /** The case that a path names. */
    static UUID caseId(DoorCall doorCall) {
        return doorCall.id("id", "case");
    }

    static Cases.OpenCase newCase(NewCase given) {
        List<Cases.Applicant> applicants = new ArrayList<>();
        for (Applicant applicant : FieldCheck.list("applicants", given.applicants(), MOST_OF_A_LIST)) {
            applicants.add(applicant(applicant, "applicants[" + applicants.size() + "]."));
        }
        return new Cases.OpenCase(
                FieldCheck.name("service", given.service()),
                SubjectLookup.subject(given.subject()),
                applicants,
                given.request() == null
                        ? null
                        : request(
                                BUILDING,
                                given.request().floors(),
                                given.request().parts()),
                given.facts() == null ? Map.of() : given.facts(),
                FieldCheck.optional("specialRequest", given.specialRequest(), LONGEST_DECISION));
    }

    /** A revision says what is to be built without a name of its own around it. */
    static String inRevision(String field) {
        return field.startsWith(BUILDING) ? field.substring(BUILDING.length()) : field;
    }

    /** What is there is held against its limits where all limits are, so that every one that is broken is named. */
    static Cases.Request request(String at, Integer floors, List<Part> parts) {
        List<Cases.Part> clean = new ArrayList<>();
        int storeys = FieldCheck.present(at + "floors", floors);
        for (Part part : FieldCheck.list(at + "parts", parts, MOST_OF_A_LIST)) {
            String field = at + "parts[" + clean.size() + "].";
            clean.add(new Cases.Part(
                    FieldCheck.present(field + "use", part.use()),
                    FieldCheck.present(field + "area", part.area()),
                    FieldCheck.present(field + "units", part.units())));
        }
        return new Cases.Request(storeys, clean);
    }

    private static Cases.Applicant applicant(Applicant given, String at) {
        return new Cases.Applicant(
                FieldCheck.oneOf(at + "role", given.role(), ROLES),
                FieldCheck.person(at + "nationalId", given.nationalId()),
                FieldCheck.text(at + "name", given.name(), LONGEST_NAME),
                given.mobile() == null || given.mobile().isBlank()
                        ? null
                        : FieldCheck.identifier(at + "mobile", given.mobile(), Mobile::parse)
                                .value());
    }

    static List<String> persons(CaseView view) {
        return view.applicants().stream().map(Cases.Applicant::nationalId).toList();
    }

    /** Whether papers of the kind are a person's, not the property's. */
    static boolean ofPerson(String kind) {
        return IDENTITY.contains(kind);
    }

    /** Whose sheet an identity paper is: one of the case's applicants'. */
    static String owner(CaseView view, String given) {
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
