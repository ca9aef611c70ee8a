package city.pishkhan.procedures.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.procedures.internal.ShippedRules;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Cell;
import city.pishkhan.procedures.internal.files.TableSource.Input;
import city.pishkhan.procedures.internal.files.TableSource.Output;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import city.pishkhan.procedures.internal.tables.CellTest;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.TableSpace;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests the analysis of whole tables: overlaps, gaps and unreachable rows, found without sampling. */
class TableReviewTest {
    private static final Mark MARK = new Mark(1, 1);
    private static final Vocabulary WORDS = Vocabulary.of(parsed().vocabulary());
    private static final CellTest.Constants NONE =
            expression -> expression.equals("limit.floors") ? BigDecimal.TEN : null;

    private final RuleProblems ruleProblems = new RuleProblems();
    private final List<Remark> remarks = new ArrayList<>();

    private static RuleSource parsed() {
        return RuleSource.parse(ShippedRules.files(), new RuleProblems());
    }

    /** Returns a table with the inputs floors, area, proxy and area / landArea. */
    private static TableSource table(String policy, String... rows) {
        List<Input> inputs = new ArrayList<>();
        for (String name : List.of("floors", "area", "proxy", "area / landArea")) {
            inputs.add(new Input(name, null, "", new Cell(name, MARK)));
        }
        List<Rule> rules = new ArrayList<>();
        for (String row : rows) {
            String[] sides = row.split("=>");
            String[] tests = sides[0].split(";");
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                cells.add(new Cell(i < tests.length ? tests[i].strip() : "-", MARK));
            }
            rules.add(new Rule("r" + (rules.size() + 1), "d", MARK, cells, List.of(new Cell(sides[1].strip(), MARK))));
        }
        return new TableSource(
                "t.dmn",
                "t",
                "t",
                null,
                MARK,
                policy,
                inputs,
                List.of(new Output("agency", "agency", null, "", MARK)),
                rules);
    }

    private TableReviewTest review(StageKind kind, String policy, String... rows) {
        ruleProblems.texts();
        TableSource table = table(policy, rows);
        Stage stage = new Stage("s", kind, "e", "f", "t", null, null, List.of(), Map.of(), null);
        TableSpace space = new TableSpace(List.of(table), TableMode.PLAIN, WORDS, NONE);
        new TableReview(table, TableMode.PLAIN, stage, space, ruleProblems, remarks).review();
        return this;
    }

    private void assertProblem(String message) {
        assertTrue(
                ruleProblems.texts().stream().anyMatch(p -> p.contains(message)),
                () -> message + " is not in " + ruleProblems.texts());
    }

    private void assertWarning(String message) {
        assertTrue(remarks.stream().anyMatch(r -> r.en().contains(message)), () -> message + " is not in " + remarks);
        assertTrue(ruleProblems.isEmpty(), () -> ruleProblems.texts().toString());
    }

    private void assertNothingReported() {
        assertEquals(List.of(), ruleProblems.texts());
        assertEquals(List.of(), remarks);
    }

    @Test
    void rejectsOverlapUnderUniquePolicyWithExample() {
        review(StageKind.LOOKUP, "UNIQUE", "<= 6 => 1", "[6..9]; > 100 => 2", "> 9 => 3")
                .assertProblem(
                        "t.dmn:1:1: table t: rows 1 (r1) and 2 (r2) both apply, for example where floors = 6, area = 101"
                                + " / جدول t: سطرهای ۱ (r1) و ۲ (r2) با هم صدق می‌کنند، برای نمونه در صورتی که floors = ۶، area = ۱۰۱");
    }

    @Test
    void adjacentRangesDoNotOverlap() {
        review(StageKind.LOOKUP, "UNIQUE", "<= 6 => 1", "(6..9] => 2", "> 9 => 3", "-; -; - => 4");
        assertEquals(3, ruleProblems.texts().size(), "the last row overlaps each of the others, and they none");
    }

    @Test
    void integerRangesLeaveNoGap() {
        review(StageKind.PAYMENT, "UNIQUE", "<= 6 => 1", ">= 7 => 2").assertNothingReported();
    }

    @Test
    void rejectsPaymentTableWithGap() {
        review(StageKind.PAYMENT, "COLLECT", "<= 6 => 1", "> 8; > 50 => 2", "> 8; <= 50; true => 3")
                .assertProblem("no row applies where floors = 7");
    }

    @Test
    void findsGapInLastColumn() {
        review(StageKind.PAYMENT, "COLLECT", "<= 6 => 1", "> 6; > 50 => 2", "> 6; <= 50; true => 3")
                .assertProblem("no row applies where floors = 7, area = 0, proxy = no");
    }

    @Test
    void inquiryTableMayNameNoAgency() {
        review(StageKind.INQUIRIES, "COLLECT", "> 6 => \"fire\"").assertNothingReported();
        review(StageKind.INQUIRIES, "UNIQUE", "> 6 => \"fire\"").assertWarning("no row applies where floors = 0");
    }

    @Test
    void warnsOfRangeMissingBetweenRows() {
        review(StageKind.INQUIRIES, "COLLECT", "<= 4 => \"gas\"", "[7..9] => \"gas\"", "> 9 => \"gas\"")
                .assertWarning("rows 1, 2, 3 do not cover the values between them, for example floors = 5");
    }

    @Test
    void rejectsUnreachableRow() {
        review(StageKind.INQUIRIES, "COLLECT", "[9..7] => \"fire\"").assertProblem("row 1 (r1) can never apply");
        review(StageKind.INQUIRIES, "COLLECT", "< 0 => \"fire\"").assertProblem("row 1 (r1) can never apply");
    }

    @Test
    void warnsOfRowHiddenByEarlierRows() {
        review(StageKind.LOOKUP, "FIRST", "<= 6 => 1", "> 6; > 10 => 2", "[3..9]; > 20 => 3", "- => 4")
                .assertWarning("row 3 (r3) never applies");
        assertEquals(1, remarks.size());
    }

    @Test
    void anyPolicyAllowsOverlapWithEqualResult() {
        review(StageKind.LOOKUP, "ANY", "> 6 => 1", "> 8 => 1").assertNothingReported();
        review(StageKind.LOOKUP, "ANY", "> 6 => 1", "> 8 => 2").assertProblem("rows 1 (r1) and 2 (r2) both apply");
    }

    @Test
    void warnsOfPossibleOverlapDependingOnFacts() {
        review(StageKind.LOOKUP, "UNIQUE", "> allowedFloors => 1", "-; -; -; > density => 2")
                .assertWarning(
                        "rows 1 (r1) and 2 (r2) may both apply, for example where floors > allowedFloors, area / landArea > density");
    }

    @Test
    void reportsCertainOverlapOfSameComparison() {
        review(StageKind.LOOKUP, "UNIQUE", "> allowedFloors => 1", ">= allowedFloors => 2")
                .assertProblem("both apply, for example where floors > allowedFloors");
    }

    @Test
    void oppositeComparisonsDoNotOverlap() {
        review(StageKind.PAYMENT, "UNIQUE", "> allowedFloors => 1", "<= allowedFloors => 2")
                .assertNothingReported();
    }

    @Test
    void dataConstantCountsAsNumber() {
        review(StageKind.PAYMENT, "UNIQUE", "< limit.floors => 1", "> 10 => 2")
                .assertProblem("no row applies where floors = 10");
    }

    /** Compares the analysis with all possible inputs of small tables. */
    @Test
    void agreesWithTryingEveryInput() {
        Random random = new Random(1405);
        for (int i = 0; i < 300; i++) {
            String[] rows = new String[1 + random.nextInt(5)];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = range(random) + ";" + range(random) + ";"
                        + List.of("-", "true", "false").get(random.nextInt(3)) + " => 1";
            }
            TableSource table = table("COLLECT", rows);
            TableSpace space = new TableSpace(List.of(table), TableMode.PLAIN, WORDS, NONE);
            boolean gap = false;
            TreeSet<String> overlaps = new TreeSet<>();
            for (int floors = 0; floors < 14; floors++) {
                for (int area = 0; area < 14; area++) {
                    for (boolean proxy : new boolean[] {true, false}) {
                        List<Integer> hits = hits(rows, floors, area, proxy);
                        gap |= hits.isEmpty();
                        hits.forEach(a -> hits.stream().filter(b -> b > a).forEach(b -> overlaps.add(a + "-" + b)));
                    }
                }
            }
            String what = String.join(" | ", rows);
            assertEquals(gap, space.gap(table.rules()).isPresent(), what);
            for (int a = 0; a < rows.length; a++) {
                for (int b = a + 1; b < rows.length; b++) {
                    assertEquals(
                            overlaps.contains(a + "-" + b),
                            space.overlap(table.rules().get(a), table.rules().get(b))
                                    .isPresent(),
                            what);
                }
            }
        }
    }

    private static String range(Random random) {
        int low = random.nextInt(8);
        int high = low + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> "< " + (low + 1);
            case 1 -> ">= " + low;
            case 2 -> "[" + low + ".." + high + "]";
            case 3 -> "not(" + low + ")";
            case 4 -> low + ", " + (high + 1);
            default -> "-";
        };
    }

    private static List<Integer> hits(String[] rows, int floors, int area, boolean proxy) {
        List<Integer> hits = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            String[] tests = Arrays.stream(
                            rows[i].substring(0, rows[i].indexOf(" =>")).split(";"))
                    .map(String::strip)
                    .toArray(String[]::new);
            if (isMatch(tests[0], floors)
                    && isMatch(tests[1], area)
                    && (tests[2].equals("-") || tests[2].equals("" + proxy))) {
                hits.add(i);
            }
        }
        return hits;
    }

    private static boolean isMatch(String test, int n) {
        if (test.equals("-")) {
            return true;
        } else if (test.startsWith("not(")) {
            return !isMatch(test.substring(4, test.length() - 1), n);
        } else if (test.startsWith("< ")) {
            return n < Integer.parseInt(test.substring(2));
        } else if (test.startsWith(">= ")) {
            return n >= Integer.parseInt(test.substring(3));
        } else if (test.startsWith("[")) {
            String[] ends = test.substring(1, test.length() - 1).split("\\.\\.");
            return n >= Integer.parseInt(ends[0]) && n <= Integer.parseInt(ends[1]);
        }
        return Arrays.stream(test.split(", ")).anyMatch(value -> Integer.parseInt(value) == n);
    }

    @Test
    void shippedRulesHaveNoRemarks() {
        var outcome = ShippedRules.CHECK.check(ShippedRules.files(), 1);
        assertEquals(List.of(), outcome.problems());
        assertEquals(List.of(), outcome.remarks());
    }

    @Test
    void rejectsRulesThatNeverAskListedAgency() {
        Map<String, byte[]> files = new HashMap<>(ShippedRules.files().files());
        String agencies = new String(files.get("building-permit-agencies.dmn"), StandardCharsets.UTF_8);
        String fewer = agencies.replaceFirst("(?s) *<rule id=\"gas-1\">.*?</rule>\n", "");
        assertFalse(fewer.equals(agencies));
        files.put("building-permit-agencies.dmn", fewer.getBytes(StandardCharsets.UTF_8));
        List<String> problems = ShippedRules.problems(new RuleFiles(files));
        assertTrue(
                problems.size() == 1
                        && problems.get(0).contains("no row of table building-permit-agencies sends an inquiry to gas"),
                problems::toString);
    }

    @Test
    void rejectsCalendarEndingBeforeDeadline() {
        RuleCheck late =
                new RuleCheck(ShippedRules.ENGINE, Clock.fixed(Instant.parse("2028-03-10T08:00:00Z"), ZoneOffset.UTC));
        List<String> problems = late.check(ShippedRules.files(), 1).problems();
        assertTrue(
                problems.stream()
                        .anyMatch(
                                p -> p.startsWith(
                                        "calendar.txt:1:1: the time 15d of fire in building-permit.yaml cannot be calculated from today:"
                                                + " the calendar sim-1404-1406-1 has the holidays of 1404/01/01 to 1406/12/29")),
                problems::toString);
    }

    /** A complete table with many columns is analysed quickly. */
    @Test
    void analysesLargeTables() {
        String[] rows = new String[400];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i + "; [" + i + ".." + (i + 50) + "]; " + (i % 2 == 0) + " => 1";
        }
        TableSource table = table("COLLECT", rows);
        TableSpace space = new TableSpace(List.of(table), TableMode.PLAIN, WORDS, NONE);
        assertTrue(space.gap(table.rules()).isPresent());
    }
}
