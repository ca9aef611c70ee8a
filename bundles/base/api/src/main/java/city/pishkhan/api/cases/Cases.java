package city.pishkhan.api.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cases (پرونده) and the operations on them.
 *
 * <p>Every method authorises its caller by the scope that {@link city.pishkhan.api.security.Access} returns: an office sees its
 * own cases, a district those of its properties, and an operator all, with personal data masked. A case outside the scope is
 * reported as NOT_FOUND.
 *
 * <p>Every change takes the version that the caller read, and refuses with STALE if the case has changed since. It locks the case
 * row, writes the journal and queues messages in one transaction: the caller's, if there is one.
 */
public interface Cases {

    /** State of a case. */
    enum State {
        /** the office must act: papers or a correction */
        OPEN,
        /** an agency, the payer or the district must act */
        WAITING,
        APPROVED,
        REFUSED,
        WITHDRAWN;

        /** Returns {@code true} if the case is approved, refused or withdrawn. */
        public boolean hasEnded() {
            return this == APPROVED || this == REFUSED || this == WITHDRAWN;
        }
    }

    /**
     * An applicant of a case.
     *
     * @param role       {@code owner}, {@code co-owner} or {@code proxy}
     * @param nationalId national ID or legal-person ID
     * @param name       name for the certificate
     * @param mobile     mobile for notices, or {@code null}
     */
    record Applicant(
            @Nullable String role, @Nullable String nationalId, @Nullable String name, @Nullable String mobile) {}

    /**
     * A part of the requested building with one use.
     *
     * @param use   code such as {@code residential}, {@code commercial}
     * @param area  floor area in m²
     * @param units number of units
     */
    record Part(@Nullable String use, long area, int units) {
        /** maximum floor area of a part, in m² */
        public static final long MAX_AREA = 1_000_000;

        public static final int MAX_UNITS = 10_000;
    }

    /**
     * The building that the applicant requests.
     *
     * @param floors storeys above ground, pilotis included
     * @param parts  parts by use
     */
    record Request(int floors, List<Part> parts) {
        public static final int MAX_FLOORS = 100;
        public static final int MAX_PARTS = 50;

        public Request {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Data to open a case.
     *
     * @param subject        renovation code of the property, or plate of the vehicle, depending on the service's
     *     procedure
     * @param request        requested building; {@code null} if the procedure needs none
     * @param facts          other facts that the procedure needs, in the form of {@link
     *     city.pishkhan.api.rules.RuleSet#convertStated}
     * @param specialRequest number of the decision that grants the special request, or {@code null}
     * @param owners         national or legal-person IDs of the property's owners according to planning; the case may
     *     use the archive only by the right of applicants among these owners
     * @param lookedUp       facts of the subject from a current lookup. If they contain limits, the request is
     *     validated against them. The opened case still does its own lookup
     */
    record OpenCase(
            @Nullable String service,
            @Nullable String subject,
            List<Applicant> applicants,
            @Nullable Request request,
            Map<String, Object> facts,
            @Nullable String specialRequest,
            List<String> owners,
            Map<String, Object> lookedUp) {
        public static final int MAX_APPLICANTS = 50;

        public OpenCase {
            applicants = List.copyOf(applicants);
            facts = Map.copyOf(facts);
            owners = List.copyOf(owners);
            lookedUp = Map.copyOf(lookedUp);
        }

        /** Creates data without facts from a current lookup. */
        public OpenCase(
                @Nullable String service,
                @Nullable String subject,
                List<Applicant> applicants,
                @Nullable Request request,
                Map<String, Object> facts,
                @Nullable String specialRequest,
                List<String> owners) {
            this(service, subject, applicants, request, facts, specialRequest, owners, Map.of());
        }

        /** Creates data of a case whose applicants are the owners. */
        public OpenCase(
                @Nullable String service,
                @Nullable String subject,
                List<Applicant> applicants,
                @Nullable Request request,
                Map<String, Object> facts,
                @Nullable String specialRequest) {
            this(
                    service,
                    subject,
                    applicants,
                    request,
                    facts,
                    specialRequest,
                    applicants.stream()
                            .map(Applicant::nationalId)
                            .filter(Objects::nonNull)
                            .toList());
        }

        /** Returns a copy with the given owners. */
        public OpenCase withOwners(List<String> newOwners) {
            return new OpenCase(service, subject, applicants, request, facts, specialRequest, newOwners, lookedUp);
        }

        /** Returns a copy with the given looked-up facts. */
        public OpenCase lookedUp(Map<String, Object> found) {
            return new OpenCase(service, subject, applicants, request, facts, specialRequest, owners, found);
        }

        /** Creates data of a building case. */
        public OpenCase(
                String service,
                String subject,
                List<Applicant> applicants,
                Request request,
                @Nullable String specialRequest) {
            this(service, subject, applicants, request, Map.of(), specialRequest);
        }

        /** Creates data of a building case without a special request. */
        public OpenCase(String service, String subject, List<Applicant> applicants, Request request) {
            this(service, subject, applicants, request, null);
        }
    }

    /**
     * A paper of a case.
     *
     * @param kind     {@code deed}, {@code plan} …
     * @param sha256   the sheet's address
     * @param revision 1 for the first of its kind in the case
     * @param source   {@code archive} or {@code scan}; {@code recalled} for a recalled sheet, which the rules ignore
     */
    record Paper(
            String kind,
            String sha256,
            int revision,
            String source,
            @Nullable String name,
            String mediaType,
            long size) {}

    /**
     * A paper to add: a new scan, or a sheet of the archive.
     *
     * @param field   the paper's name in the request, for refusals
     * @param owner   national or legal ID of the applicant to whom the identity paper belongs; {@code null} for papers of the
     *                property
     * @param name    file name of the scan
     * @param deposit the scan, or {@code null}
     * @param sha256  the sheet's address if it is not a new scan
     */
    record NewPaper(
            String field,
            String kind,
            @Nullable String owner,
            @Nullable String name,
            @Nullable Deposit deposit,
            @Nullable String sha256) {}

    /**
     * A paper that the rules require.
     *
     * @param reason  rule that requires it
     * @param present whether the case has it
     */
    record PaperNeed(String kind, String reason, boolean present) {}

    /**
     * One line of an applicant's duties.
     *
     * @param stage  id of the payment stage
     * @param amount amount in rial, before bills are rounded to 1,000; 0 for an exemption
     * @param why    rule and values behind the amount, e.g. "surcharge for age owed: exempt = false, surcharge = 600000 > 0, rule
     *               vehicle-age, version 1"
     */
    record DutyLine(String stage, String code, String titleEn, String titleFa, long amount, String why, String whyFa) {}

    /**
     * The reason why a case is held, for example because its office is suspended or lacks the expert whom the step
     * needs.
     *
     * @param code    stable, e.g. {@code office.suspended}, {@code case.no-expert}
     * @param english reason for people
     * @param persian the same in Persian
     */
    record Hold(String code, String english, String persian, @Nullable Instant since) {}

    /**
     * Filter of a listing; {@code null} members match everything.
     *
     * @param subject    renovation code or plate in canonical form
     * @param nationalId national ID of an applicant, or a legal-person ID, in canonical form; only for callers who see unmasked
     *                   persons
     * @param stage      id of the present stage
     */
    record Filter(
            @Nullable String office,
            @Nullable State state,
            @Nullable Integer district,
            @Nullable String service,
            @Nullable String subject,
            @Nullable String nationalId,
            @Nullable String stage) {

        /** Creates a filter that matches all subjects, persons and stages. */
        public Filter(String office, @Nullable State state, Integer district, @Nullable String service) {
            this(office, state, district, service, null, null, null);
        }

        /** Creates a filter by property or vehicle, or by person. */
        public static Filter of(@Nullable String subject, @Nullable String nationalId) {
            return new Filter(null, null, null, null, subject, nationalId, null);
        }

        /** Returns {@code true} if the filter names a subject or a person. */
        public boolean hasSubjectOrPerson() {
            return subject != null || nationalId != null;
        }

        /** Omits the subject and the person. */
        @Override
        public String toString() {
            return "Filter[office=" + office + ", state=" + state + ", district=" + district + ", service=" + service
                    + "]";
        }
    }

    /**
     * One row of a listing.
     *
     * @param due earliest deadline of the answers that the case waits for; {@code null} if it waits for none
     */
    record Summary(
            UUID id,
            String number,
            String service,
            String subject,
            String office,
            int district,
            State state,
            String stage,
            Instant opened,
            @Nullable Instant due) {}

    /**
     * Opens a case at the caller's office under the current rule set, and starts its first stage.
     *
     * @throws Refusal INVALID with the invalid field; CONFLICT {@code case.already-open} if the subject has an open case of that
     *     service, {@code special-request.used} if a case was opened by the same decision
     */
    CaseView open(Caller office, OpenCase request);

    /**
     * Returns a case in the caller's scope.
     *
     * @throws Refusal NOT_FOUND
     */
    CaseView find(Caller caller, UUID id);

    /** As {@link #find(Caller, UUID)}, with the scope of another operation that reads a part of the case, e.g. {@code office.bill.read}. */
    CaseView find(Caller caller, UUID id, String operation);

    /**
     * Checks that the caller may perform an operation on a part of the case, e.g. {@code office.payment.begin}; cheaper
     * than {@link #find(Caller, UUID, String)}.
     *
     * @throws Refusal as {@link #find(Caller, UUID, String)}
     */
    CaseReference reference(Caller caller, UUID id, String operation);

    /** As {@link #find(Caller, UUID)}, by the case number. */
    CaseView findByNumber(Caller caller, String number);

    /**
     * Returns a paper that is about to be shown to the caller, and records the access ({@link Readings}).
     *
     * @throws Refusal NOT_FOUND for a case outside the caller's scope, or a sheet that is not a paper of the case
     */
    Paper readPaper(Caller caller, UUID id, String sha256);

    /**
     * As {@link #readPaper}, for a sheet that an agency attached to its answer. Sheets of erased answers are reported
     * as NOT_FOUND.
     */
    InquiryView.Sheet readAnswerSheet(Caller caller, UUID id, UUID inquiry, String sha256);

    /**
     * Cases in the caller's scope that match a filter.
     *
     * @param cursor cursor of {@link Page#next}, or {@code null}
     */
    Page<Summary> list(Caller caller, Filter filter, @Nullable String cursor, int limit);

    /**
     * Adds a sheet of {@link Papers} to the case; a further sheet of the same kind becomes the next revision of that
     * paper.
     */
    CaseView addPaper(Caller office, UUID id, long version, String kind, String sha256);

    /**
     * Calls {@link #addPaper} for each paper, and registers new scans; all or nothing.
     *
     * @param papers at least one
     * @throws Refusal with the field of the invalid paper
     */
    CaseView addPapers(Caller office, UUID id, long version, List<NewPaper> papers);

    /** Submits the papers and ends the papers stage. CONFLICT {@code papers.missing} names the missing papers. */
    CaseView submit(Caller office, UUID id, long version);

    /**
     * Adds papers as {@link #addPapers} does and calls {@link #submit(Caller, UUID, long)}; all or nothing.
     *
     * @throws Refusal with the field of the invalid paper
     */
    CaseView submit(Caller office, UUID id, long version, List<NewPaper> papers);

    /**
     * Changes the request, with the sheet of the new plan. Inquiries whose facts changed are superseded, and new ones are sent
     * under the case's own rule set; all other inquiries continue.
     *
     * @param planSha256 sheet of the new plan, or {@code null} if the plan is unchanged
     */
    CaseView revise(Caller office, UUID id, long version, @Nullable Request request, @Nullable String planSha256);

    /**
     * Records the decision of the verification stage.
     *
     * @param decision {@code approve}, {@code refuse} or {@code send-back}
     */
    CaseView verify(
            Caller district, UUID id, long version, String decision, @Nullable String toStage, @Nullable String reason);

    /**
     * Records the report of the expert to whom the inspection is assigned, and ends the stage. CONFLICT {@code papers.missing}
     * names missing photos; CONFLICT {@code case.not-at-inspection} in any other stage.
     *
     * @param findings exactly the facts that the stage's procedure names, in the form of {@link
     *                 city.pishkhan.api.rules.RuleSet#convertStated}
     * @param words    text of the report, 1 to 2,000 characters
     */
    CaseView inspect(Caller expert, UUID id, long version, Map<String, ?> findings, String words);

    /** Conflict of interest of an expert in a property. */
    enum Interest {
        OWN_PROPERTY,
        RELATIVE,
        CLIENT,
        OTHER;

        /** Lower-case code, e.g. {@code own-property}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Declares a conflict of interest of the assigned expert. The inspection is assigned to another office, and the expert's
     * office gets no further inspections of this property. CONFLICT {@code inspection.nobody-else} if no other office is
     * available, {@code case.not-at-inspection} in any other stage.
     */
    void declareInterest(Caller expert, UUID id, long version, Interest reason);

    /**
     * The duties of the case, computed from its present facts; empty before its first payment stage. The scope is that of {@code
     * office.bill.read}.
     */
    List<DutyLine> duties(Caller caller, UUID id);

    /**
     * Withdraws a case for its applicants.
     *
     * @param nationalId national ID on the card that the person at the counter showed; {@code null} if no card was
     *                   shown; the owners who act for themselves and all holders of authorities in the case then count
     *                   as present
     * @throws Refusal FORBIDDEN {@code authority.scope} if the person has no authority to withdraw
     */
    CaseView withdraw(Caller office, UUID id, long version, @Nullable String nationalId, String reason);

    /**
     * Records that an owner who was represented by others came to the counter with the national card and acts in person from now
     * on. A case that was held because no authorised person was left continues. The owner is notified.
     *
     * @param nationalId a person who is owner or co-owner in the case
     * @throws Refusal INVALID {@code applicant.none}, {@code authority.not-owner}; FORBIDDEN {@code authority.owner-died}, {@code
     *     authority.ward}; CONFLICT if the case has another version or has ended
     */
    CaseView recordOwnerPresence(Caller office, UUID id, long version, String nationalId);

    /** As {@link #withdraw(Caller, UUID, long, String, String)}, without a national card. */
    default CaseView withdraw(Caller office, UUID id, long version, String reason) {
        return withdraw(office, id, version, null, reason);
    }

    /** All stages and events of a case, from the journal. */
    List<Journal.Entry> history(Caller caller, UUID id);
}
