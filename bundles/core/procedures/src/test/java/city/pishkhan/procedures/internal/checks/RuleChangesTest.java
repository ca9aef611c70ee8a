package city.pishkhan.procedures.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Remark;
import city.pishkhan.procedures.internal.ShippedRules;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that removals are reported before a decision on new rules. */
class RuleChangesTest {
    private static final RuleSource SHIPPED = source(ShippedRules.files());

    private static RuleSource source(RuleFiles files) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource source = RuleSource.parse(files, ruleProblems);
        assertTrue(ruleProblems.isEmpty(), () -> ruleProblems.texts().toString());
        return source;
    }

    private static List<Remark> changes(RuleFiles files) {
        return RuleChanges.between(SHIPPED, source(files), ShippedRules.ENGINE);
    }

    private static void assertChange(List<Remark> changes, String kind, String en) {
        assertTrue(
                changes.stream().anyMatch(r -> r.kind().equals(kind) && r.en().equals(en)),
                () -> en + " is not in\n"
                        + String.join(
                                "\n", changes.stream().map(Remark::toString).toList()));
    }

    @Test
    void identicalFilesChangeNothing() {
        assertEquals(List.of(), changes(ShippedRules.files()));
    }

    @Test
    void higherThresholdIsReportedAsRemovedInquiry() {
        List<Remark> changes = changes(ShippedRules.with("building-permit-agencies.dmn", "&gt; 6", "&gt; 12"));
        assertChange(
                changes,
                Remark.REMOVED,
                "Building permit: stage inquiries: fire department (fire) is no longer asked, for example where floors = 7,"
                        + " flagged uses without count(?) > 0, unlisted uses without count(?) > 0.");
        assertTrue(changes.stream().anyMatch(r -> r.fa().contains(
                        "دیگر از «سازمان آتش‌نشانی» استعلام نمی‌شود، برای نمونه در صورتی که طبقات روی زمین = ۷")));
        assertTrue(
                changes.stream()
                        .anyMatch(
                                r -> r.kind().equals(Remark.CHANGED)
                                        && r.en().startsWith(
                                                        "Building permit: stage inquiries: row 1 (fire-1) of building-permit-agencies, floors: > 6 becomes")));
    }

    @Test
    void lowerThresholdRemovesNothing() {
        List<Remark> changes = changes(ShippedRules.with("building-permit-agencies.dmn", "&gt; 6", "&gt; 4"));
        assertEquals(
                List.of(Remark.CHANGED),
                changes.stream().map(Remark::kind).distinct().toList());
    }

    @Test
    void reportsRemovedStagesAgenciesPapersAndRows() {
        Map<String, byte[]> files = new HashMap<>(ShippedRules.files().files());
        edit(files, "building-permit.yaml", "(?s)  - id: final-verification.*?(?=  - id: permit)", "");
        edit(files, "building-permit.yaml", "(?s)      gas:.*?(?=\n  - id: duties)", "");
        edit(files, "building-permit-agencies.dmn", "(?s) *<rule id=\"gas-1\">.*?</rule>\n", "");
        edit(files, "building-permit-papers.dmn", "(?s) *<rule id=\"paper-1\">.*?</rule>\n", "");
        List<Remark> changes = changes(new RuleFiles(files));
        assertChange(
                changes,
                Remark.REMOVED,
                "Building permit: the stage final-verification (Final verification) is removed.");
        assertChange(
                changes, Remark.REMOVED, "Building permit: stage inquiries: gas company (gas) is no longer asked.");
        assertChange(
                changes, Remark.REMOVED, "Building permit: stage papers: title deed (deed) is no longer required.");
        assertTrue(
                changes.stream()
                        .anyMatch(
                                r -> r.en().startsWith(
                                                "Building permit: stage inquiries: row 6 (gas-1) of building-permit-agencies is removed: gas asked")));
        assertEquals(Remark.REMOVED, changes.get(0).kind(), "what is gone comes first");
    }

    private static void edit(Map<String, byte[]> files, String name, String regex, String by) {
        String before = new String(files.get(name), StandardCharsets.UTF_8);
        String after = before.replaceFirst(regex, by);
        assertTrue(!after.equals(before), name);
        files.put(name, after.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reportsChangedEffectOfAgencySilence() {
        assertChange(
                changes(ShippedRules.with("building-permit.yaml", "silence: consent", "silence: refuse")),
                Remark.CHANGED,
                "Building permit: stage inquiries: water company: effect of its silence: CONSENT becomes REFUSE.");
    }

    @Test
    void reportsWhenFactBecomesPersonalOrNot() {
        RuleFiles personal =
                ShippedRules.with("vocabulary.yaml", "vin:             {", "vin:             {personal: true, ");
        assertChange(
                changes(personal),
                Remark.ADDED,
                "The fact vin (VIN) is personal: it is stored encrypted and displayed masked, in earlier cases too.");
        assertChange(
                RuleChanges.between(source(personal), SHIPPED, ShippedRules.ENGINE),
                Remark.REMOVED,
                "The fact vin (VIN) is no longer personal: in new cases it is neither encrypted nor masked.");
        assertEquals(List.of(), RuleChanges.between(source(personal), source(personal), ShippedRules.ENGINE));
    }

    @Test
    void reportsChangedDataAndFees() {
        assertChange(
                changes(ShippedRules.with("data/duties.yaml", "45000", "50000")),
                Remark.CHANGED,
                "Data duties.supervisionPerSquareMetre: 45000 becomes 50000.");
        assertTrue(changes(ShippedRules.with("building-permit.yaml", "officeShare: 70", "officeShare: 60")).stream()
                .anyMatch(r -> r.en().startsWith("Building permit: the office's fee")));
    }

    @Test
    void warnsOfChangedCalendarWithSameVersion() {
        List<Remark> changes = changes(ShippedRules.with(
                "calendar.txt", "holiday  1406/12/09 تعطیل عید فطر", "holiday  1406/12/10 تعطیل عید فطر"));
        assertTrue(
                changes.stream()
                        .anyMatch(
                                r -> r.kind().equals(Remark.WARNING)
                                        && r.en().equals(
                                                        "The working calendar has changed, although its version is still sim-1404-1406-1.")));
        assertChange(changes, Remark.REMOVED, "1406/12/09 (تعطیل عید فطر) is no longer a holiday.");
        assertChange(changes, Remark.ADDED, "1406/12/10 (تعطیل عید فطر) is now a holiday.");
    }

    @Test
    void reportsRemovedService() {
        assertChange(
                changes(ShippedRules.without(
                        "no-violation.yaml", "no-violation-agencies.dmn", "no-violation-papers.dmn")),
                Remark.REMOVED,
                "The service no-violation (No-violation certificate) is removed.");
    }
}
