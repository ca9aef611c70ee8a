package city.pishkhan.api.rules;

import java.util.List;
import java.util.Map;

/**
 * One step of a procedure.
 *
 * @param id       unique in its procedure
 * @param kind     what it does
 * @param titleEn  for people
 * @param titleFa  for people
 * @param table    decision table that the stage asks, or {@code null}. PAPERS, INSPECTION: outputs {@code paper} (kind), {@code reason};
 *                 LOOKUP: limits, each row one that is broken: outputs {@code field}, {@code value}, {@code limit}, {@code reasonEn},
 *                 {@code reasonFa}; the case goes back for correction;
 *                 INQUIRIES: outputs {@code agency}, {@code reason}; PAYMENT: outputs {@code duty}, {@code amount} (rial),
 *                 {@code account}
 * @param agency   LOOKUP: the system that is asked, else {@code null}
 * @param role     VERIFICATION, COMMITTEE: the role that decides, e.g. {@code district}; INSPECTION: the role that inspects
 * @param sendBack ids of the earlier stages to which this one may send a case back
 * @param agencies INQUIRIES and LOOKUP: how each agency is treated, by name
 * @param template CERTIFICATE: what is issued
 * @param findings INSPECTION: the facts that it brings; LOOKUP: those that the answer must bring, where the rules name them
 * @param payer    PAYMENT: {@code applicant}, or {@code municipality} for fees of the office that it is billed for
 * @param discipline of which the office must have an expert that day for the step to be done, e.g. {@code architecture}; {@code null} where it
 *                 needs none. See {@link RuleSet#disciplines}
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

    /** One that needs no expert of a discipline. */
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

    /** One without findings, whose payments are the applicant's. */
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
