package city.pishkhan.api.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Cases (پرونده) and what can be done with them. Every method authorises its caller by the scope that {@link city.pishkhan.api.security.Access} gives it (an office
 * sees its own cases, a district those of its properties, an operator all with personal data masked) and answers NOT_FOUND for what the
 * caller may not see. Every change takes the
 * version that the caller read and refuses with STALE if the case moved on; it locks the case row, journals, and sends what is to be
 * sent, in one transaction (the caller's, if it has one).
 */
public interface Cases {

    /** Where a case stands. */
    enum State {
        /** the office has to do something: papers, correction */
        OPEN,
        /** others have to: agencies, payer, district */
        WAITING,
        APPROVED,
        REFUSED,
        WITHDRAWN;

        public boolean ended() {
            return this == APPROVED || this == REFUSED || this == WITHDRAWN;
        }
    }

    /**
     * @param role       {@code owner}, {@code co-owner} or {@code proxy}
     * @param nationalId national ID or legal-person ID
     * @param name       for the certificate
     * @param mobile     for notices, or {@code null}
     */
    record Applicant(String role, String nationalId, String name, String mobile) {}

    /**
     * One part of the building that is asked for.
     *
     * @param use  code such as {@code residential}, {@code commercial}
     * @param area m² of floor area
     * @param units number of units
     */
    record Part(String use, long area, int units) {
        /** m² */
        public static final long MOST_AREA = 1_000_000;

        public static final int MOST_UNITS = 10_000;
    }

    /**
     * What the applicant wants to build.
     *
     * @param floors storeys above ground, pilotis included
     * @param parts  by use
     */
    record Request(int floors, List<Part> parts) {
        public static final int MOST_FLOORS = 100;
        public static final int MOST_PARTS = 50;

        public Request {
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param subject        renovation code of the property, or plate of the vehicle, as the service's procedure wants it
     * @param request        what is to be built; {@code null} where the procedure asks for something else
     * @param facts          what else the procedure asks for, as {@link city.pishkhan.api.rules.RuleSet#stated} takes it
     * @param specialRequest number of the decision that grants a special request, on whose ground it is opened, or {@code null}
     * @param owners         national or legal-person IDs of whom planning has as the property's owners: for nobody else does the archive open
     * @param lookedUp       facts that a look-up gives of the subject now: the request is checked against the limits among them, but the case
     *                       gets its facts from its own look-up
     */
    record OpenCase(
            String service,
            String subject,
            List<Applicant> applicants,
            Request request,
            Map<String, Object> facts,
            String specialRequest,
            List<String> owners,
            Map<String, Object> lookedUp) {
        public OpenCase {
            applicants = List.copyOf(applicants);
            facts = Map.copyOf(facts);
            owners = List.copyOf(owners);
            lookedUp = Map.copyOf(lookedUp);
        }

        /** Of a subject of which nothing is looked up before. */
        public OpenCase(
                String service,
                String subject,
                List<Applicant> applicants,
                Request request,
                Map<String, Object> facts,
                String specialRequest,
                List<String> owners) {
            this(service, subject, applicants, request, facts, specialRequest, owners, Map.of());
        }

        /** Of applicants who are the owners. */
        public OpenCase(
                String service,
                String subject,
                List<Applicant> applicants,
                Request request,
                Map<String, Object> facts,
                String specialRequest) {
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

        /** The same, of a subject whose owners are these. */
        public OpenCase ownedBy(List<String> others) {
            return new OpenCase(service, subject, applicants, request, facts, specialRequest, others, lookedUp);
        }

        /** The same, of a subject of which a look-up gives these facts. */
        public OpenCase lookedUp(Map<String, Object> found) {
            return new OpenCase(service, subject, applicants, request, facts, specialRequest, owners, found);
        }

        /** Something to be built. */
        public OpenCase(
                String service, String subject, List<Applicant> applicants, Request request, String specialRequest) {
            this(service, subject, applicants, request, Map.of(), specialRequest);
        }

        /** As any other case. */
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
     * @param source   {@code archive} or {@code scan}; {@code recalled} of a wrong sheet, which the rules count no more
     */
    record Paper(String kind, String sha256, int revision, String source, String name, String mediaType, long size) {}

    /**
     * A paper that is to be added: scanned, or held by the archive.
     *
     * @param field   how the caller named it, for refusals
     * @param owner   national or legal ID of the applicant whose identity paper it is, {@code null} for papers of the property
     * @param name    of the scan
     * @param deposit the scan, or {@code null}
     * @param sha256  the sheet's address if it is no scan
     */
    record NewPaper(String field, String kind, String owner, String name, Papers.Deposit deposit, String sha256) {}

    /** @param required a paper that the rules ask for; {@code reason} says which rule; {@code present} whether the case has it */
    record PaperNeed(String kind, String reason, boolean present) {}

    /**
     * One line of what an applicant owes.
     *
     * @param stage  id of the payment's stage
     * @param amount rial, before bills round to 1,000; 0 for an exemption
     * @param why    which rule says so, and of what, e.g. "surcharge for age owed: exempt = false, surcharge = 600000 > 0, rule vehicle-age,
     *               version 1"
     */
    record DutyLine(String stage, String code, String titleEn, String titleFa, long amount, String why, String whyFa) {}

    /**
     * That a case waits: its office may not finish anything, or has nobody whom the step needs.
     *
     * @param code    stable, e.g. {@code office.suspended}, {@code case.no-expert}
     * @param english why, for people
     * @param persian the same in Persian
     */
    record Hold(String code, String english, String persian, Instant since) {}

    /**
     * Each may be {@code null} for any.
     *
     * @param subject    renovation code or plate, in its one form
     * @param nationalId of one of the applicants, or a legal-person ID, in its one form; only where the caller sees people in the clear
     * @param stage      id of the stage in which it is
     */
    record Filter(
            String office,
            State state,
            Integer district,
            String service,
            String subject,
            String nationalId,
            String stage) {

        /** Whoever applies, whatever for. */
        public Filter(String office, State state, Integer district, String service) {
            this(office, state, district, service, null, null, null);
        }

        /** Those of a person, a property or a vehicle. */
        public static Filter of(String subject, String nationalId) {
            return new Filter(null, null, null, null, subject, nationalId, null);
        }

        /** Whether it says who or what. */
        public boolean search() {
            return subject != null || nationalId != null;
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Filter[office=" + office + ", state=" + state + ", district=" + district + ", service=" + service
                    + "]";
        }
    }

    /**
     * One line of a listing.
     *
     * @param due when the first of the answers is due that the case waits for; {@code null} if it waits for none
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
            Instant due) {}

    /**
     * Opens a case at the caller's office under the rule set in force, and starts its first stage.
     *
     * @throws Refusal INVALID with the field at fault; CONFLICT {@code case.already-open} if the subject has an open case of that service,
     *                 {@code special-request.used} if a case was opened by the same decision
     */
    CaseView open(Caller office, OpenCase request);

    CaseView find(Caller caller, UUID id);

    /** As {@link #find(Caller, UUID)}, by the scope of another operation that reads something of the case, e.g. {@code office.bill.read}. */
    CaseView find(Caller caller, UUID id, String operation);

    /**
     * Whether the caller may, in the scope of an operation that goes on to something of the case, e.g. {@code office.payment.begin}; cheaper
     * than {@link #find(Caller, UUID, String)}.
     *
     * @throws Refusal as {@link #find(Caller, UUID, String)}
     */
    CaseReference reference(Caller caller, UUID id, String operation);

    CaseView findByNumber(Caller caller, String number);

    /**
     * A paper of a case that is about to be shown to the caller, which is written down ({@link Readings}).
     *
     * @throws Refusal NOT_FOUND for a case that the caller may not see, or a sheet that is no paper of it
     */
    Paper paper(Caller caller, UUID id, String sha256);

    /** As {@link #paper}: a sheet of an agency's answer; none of an answer that is erased. */
    InquiryView.Sheet answerSheet(Caller caller, UUID id, UUID inquiry, String sha256);

    Page<Summary> list(Caller caller, Filter filter, String cursor, int limit);

    /** Adds a sheet that {@link Papers} holds; a further one of the same kind becomes its next revision. */
    CaseView addPaper(Caller office, UUID id, long version, String kind, String sha256);

    /**
     * {@link #addPaper} for each, scans that nobody has stored yet among them: all of it or nothing.
     *
     * @param papers at least one
     * @throws Refusal whose field is that of the paper at fault
     */
    CaseView addPapers(Caller office, UUID id, long version, List<NewPaper> papers);

    /** Says that all papers are there: ends the papers stage. CONFLICT {@code papers.missing} names those that are not. */
    CaseView submit(Caller office, UUID id, long version);

    /**
     * {@link #addPaper} for each and {@link #submit}: all of it or nothing.
     *
     * @throws Refusal whose field is that of the paper at fault
     */
    CaseView submit(Caller office, UUID id, long version, List<NewPaper> papers);

    /**
     * Changes what is asked for, with the new plan's sheet. Inquiries whose facts changed are superseded and asked anew under the case's
     * own rule set; the others run on.
     *
     * @param planSha256 sheet of the new plan, or {@code null} if the plan is the same
     */
    CaseView revise(Caller office, UUID id, long version, Request request, String planSha256);

    /** The verification stage's decision. @param decision {@code approve}, {@code refuse} or {@code send-back} */
    CaseView verify(Caller district, UUID id, long version, String decision, String toStage, String reason);

    /**
     * The report of the expert whose turn the inspection is; ends the stage. CONFLICT {@code papers.missing} names photos that are not
     * there, {@code case.not-at-inspection}.
     *
     * @param findings the facts that the stage's procedure names, no more and no less, as {@link city.pishkhan.api.rules.RuleSet#stated} takes them
     * @param words    the report, 1 to 2,000 characters
     */
    CaseView inspect(Caller expert, UUID id, long version, Map<String, ?> findings, String words);

    /** Why somebody is not free to inspect a property. */
    enum Interest {
        OWN_PROPERTY,
        RELATIVE,
        CLIENT,
        OTHER;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The expert whose turn an inspection is declares an interest in its property: the turn goes to another office, and the expert's own is
     * given no more inspections of it. CONFLICT {@code inspection.nobody-else} where no other office may be given it now, {@code
     * case.not-at-inspection}.
     */
    void declareInterest(Caller expert, UUID id, long version, Interest reason);

    /**
     * What the case owes, computed from its facts as they are; empty as long as it has not come to a payment. By the scope of {@code
     * office.bill.read}.
     */
    List<DutyLine> duties(Caller caller, UUID id);

    /**
     * Gives a case up for its applicants.
     *
     * @param nationalId of who came, as on the card that was shown; {@code null} for whoever acts for the owner
     * @throws Refusal FORBIDDEN {@code authority.scope} if that is beyond the authority of who came
     */
    CaseView withdraw(Caller office, UUID id, long version, String nationalId, String reason);

    /**
     * An owner for whom others acted has come to the counter, with the national card, and acts from now on: a case that was held for want of
     * somebody who may goes on. The owner hears of it.
     *
     * @param nationalId of a person whom the case names as owner or co-owner
     * @throws Refusal INVALID {@code applicant.none}, {@code authority.not-owner}; FORBIDDEN {@code authority.owner-died}, {@code
     *                 authority.ward}; CONFLICT if the case is not of that version or has ended
     */
    CaseView ownerPresent(Caller office, UUID id, long version, String nationalId);

    /** As {@link #withdraw(Caller, UUID, long, String, String)}, where nobody was asked for a card. */
    default CaseView withdraw(Caller office, UUID id, long version, String reason) {
        return withdraw(office, id, version, null, reason);
    }

    /** Every stage and event of a case, from the journal. */
    List<Journal.Entry> history(Caller caller, UUID id);
}
