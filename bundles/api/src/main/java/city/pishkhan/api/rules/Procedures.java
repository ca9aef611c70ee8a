package city.pishkhan.api.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The city's rules: procedures as stages, and decision tables. One hash names the whole rule set in force, everything that affects an
 * outcome included; a case keeps the rule set under which it was opened.
 */
public interface Procedures {
    /** names of the facts that say what is to be built; they stand in the clear in each view of a case */
    Set<String> BUILDING_FACTS = Set.of("floors", "uses", "area", "units", "parts", "planRevision", "planSha256");

    /** The fact that a number of a certificate is of a case which requires it: {@code area} is {@code certifiedArea}. */
    static String certified(String name) {
        return "certified" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The rule set in force now. @throws Refusal UNAVAILABLE {@code rules.none-in-force} if there is none */
    default RuleSet inForce() {
        return inForce(Instant.now());
    }

    /** The rule set in force at an instant. @throws Refusal UNAVAILABLE {@code rules.none-in-force} if there was none */
    RuleSet inForce(Instant at);

    /** A rule set that is or was in force. @throws IllegalStateException if there never was one with that hash */
    RuleSet ruleSet(String hash);

    /**
     * The staged rule set or one that a decision named, to be tried; nothing is kept.
     *
     * @throws Refusal INVALID {@code rules.unknown} if it is neither, {@code rules.invalid} with the errors
     */
    RuleSet candidate(String hash);

    /** The staged rule set if it is another than that in force, then coming ones, the one in force, past ones; newest first. */
    List<Version> versions();

    /** What is wrong with the staged files, each with file, line and column; empty when they are valid. */
    List<String> problems();

    /**
     * What those who decide on a rule set should know of it: what in it is likely a mistake, and what it does otherwise than the one in
     * force, what is gone first.
     *
     * @param hash of the staged rule set or one that a decision named
     * @throws Refusal INVALID {@code rules.unknown} if it is neither
     */
    default List<Remark> review(String hash) {
        return List.of();
    }

    /**
     * @param number   counts the rule sets that a decision named; 0 while it is only staged
     * @param status   {@code staged}, {@code coming}, {@code in-force} or {@code past}
     * @param since    from when; {@code null} if staged
     * @param decision number of the decision that put it in force, or {@code null}
     */
    record Version(String hash, int number, String status, Instant since, String by, String decision) {

        public Version withStatus(String other) {
            return new Version(hash, number, other, since, by, decision);
        }
    }

    /**
     * What an office takes of an applicant, whatever else is owed (کارمزد دفتر); it may ask nothing beyond it.
     *
     * @param amount      rial, in thousands
     * @param titleEn     for people
     * @param titleFa     for people
     * @param officeShare percent of it that is the office's; the rest is the municipality's
     */
    record Fee(long amount, String titleEn, String titleFa, int officeShare) {}

    /** One value that may be stated as a fact, with its titles for people. */
    record Choice(String code, String titleEn, String titleFa) {}

    /**
     * @param rows        one map of outputs per rule that fired, in table order
     * @param explanation why each fired, e.g. "fire asked: floors = 8 > 6, rule fire-1, version 1"; same order as rows
     * @param explanationFa the same in Persian
     * @param rules       which fired, by table and id, e.g. {@code building-permit-check/check-1}; same order as rows
     */
    record Decision(
            List<Map<String, Object>> rows, List<String> explanation, List<String> explanationFa, List<String> rules) {
        public Decision {
            rows = List.copyOf(rows);
            explanation = List.copyOf(explanation);
            explanationFa = List.copyOf(explanationFa);
            rules = List.copyOf(rules);
        }
    }

    /**
     * @param service  e.g. {@code building-permit}
     * @param version  the procedure's own version
     * @param titleEn  for people
     * @param titleFa  for people
     * @param subject  {@code property} or {@code vehicle}
     * @param customer for whom the office works: {@code citizen} or {@code municipality}
     * @param asks     facts that an applicant states beside the subject, or {@code null} where it is a building
     * @param dated    whether its tables may speak of the Persian year and month, which follow the calendar until the case is paid
     * @param home     whether its owner may open it at home, by no office
     * @param stages   in order
     * @param requires templates of certificates that the subject must have, valid, when the case is opened and when it is certified; what
     *                 they say in numbers is a fact, e.g. {@code certifiedFloors}
     * @param excludes services of which the subject may have no open case when this one is opened, and none when it is finished
     * @param fee      what the office takes of an applicant at {@link #payment}, or {@code null}
     * @param refunds  what of the paid duties goes back, by how the case ends
     */
    record Procedure(
            String service,
            int version,
            String titleEn,
            String titleFa,
            String subject,
            String customer,
            List<String> asks,
            boolean dated,
            boolean home,
            List<Stage> stages,
            List<String> requires,
            List<String> excludes,
            Fee fee,
            RefundShares refunds) {
        public Procedure {
            asks = asks == null ? null : List.copyOf(asks);
            stages = List.copyOf(stages);
            requires = List.copyOf(requires);
            excludes = List.copyOf(excludes);
        }

        /** One that only an office opens. */
        public Procedure(
                String service,
                int version,
                String titleEn,
                String titleFa,
                String subject,
                String customer,
                List<String> asks,
                boolean dated,
                List<Stage> stages,
                List<String> requires,
                List<String> excludes,
                Fee fee,
                RefundShares refunds) {
            this(
                    service, version, titleEn, titleFa, subject, customer, asks, dated, false, stages, requires,
                    excludes, fee, refunds);
        }

        /** One that wants nothing beforehand. */
        public Procedure(
                String service,
                int version,
                String titleEn,
                String titleFa,
                String subject,
                String customer,
                List<String> asks,
                boolean dated,
                List<Stage> stages) {
            this(
                    service,
                    version,
                    titleEn,
                    titleFa,
                    subject,
                    customer,
                    asks,
                    dated,
                    stages,
                    List.of(),
                    List.of(),
                    null,
                    RefundShares.NONE);
        }

        /** Of a service that asks for a building, or for nothing where the municipality is the customer. */
        public Procedure(
                String service,
                int version,
                String titleEn,
                String titleFa,
                String subject,
                String customer,
                List<Stage> stages) {
            this(service, version, titleEn, titleFa, subject, customer, null, false, stages);
        }

        /** Of a service for citizens. */
        public Procedure(
                String service, int version, String titleEn, String titleFa, String subject, List<Stage> stages) {
            this(service, version, titleEn, titleFa, subject, CITIZEN, stages);
        }

        /** Whether an applicant says what is to be built. */
        public boolean building() {
            return asks == null && !municipal();
        }

        /** The first payment that is the applicant's; empty where the applicant pays nothing. */
        public Optional<Stage> payment() {
            return stages.stream()
                    .filter(s -> s.kind() == StageKind.PAYMENT && !s.payer().equals(MUNICIPALITY))
                    .findFirst();
        }

        /** Whether a vehicle is the subject, known by its plate; else a property. */
        public boolean vehicle() {
            return subject.equals(VEHICLE);
        }

        /** Whether the municipality is the customer: it orders the case and pays the office, see {@link city.pishkhan.api.cases.MunicipalCases}. */
        public boolean municipal() {
            return customer.equals(MUNICIPALITY);
        }

        /** @throws IllegalArgumentException if there is none */
        public Stage stage(String id) {
            return stages.stream()
                    .filter(s -> s.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No stage " + id + " in " + service));
        }
    }

    /** A subject: a vehicle by its plate. */
    String VEHICLE = "vehicle";

    /** A customer: who applies at the office. */
    String CITIZEN = "citizen";

    /** A customer: the municipality. */
    String MUNICIPALITY = "municipality";
}
