package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import city.pishkhan.procedures.internal.tables.Axis.Label;
import city.pishkhan.procedures.internal.tables.Feel;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.TableSpace;
import city.pishkhan.procedures.internal.tables.TableSpace.SpaceRegion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analyses whole decision tables for overlaps, gaps, unreachable rows and ranges that are not covered. Certain mistakes
 * are problems, which make the files invalid. Possible mistakes are remarks for those who decide on the rules.
 *
 * <ul>
 * <li>Problems: a row that never applies; two rows that apply at once with hit policy UNIQUE; two rows with different
 * outputs that apply at once with hit policy ANY; two rows for a value listed under {@code exactlyOne}; an input
 * without a row in a payment's table, or for a value listed under {@code exactlyOne}.
 * <li>Remarks: the findings above if they depend on facts that may be related; a row of a FIRST table that earlier rows
 * cover; two rows that are added up for one value; a gap in another single-hit table; a range that rows leave out
 * between covered ranges.
 * </ul>
 */
final class TableReview {
    private static final Messages MESSAGES = Messages.of(TableReview.class);

    /** maximum number of reported overlaps in one table */
    private static final int MOST = 5;

    private final TableSource table;
    private final TableMode mode;
    private final Stage stage;
    private final TableSpace space;
    private final RuleProblems ruleProblems;
    private final List<Remark> remarks;

    /** @param stage the stage that uses the table, or {@code null} if there is none */
    TableReview(
            TableSource table,
            TableMode mode,
            Stage stage,
            TableSpace space,
            RuleProblems ruleProblems,
            List<Remark> remarks) {
        this.table = table;
        this.mode = mode;
        this.stage = stage;
        this.space = space;
        this.ruleProblems = ruleProblems;
        this.remarks = remarks;
    }

    void review() {
        try {
            if (reportUnsatisfiable()) {
                return;
            }
            switch (table.hitPolicy()) {
                case "UNIQUE" -> reportOverlaps(table.rules(), true, null);
                case "ANY" -> reportOverlaps(table.rules(), false, null);
                case "FIRST" -> reportShadowed();
                default -> {
                    // rows of a table with another hit policy may apply together, so overlaps are no mistakes
                }
            }
            reportGaps();
            reviewKeys();
        } catch (TableSpace.TooLarge e) {
            warn(MESSAGES.text("table-review.too-large"));
        }
    }

    private boolean reportUnsatisfiable() {
        boolean any = false;
        for (Rule rule : table.rules()) {
            if (space.isUnsatisfiable(rule)) {
                any = true;
                addProblem(
                        rule,
                        MESSAGES.text(
                                "table-review.unsatisfiable",
                                row(rule).english(),
                                row(rule).persian()));
            }
        }
        return any;
    }

    /** @param always {@code true} to report every overlap, {@code false} to report only overlaps with different outputs */
    private void reportOverlaps(List<Rule> rules, boolean always, String key) {
        int reported = 0;
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size() && reported < MOST; j++) {
                Rule one = rules.get(i);
                Rule other = rules.get(j);
                Optional<SpaceRegion> found = space.overlap(one, other);
                if (found.isPresent() && (always || !values(one).equals(values(other)))) {
                    reported++;
                    reportOverlap(one, other, found.get(), key);
                }
            }
        }
    }

    private void reportOverlap(Rule one, Rule other, SpaceRegion found, String key) {
        Label where = space.words(found);
        Text rows = rows(one, other);
        Text text = key == null
                ? overlap(found, rows.english(), where.en(), rows.persian(), where.fa())
                : overlapFor(found, rows.english(), where.en(), rows.persian(), where.fa(), key);
        report(other, found.certain(), text);
    }

    private static Text overlap(SpaceRegion found, String en, String whereEn, String fa, String whereFa) {
        return found.certain()
                ? MESSAGES.text("table-review.overlap", en, whereEn, fa, whereFa)
                : MESSAGES.text("table-review.overlap/may", en, whereEn, fa, whereFa);
    }

    private static Text overlapFor(
            SpaceRegion found, String en, String whereEn, String fa, String whereFa, String key) {
        return found.certain()
                ? MESSAGES.text("table-review.overlap/key", en, whereEn, fa, whereFa, key)
                : MESSAGES.text("table-review.overlap/key-may", en, whereEn, fa, whereFa, key);
    }

    private static List<String> values(Rule rule) {
        return rule.outputs().stream().map(TableSource.Cell::text).toList();
    }

    private void reportShadowed() {
        List<Rule> before = new ArrayList<>();
        for (Rule rule : table.rules()) {
            if (!before.isEmpty() && space.findOutside(rule, before).isEmpty()) {
                warn(MESSAGES.text(
                        "table-review.shadowed", row(rule).english(), row(rule).persian()));
            }
            before.add(rule);
        }
    }

    private void reportGaps() {
        boolean payment = stage != null && stage.kind() == StageKind.PAYMENT;
        boolean one = List.of("UNIQUE", "FIRST", "ANY").contains(table.hitPolicy());
        // a look-up's table lists only the reasons for refusal, so inputs without a row are normal there
        boolean expected = payment || one && stage != null && stage.kind() != StageKind.LOOKUP;
        if (expected) {
            space.gap(table.rules()).ifPresent(found -> reportGap(found, payment, null));
        }
    }

    private void reportGap(SpaceRegion found, boolean needed, String key) {
        Text text = gapText(found, key);
        if (found.certain() && needed) {
            ruleProblems.add(
                    table.file(),
                    table.mark(),
                    MESSAGES.bilingual("table-review.table", table.id(), text.english(), text.persian()));
        } else {
            warn(text);
        }
    }

    private Text gapText(SpaceRegion found, String key) {
        Label where = space.words(found);
        if (key == null) {
            return found.certain()
                    ? MESSAGES.text("table-review.gap", where.en(), where.fa())
                    : MESSAGES.text("table-review.gap/may", where.en(), where.fa());
        }
        return found.certain()
                ? MESSAGES.text("table-review.gap/key", where.en(), where.fa(), key)
                : MESSAGES.text("table-review.gap/key-may", where.en(), where.fa(), key);
    }

    /** Checks each group of rows that name the same agency, paper or duty for overlaps and gaps. */
    private void reviewKeys() {
        Map<String, List<Rule>> keys = byKey(table, mode, stage);
        for (String key : mode.exactlyOne()) {
            List<Rule> rules = keys.getOrDefault(key, List.of());
            if (rules.isEmpty()) {
                ruleProblems.add(
                        table.file(), table.mark(), MESSAGES.bilingual("table-review.key-missing", table.id(), key));
            } else {
                reportOverlaps(rules, true, key);
                space.gap(rules).ifPresent(found -> reportGap(found, true, key));
            }
        }
        keys.forEach((key, rules) -> {
            if (!mode.exactlyOne().contains(key)) {
                if (mode.sum() != null) {
                    reportSums(key, rules);
                }
                reportHoles(rules);
            }
        });
        if (keys.isEmpty()) {
            reportHoles(table.rules());
        }
    }

    private void reportSums(String key, List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                Rule one = rules.get(i);
                Rule other = rules.get(j);
                space.overlap(one, other).ifPresent(found -> {
                    Label where = space.words(found);
                    warn(MESSAGES.text(
                            "table-review.added-up",
                            rows(one, other).english(),
                            key,
                            where.en(),
                            rows(one, other).persian(),
                            where.fa()));
                });
            }
        }
    }

    private void reportHoles(List<Rule> rules) {
        space.findGaps(rules).forEach((group, found) -> {
            Label where = space.words(found);
            warn(MESSAGES.text(
                    "table-review.hole",
                    numbers(group),
                    where.en(),
                    PersianText.persianDigits(numbers(group)),
                    where.fa()));
        });
    }

    /** Groups the rows by the agency, paper or duty that they name. Rows that compute this value are omitted. */
    static Map<String, List<Rule>> byKey(TableSource table, TableMode mode, Stage stage) {
        String output = mode.by() != null
                ? mode.by()
                : stage == null
                        ? null
                        : switch (stage.kind()) {
                            case PAPERS, INSPECTION -> "paper";
                            case INQUIRIES -> "agency";
                            case PAYMENT -> "duty";
                            default -> null;
                        };
        Map<String, List<Rule>> keys = new LinkedHashMap<>();
        int place = output == null ? -1 : table.output(output).orElse(-1);
        if (place >= 0) {
            table.rules().forEach(rule -> Feel.string(rule.outputs().get(place).text())
                    .ifPresent(key ->
                            keys.computeIfAbsent(key, k -> new ArrayList<>()).add(rule)));
        }
        return keys;
    }

    private int number(Rule rule) {
        return table.rules().indexOf(rule) + 1;
    }

    private Text row(Rule rule) {
        return MESSAGES.text("table-review.row", number(rule), rule.id(), digits(number(rule)));
    }

    private Text rows(Rule one, Rule other) {
        return MESSAGES.text(
                "table-review.rows",
                number(one),
                one.id(),
                number(other),
                other.id(),
                digits(number(one)),
                digits(number(other)));
    }

    private static String digits(int number) {
        return PersianText.persianDigits(String.valueOf(number));
    }

    private String numbers(List<Rule> rules) {
        return String.join(
                ", ", rules.stream().map(rule -> String.valueOf(number(rule))).toList());
    }

    private void report(Rule rule, boolean certain, Text text) {
        if (certain) {
            addProblem(rule, text);
        } else {
            warn(text);
        }
    }

    private void addProblem(Rule rule, Text text) {
        ruleProblems.add(
                table.file(),
                rule.mark(),
                MESSAGES.bilingual("table-review.table", table.id(), text.english(), text.persian()));
    }

    private void warn(Text text) {
        remarks.add(new Remark(
                Remark.WARNING, MESSAGES.text("table-review.table", table.id(), text.english(), text.persian())));
    }
}
