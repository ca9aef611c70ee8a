package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Cases.OpenCase;
import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Offices;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Procedures.Procedure;
import city.pishkhan.api.Procedures.RuleSet;
import city.pishkhan.api.Procedures.Stage;
import city.pishkhan.api.Procedures.StageKind;
import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens cases: checks who and what, pins the rules, gives the number. */
@Component(service = CaseOpening.class)
public final class CaseOpening {
    private static final Set<String> ROLES = Set.of("owner", "co-owner", "proxy");
    private static final int MOST_APPLICANTS = 50;
    private static final int LONGEST_NAME = 200;

    private final CaseStore store;
    private final Procedures procedures;
    private final Offices offices;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public CaseOpening(
            @Reference CaseStore store,
            @Reference Procedures procedures,
            @Reference Offices offices,
            @Reference Journal journal) {
        this.store = store;
        this.procedures = procedures;
        this.offices = offices;
        this.journal = journal;
    }

    CaseFile open(Caller caller, OpenCase request) {
        String office = caller.office()
                .orElseThrow(() ->
                        Refusal.forbidden("Only an office may open a case.", "تنها دفترها می‌توانند پرونده باز کنند."));
        // one instant for all: who opens at midnight opens under the rules and the decisions of the day that the case
        // bears
        Instant now = Now.get();
        RuleSet rules = procedures.inForce(now);
        Procedure procedure = rules.procedure(request.service() == null ? "" : request.service())
                .orElseThrow(() -> Refusal.invalid(
                        "service.unknown", "service", "No such service is in force.", "چنین خدمتی برقرار نیست."));
        offices.mayOpen(office, procedure.service(), now, () -> store.rows()
                .openedSince(office, procedure.service(), PersianDate.of(now).atStartOfDay()));
        RenovationCode property = named("subject", () -> RenovationCode.parse(request.subject()));
        List<Applicant> applicants = applicants(request.applicants());

        CaseFile file = new CaseFile();
        file.id = Ids.next();
        file.service = procedure.service();
        file.subject = property.value();
        file.district = property.district();
        file.office = office;
        file.opened = now;
        file.facts(facts(request, applicants, file));
        refuseSecondOpen(file);
        file.number = CaseNumber.of(
                        file.district,
                        PersianDate.of(file.opened).year(),
                        store.rows().nextSerial())
                .value();
        Stage first = procedure.stages().get(0);
        file.state = State.OPEN;
        file.stage = first.id();
        // where no papers are collected first, opening is submitting
        file.submitted = first.kind() != StageKind.PAPERS;
        file.version = 1;
        file.ruleSet = rules.hash();
        file.procedureVersion = procedure.version();
        file.salt = salt();
        store.add(file);
        store.rows().addApplicants(file.id, applicants);
        journal.record(
                file.id,
                "case.opened",
                caller,
                Map.of(
                        "number", file.number,
                        "service", file.service,
                        "subject", file.subject,
                        "office", office,
                        "ruleSet", file.ruleSet,
                        "procedureVersion", file.procedureVersion,
                        "facts", Json.digest(file.facts()),
                        "applicants",
                                applicants.stream()
                                        .map(a -> journal.commit(file.salt, a.nationalId()))
                                        .toList()));
        return file;
    }

    private static Map<String, Object> facts(OpenCase request, List<Applicant> applicants, CaseFile file) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("district", (long) file.district);
        facts.put("property", file.subject);
        facts.put("planRevision", 0L);
        if (request.request() == null) {
            throw Refusal.invalid("request.missing", "request", "Say what is to be built.", "مشخصات درخواست لازم است.");
        }
        return Facts.withRequest(Facts.withApplicants(facts, applicants), request.request());
    }

    private void refuseSecondOpen(CaseFile file) {
        if (store.rows().open(file.service, file.subject)) {
            throw Refusal.conflict(
                    "case.already-open",
                    "There is an open case of this service for this property.",
                    "برای این ملک پرونده‌ی بازِ همین خدمت وجود دارد.");
        }
    }

    private List<Applicant> applicants(List<Applicant> given) {
        if (given.isEmpty() || given.size() > MOST_APPLICANTS) {
            throw Refusal.invalid(
                    "applicants.count", "applicants", "A case has 1 to 50 applicants.", "پرونده ۱ تا ۵۰ متقاضی دارد.");
        }
        List<Applicant> clean = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            clean.add(applicant(given.get(i), "applicants[" + i + "]"));
        }
        if (clean.stream().map(Applicant::nationalId).distinct().count() < clean.size()) {
            throw Refusal.invalid(
                    "applicants.twice",
                    "applicants",
                    "One of the applicants is there twice.",
                    "یکی از متقاضیان تکراری است.");
        }
        if (clean.stream().filter(a -> a.role().equals("owner")).count() != 1) {
            throw Refusal.invalid(
                    "applicants.owner",
                    "applicants",
                    "Exactly one applicant is the owner; others are co-owners or proxies.",
                    "دقیقاً یک متقاضی باید مالک (owner) باشد.");
        }
        return clean;
    }

    private static Applicant applicant(Applicant given, String field) {
        if (given.role() == null || !ROLES.contains(given.role())) {
            throw Refusal.invalid(
                    "applicant.role",
                    field + ".role",
                    "The role must be owner, co-owner or proxy.",
                    "نقش متقاضی نادرست است.");
        }
        String id = PersianText.normalise(given.nationalId() == null ? "" : given.nationalId());
        String national = named(
                field + ".nationalId",
                () -> id.length() == 11
                        ? LegalId.parse(id).value()
                        : NationalId.parse(id).value());
        String name = PersianText.normalise(given.name() == null ? "" : given.name());
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid(
                    "applicant.name", field + ".name", "Give a name of 1 to 200 characters.", "نام متقاضی لازم است.");
        }
        String mobile = given.mobile() == null
                ? null
                : named(field + ".mobile", () -> Mobile.parse(given.mobile()).value());
        return new Applicant(given.role(), national, name, mobile);
    }

    /** Says which field a bad identifier stood in. */
    static <T> T named(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (InvalidIdentifier e) {
            throw Refusal.invalid(e.rule(), field, e.english(), e.persian());
        }
    }

    private String salt() {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
