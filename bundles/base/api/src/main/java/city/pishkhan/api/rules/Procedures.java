package city.pishkhan.api.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The city's rules: procedures with their stages, and decision tables. One hash identifies a whole rule set, including everything
 * that affects an outcome. A case keeps the rule set under which it was opened.
 */
public interface Procedures {
    /** names of the facts that describe a building; every view of a case shows them unmasked */
    Set<String> BUILDING_FACTS = Set.of("floors", "uses", "area", "units", "parts", "planRevision", "planSha256");

    /** Name of the fact for a number in a required certificate: {@code area} becomes {@code certifiedArea}. */
    static String certifiedFact(String name) {
        return "certified" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * The rule set in force now.
     *
     * @throws Refusal UNAVAILABLE {@code rules.none-in-force} if there is none
     */
    default RuleSet inForce() {
        return inForce(Instant.now());
    }

    /**
     * The rule set in force at a time.
     *
     * @throws Refusal UNAVAILABLE {@code rules.none-in-force} if there was none
     */
    RuleSet inForce(Instant at);

    /**
     * A rule set that is or was in force.
     *
     * @throws IllegalStateException if no such rule set was ever in force
     */
    RuleSet ruleSet(String hash);

    /**
     * Parses the staged rule set, or one that a decision named, for a trial; the result is not stored.
     *
     * @throws Refusal INVALID {@code rules.unknown} if it is neither, {@code rules.invalid} with the errors
     */
    RuleSet candidate(String hash);

    /** Rule sets: the staged one if it differs from the one in force, then future ones, the one in force and past ones; newest first. */
    List<Version> versions();

    /** Errors in the staged files, each with file, line and column; empty if they are valid. */
    List<String> problems();

    /**
     * Remarks on a rule set for those who decide on it: likely mistakes, and differences from the rule set in force, beginning
     * with removals.
     *
     * @param hash hash of the staged rule set, or of one that a decision named
     * @throws Refusal INVALID {@code rules.unknown} if it is neither
     */
    default List<Remark> review(String hash) {
        return List.of();
    }

    /**
     * A version of the rules.
     *
     * @param number   number of the rule set, consecutive in the order in which decisions named the rule sets; 0 while
     *                 only staged
     * @param status   {@code staged}, {@code coming}, {@code in-force} or {@code past}
     * @param since    time at which it takes effect; {@code null} if staged
     * @param decision number of the decision that put it into force, or {@code null}
     */
    record Version(
            String hash,
            int number,
            String status,
            @Nullable Instant since,
            @Nullable String by,
            @Nullable String decision) {

        /** Returns a copy with another status. */
        public Version withStatus(String newStatus) {
            return new Version(hash, number, newStatus, since, by, decision);
        }
    }

    /**
     * The fixed fee that an office charges an applicant (کارمزد دفتر), in addition to the duties; the office may charge nothing
     * else.
     *
     * @param amount      amount in rial, a multiple of 1,000
     * @param titleEn     English title
     * @param titleFa     Persian title
     * @param officeShare the office's share in percent; the rest is the municipality's
     */
    record Fee(long amount, String titleEn, String titleFa, int officeShare) {}

    /** A permitted value of a fact, with its titles for people. */
    record Choice(String code, String titleEn, String titleFa) {}

    /**
     * Result of a decision table.
     *
     * @param rows          one map of outputs per matching rule, in table order
     * @param explanation   reason for each match, e.g. "fire asked: floors = 8 > 6, rule fire-1, version 1"; in the order of rows
     * @param explanationFa the same in Persian
     * @param rules         matching rules by table and id, e.g. {@code building-permit-check/check-1}; in the order of rows
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
     * The procedure of one service.
     *
     * @param service  e.g. {@code building-permit}
     * @param version  the procedure's own version
     * @param titleEn  English title
     * @param titleFa  Persian title
     * @param subject  {@code property} or {@code vehicle}
     * @param customer customer of the office's work: {@code citizen} or {@code municipality}
     * @param asks     facts that an applicant states in addition to the subject, or {@code null} if the applicant requests a
     *                 building
     * @param dated    whether its tables may use the Persian year and month, which follow the calendar until the case is paid
     * @param home     whether its owner may open a case online, without an office
     * @param stages   stages in order
     * @param requires templates of certificates that the subject must have: not expired when the case is opened, and neither held nor
     *                 revoked when it is certified; their numbers become facts, e.g. {@code certifiedFloors}
     * @param excludes services of which the subject may have no open case, both when this case is opened and when it is completed
     * @param fee      fee of the office, charged to an applicant at {@link #payment}, or {@code null}
     * @param refunds  share of the paid duties that is refunded, by the end of the case
     */
    record Procedure(
            String service,
            int version,
            String titleEn,
            String titleFa,
            String subject,
            String customer,
            @Nullable List<String> asks,
            boolean dated,
            boolean home,
            List<Stage> stages,
            List<String> requires,
            List<String> excludes,
            @Nullable Fee fee,
            RefundShares refunds) {
        public Procedure {
            asks = asks == null ? null : List.copyOf(asks);
            stages = List.copyOf(stages);
            requires = List.copyOf(requires);
            excludes = List.copyOf(excludes);
        }

        /** Creates a procedure that only an office may open. */
        public Procedure(
                String service,
                int version,
                String titleEn,
                String titleFa,
                String subject,
                String customer,
                @Nullable List<String> asks,
                boolean dated,
                List<Stage> stages,
                List<String> requires,
                List<String> excludes,
                @Nullable Fee fee,
                RefundShares refunds) {
            this(
                    service, version, titleEn, titleFa, subject, customer, asks, dated, false, stages, requires,
                    excludes, fee, refunds);
        }

        /** Creates a procedure without requirements, exclusions, fee and refunds. */
        public Procedure(
                String service,
                int version,
                String titleEn,
                String titleFa,
                String subject,
                String customer,
                @Nullable List<String> asks,
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

        /**
         * Creates a procedure that cannot be opened online and states no facts. For citizens it requests a building.
         */
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

        /** Creates a procedure for citizens. */
        public Procedure(
                String service, int version, String titleEn, String titleFa, String subject, List<Stage> stages) {
            this(service, version, titleEn, titleFa, subject, CITIZEN, stages);
        }

        /** Returns {@code true} if an applicant requests a building. */
        public boolean hasBuildingRequest() {
            return asks == null && !hasMunicipalCustomer();
        }

        /** The first payment stage that the applicant pays; empty if the applicant pays nothing. */
        public Optional<Stage> payment() {
            return stages.stream()
                    .filter(s -> s.kind() == StageKind.PAYMENT && !s.payer().equals(MUNICIPALITY))
                    .findFirst();
        }

        /** Returns {@code true} if the subject is a vehicle, identified by its plate; otherwise it is a property. */
        public boolean hasVehicleSubject() {
            return subject.equals(VEHICLE);
        }

        /**
         * Returns {@code true} if the municipality is the customer: it orders the case and pays the office, see {@link
         * city.pishkhan.api.cases.MunicipalCases}.
         */
        public boolean hasMunicipalCustomer() {
            return customer.equals(MUNICIPALITY);
        }

        /**
         * Returns a stage.
         *
         * @throws IllegalArgumentException if there is no such stage
         */
        public Stage stage(String id) {
            return stages.stream()
                    .filter(s -> s.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No stage " + id + " in " + service));
        }
    }

    /** Subject of a procedure: a vehicle, identified by its plate. */
    String VEHICLE = "vehicle";

    /** Customer of a procedure: the applicant at the office. */
    String CITIZEN = "citizen";

    /** Customer of a procedure: the municipality. */
    String MUNICIPALITY = "municipality";
}
