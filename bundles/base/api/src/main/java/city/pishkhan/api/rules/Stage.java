package city.pishkhan.api.rules;

import java.util.List;
import java.util.Map;

/**
 * One stage of a procedure.
 *
 * @param id         unique in its procedure
 * @param kind       kind of the stage
 * @param titleEn    English title
 * @param titleFa    Persian title
 * @param table      decision table of the stage, or {@code null}. PAPERS, INSPECTION: outputs {@code paper} (kind), {@code
 *                   reason}; LOOKUP: limits, each row a violated limit with the outputs {@code field}, {@code value}, {@code
 *                   limit}, {@code reasonEn}, {@code reasonFa}, on which the case goes back for correction; INQUIRIES: outputs
 *                   {@code agency}, {@code reason}; PAYMENT: outputs {@code duty}, {@code amount} (rial), {@code account}
 * @param agency     LOOKUP: the system that is queried, else {@code null}
 * @param role       VERIFICATION, COMMITTEE: the role that decides, e.g. {@code district}; INSPECTION: the role that inspects
 * @param sendBack   ids of the earlier stages to which this stage may send a case back
 * @param agencies   INQUIRIES and LOOKUP: rules for each agency, by name
 * @param template   CERTIFICATE: template of the issued certificate
 * @param findings   INSPECTION: the facts that the report must contain; LOOKUP: the facts that the answer must contain, if the
 *                   rules name them
 * @param payer      PAYMENT: {@code applicant}, or {@code municipality} for fees that the office bills to it
 * @param discipline discipline of which the office must have an expert on the day of the step, e.g. {@code architecture}; {@code
 *                   null} if none is required. See {@link RuleSet#disciplines}
 */
public record Stage(
        String id,
        StageKind kind,
        String titleEn,
        String titleFa,
        String table,
        String agency,
        String role,
        List<String> sendBack,
        Map<String, AgencyRule> agencies,
        String template,
        List<String> findings,
        String payer,
        String discipline) {
    public Stage {
        sendBack = List.copyOf(sendBack);
        agencies = Map.copyOf(agencies);
        findings = List.copyOf(findings);
    }

    /** Creates a stage that requires no expert of a discipline. */
    public Stage(
            String id,
            StageKind kind,
            String titleEn,
            String titleFa,
            String table,
            String agency,
            String role,
            List<String> sendBack,
            Map<String, AgencyRule> agencies,
            String template,
            List<String> findings,
            String payer) {
        this(id, kind, titleEn, titleFa, table, agency, role, sendBack, agencies, template, findings, payer, null);
    }

    /** Creates a stage without findings, whose payer is the applicant. */
    public Stage(
            String id,
            StageKind kind,
            String titleEn,
            String titleFa,
            String table,
            String agency,
            String role,
            List<String> sendBack,
            Map<String, AgencyRule> agencies,
            String template) {
        this(id, kind, titleEn, titleFa, table, agency, role, sendBack, agencies, template, List.of(), "applicant");
    }
}
