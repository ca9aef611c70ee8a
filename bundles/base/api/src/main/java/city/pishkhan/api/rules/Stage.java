package city.pishkhan.api.rules;

import city.pishkhan.api.rules.RuleKey.Form;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a procedure. {@link RuleKey} describes each key.
 *
 * @param id         unique in its procedure
 * @param titleEn    English title
 * @param titleFa    Persian title
 * @param table      outputs of the table by kind, or {@code null} without a table. PAPERS, INSPECTION: {@code paper} (kind), {@code
 *                   reason}; LOOKUP: limits, each row a violated limit with the outputs {@code field}, {@code value}, {@code
 *                   limit}, {@code reasonEn}, {@code reasonFa}, on which the case goes back for correction; INQUIRIES: {@code
 *                   agency}, {@code reason}; PAYMENT: {@code duty}, {@code amount} (rial), {@code account}
 * @param agency     {@code null} for kinds other than LOOKUP
 * @param agencies   rules for each agency, by name
 * @param discipline {@code null} if no expert is required. See {@link RuleSet#disciplines}
 */
public record Stage(
        String id,
        @RuleKey(value = "Kind of the stage.", required = true) StageKind kind,
        String titleEn,
        String titleFa,
        @RuleKey("Decision table of the stage.") String table,
        @RuleKey("System that a look-up queries.") String agency,
        @RuleKey(
                        value = "Role that decides or inspects.",
                        choices = {"district", "office", "committee", "expert"})
                String role,
        @RuleKey("Earlier stages to which this stage may send a case back.") List<String> sendBack,
        Map<String, AgencyRule> agencies,
        @RuleKey("Template of the issued certificate.") String template,
        @RuleKey(
                        value = "Facts that an inspection determines, or that the answer to a lookup must contain.",
                        form = Form.NAME,
                        minimum = 1)
                List<String> findings,
        @RuleKey(
                        value = "Payer of the duties in the payment's table. Default: applicant.",
                        choices = {"applicant", "municipality"},
                        absent = "applicant")
                String payer,
        @RuleKey(
                        "Discipline of an expert of the office. The case waits at this stage while neither such an expert, licensed and"
                                + " present, nor a deputy is there.")
                @Nullable
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
