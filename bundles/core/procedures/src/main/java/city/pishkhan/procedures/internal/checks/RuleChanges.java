package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.compiled.RuleKeys;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import city.pishkhan.procedures.internal.files.YamlFile;
import city.pishkhan.procedures.internal.tables.Axis.Label;
import city.pishkhan.procedures.internal.tables.DataConstants;
import city.pishkhan.procedures.internal.tables.DecisionEngine;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.TableSpace;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Describes the differences between two rule sets for those who decide on the new one, above all removals. */
public final class RuleChanges {
    private static final Messages MESSAGES = Messages.of(RuleChanges.class);

    /** maximum number of reported changes; if there are more, readers must compare the files themselves */
    private static final int MOST = 200;

    private final RuleSource before;
    private final RuleSource after;
    private final CodeTitles words;
    private final DataConstants constants;
    private final List<Remark> changes = new ArrayList<>();

    private RuleChanges(RuleSource before, RuleSource after, DecisionEngine engine) {
        this.before = before;
        this.after = after;
        this.words = new CodeTitles(before, after);
        this.constants = new DataConstants(engine, after.values());
    }

    /** Returns the differences: removals first, then changes, then additions. */
    public static List<Remark> between(RuleSource before, RuleSource after, DecisionEngine engine) {
        RuleChanges changes = new RuleChanges(before, after, engine);
        changes.comparePersonalFacts();
        changes.compareProcedures();
        changes.compareData();
        changes.compareCalendars();
        return changes.changes.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(r ->
                        List.of(Remark.REMOVED, Remark.CHANGED, Remark.ADDED).indexOf(r.kind())))
                .limit(MOST)
                .toList();
    }

    private static Map<String, YamlFile> files(RuleSource source) {
        Map<String, YamlFile> files = new LinkedHashMap<>();
        source.procedures()
                .forEach(file -> files.put(file.root().path("service").asText(), file));
        return files;
    }

    private void compareProcedures() {
        Map<String, YamlFile> old = files(before);
        Map<String, YamlFile> now = files(after);
        for (String service : union(old.keySet(), now.keySet())) {
            if (!now.containsKey(service)) {
                Procedure removed = ProcedureReader.procedure(
                        Objects.requireNonNull(old.get(service)).root());
                addRemoved(
                        MESSAGES.text("rule-changes.service-removed", service, removed.titleEn(), removed.titleFa()));
            } else if (!old.containsKey(service)) {
                Procedure fresh = ProcedureReader.procedure(now.get(service).root());
                addAdded(MESSAGES.text("rule-changes.service-added", service, fresh.titleEn(), fresh.titleFa()));
            } else {
                compareStages(
                        ProcedureReader.procedure(
                                Objects.requireNonNull(old.get(service)).root()),
                        ProcedureReader.procedure(now.get(service).root()),
                        ProcedureReader.modes(now.get(service).root()));
            }
        }
    }

    private void compareStages(Procedure old, Procedure now, Map<String, TableMode> modes) {
        String en = now.titleEn() + ": ";
        String fa = now.titleFa() + ": ";
        addIfChanged(
                MESSAGES.text("rule-changes.office-fee", en, fa), String.valueOf(old.fee()), String.valueOf(now.fee()));
        addIfChanged(MESSAGES.text("rule-changes.home", en, fa), old.home() + "", now.home() + "");
        for (CaseEnd end : CaseEnd.values()) {
            addIfChanged(
                    MESSAGES.text("rule-changes.refund-share", en, end.code(), fa),
                    old.refunds().of(end) + "",
                    now.refunds().of(end) + "");
        }
        addIfChanged(
                MESSAGES.text("rule-changes.certificates-required", en, fa), old.requires() + "", now.requires() + "");
        addIfChanged(MESSAGES.text("rule-changes.services-excluded", en, fa), old.excludes() + "", now.excludes() + "");
        Map<String, Stage> fresh = new LinkedHashMap<>();
        now.stages().forEach(stage -> fresh.put(stage.id(), stage));
        Set<String> kept = new LinkedHashSet<>();
        for (Stage stage : old.stages()) {
            Stage other = fresh.get(stage.id());
            if (other == null) {
                addRemoved(MESSAGES.text(
                        "rule-changes.stage-removed", en, stage.id(), stage.titleEn(), fa, stage.titleFa()));
                reportLostOutputs(stage, null, TableMode.PLAIN, en, fa);
            } else {
                kept.add(stage.id());
                compareStage(stage, other, modes.getOrDefault(other.table(), TableMode.PLAIN), en, fa);
            }
        }
        for (Stage stage : now.stages()) {
            if (!kept.contains(stage.id())) {
                addAdded(MESSAGES.text(
                        "rule-changes.stage-added", en, stage.id(), stage.titleEn(), fa, stage.titleFa()));
            }
        }
        List<String> order =
                now.stages().stream().map(Stage::id).filter(kept::contains).toList();
        addIfChanged(MESSAGES.text("rule-changes.stage-order", en, fa), List.copyOf(kept) + "", order + "");
    }

    private void compareStage(Stage old, Stage now, TableMode mode, String procedureEn, String procedureFa) {
        Text named = MESSAGES.text("rule-changes.stage", procedureEn, now.id(), procedureFa, now.titleFa());
        String en = named.english() + ": ";
        String fa = named.persian() + ": ";
        compareKeys("stage", en, fa, old, now);
        for (String agency : union(old.agencies().keySet(), now.agencies().keySet())) {
            AgencyRule rule = old.agencies().get(agency);
            AgencyRule other = now.agencies().get(agency);
            if (other == null) {
                addRemoved(MESSAGES.text(
                        "rule-changes.agency-removed", en, words.en(agency), agency, fa, words.fa(agency)));
            } else if (rule == null) {
                addAdded(
                        MESSAGES.text("rule-changes.agency-added", en, words.en(agency), agency, fa, words.fa(agency)));
            } else {
                compareKeys("agency", en + words.en(agency) + ": ", fa + words.fa(agency) + ": ", rule, other);
            }
        }
        reportLostOutputs(old, now, mode, en, fa);
        compareRows(old, now, en, fa);
    }

    /** Reports the changed keys of a rule. The message {@code rule-key.<record>.<key>} contains the name of a key. */
    private void compareKeys(String record, String en, String fa, Record old, Record now) {
        Map<String, String> values = RuleKeys.comparison(now);
        RuleKeys.comparison(old).forEach((key, value) -> {
            Text name = MESSAGES.text("rule-key." + record + "." + key);
            addIfChanged(new Text(en + name.english(), fa + name.persian()), value, values.get(key));
        });
    }

    /**
     * Reports agencies, papers and duties that the stage's old table produces and its new table does not: never, or not
     * for some inputs.
     *
     * @param now the new stage, or {@code null} if it was removed
     */
    private void reportLostOutputs(Stage old, @Nullable Stage now, TableMode mode, String en, String fa) {
        TableSource table = old.table() == null ? null : before.tables().get(old.table());
        if (table == null) {
            return;
        }
        TableSource other =
                now == null || now.table() == null ? null : after.tables().get(now.table());
        Map<String, List<Rule>> keys = TableReview.byKey(table, mode, old);
        Map<String, List<Rule>> others = other == null ? Map.of() : TableReview.byKey(other, mode, now);
        keys.forEach((key, rules) -> {
            if (!others.containsKey(key)) {
                addRemoved(removedText(old.kind(), en, key, fa));
            } else {
                findLostInput(table, other, rules, others.get(key), mode)
                        .ifPresent(where -> addRemoved(removedInputText(old.kind(), en, key, fa, where)));
            }
        });
    }

    private Text removedText(StageKind kind, String en, String key, String fa) {
        String titleEn = words.en(key);
        String titleFa = words.fa(key);
        return switch (kind) {
            case INQUIRIES -> MESSAGES.text("rule-changes.agency-removed", en, titleEn, key, fa, titleFa);
            case PAYMENT -> MESSAGES.text("rule-changes.duty-removed", en, titleEn, key, fa, titleFa);
            default -> MESSAGES.text("rule-changes.paper-removed", en, titleEn, key, fa, titleFa);
        };
    }

    private Text removedInputText(StageKind kind, String en, String key, String fa, Label where) {
        String titleEn = words.en(key);
        String titleFa = words.fa(key);
        return switch (kind) {
            case INQUIRIES ->
                MESSAGES.text(
                        "rule-changes.agency-removed/where", en, titleEn, key, fa, titleFa, where.en(), where.fa());
            case PAYMENT ->
                MESSAGES.text("rule-changes.duty-removed/where", en, titleEn, key, fa, titleFa, where.en(), where.fa());
            default ->
                MESSAGES.text(
                        "rule-changes.paper-removed/where", en, titleEn, key, fa, titleFa, where.en(), where.fa());
        };
    }

    /** Returns an input to which an old row applies and no new row does, or empty if there is none. */
    private java.util.Optional<Label> findLostInput(
            TableSource table, @Nullable TableSource other, List<Rule> old, List<Rule> now, TableMode mode) {
        try {
            TableSpace space =
                    new TableSpace(List.of(table, other), mode, Vocabulary.of(after.vocabulary()), constants);
            return old.stream()
                    .flatMap(rule -> space.findOutside(rule, now).stream())
                    .findFirst()
                    .map(space::words);
        } catch (TableSpace.TooLarge e) {
            // the table is too large to be analysed; compareRows still reports removed and changed rows one by
            // one
            return java.util.Optional.empty();
        }
    }

    private void compareRows(Stage old, Stage now, String en, String fa) {
        TableSource table = old.table() == null ? null : before.tables().get(old.table());
        TableSource other = now.table() == null ? null : after.tables().get(now.table());
        if (table == null || other == null) {
            return;
        }
        addIfChanged(
                MESSAGES.text("rule-changes.hit-policy", en, other.id(), fa), table.hitPolicy(), other.hitPolicy());
        Map<String, Rule> rules = new LinkedHashMap<>();
        other.rules().forEach(rule -> rules.put(rule.id(), rule));
        for (int i = 0; i < table.rules().size(); i++) {
            Rule rule = table.rules().get(i);
            Rule fresh = rules.remove(rule.id());
            Text row = MESSAGES.text(
                    "rule-changes.row",
                    i + 1,
                    rule.id(),
                    new Text(table.id(), table.titleFa() == null ? table.id() : table.titleFa()),
                    PersianText.persianDigits(i + 1 + ""));
            if (fresh == null) {
                addRemoved(MESSAGES.text(
                        "rule-changes.row-removed",
                        en,
                        row.english(),
                        rule.description(),
                        shown(rule),
                        fa,
                        row.persian()));
            } else {
                Text named = new Text(en + row.english(), fa + row.persian());
                if (table.columns().equals(other.columns())) {
                    compareCells(named, table.columns(), rule.texts(), fresh.texts());
                } else {
                    addIfChanged(named, shown(rule), shown(fresh));
                }
            }
        }
        rules.values()
                .forEach(rule ->
                        addAdded(MESSAGES.text("rule-changes.row-added", en, rule.id(), other.id(), shown(rule), fa)));
    }

    /** Reports the changed cells of a row that exists in both tables. */
    private void compareCells(Text row, List<Text> columns, List<String> old, List<String> now) {
        for (int i = 0; i < columns.size(); i++) {
            addIfChanged(MESSAGES.text("rule-changes.cell", row, columns.get(i)), old.get(i), now.get(i));
        }
    }

    private static String shown(Rule rule) {
        return rule.tests().stream().map(t -> t.isAny() ? "-" : t.text()).toList() + " → "
                + rule.outputs().stream().map(TableSource.Cell::text).toList();
    }

    /** Reports facts that become personal or stop being personal. Values of personal facts are encrypted and masked. */
    private void comparePersonalFacts() {
        Set<String> old = Vocabulary.of(before.vocabulary()).personal();
        Set<String> now = Vocabulary.of(after.vocabulary()).personal();
        Set<String> all = Vocabulary.of(after.vocabulary()).facts().keySet();
        for (String fact : all) {
            if (old.contains(fact) && !now.contains(fact)) {
                addRemoved(MESSAGES.text("rule-changes.fact-not-personal", fact, words.en(fact), words.fa(fact)));
            } else if (now.contains(fact) && !old.contains(fact)) {
                addAdded(MESSAGES.text("rule-changes.fact-personal", fact, words.en(fact), words.fa(fact)));
            }
        }
    }

    private void compareData() {
        Map<String, Map<String, Object>> old = before.values();
        Map<String, Map<String, Object>> now = after.values();
        for (String name : union(old.keySet(), now.keySet())) {
            Map<String, Object> values = old.getOrDefault(name, Map.of());
            Map<String, Object> others = now.getOrDefault(name, Map.of());
            for (String key : union(values.keySet(), others.keySet())) {
                compareValue(name + "." + key, values.get(key), others.get(key));
            }
        }
    }

    private void compareValue(String name, @Nullable Object old, @Nullable Object now) {
        if (old instanceof Map<?, ?> rows && now instanceof Map<?, ?> others) {
            rows.keySet().stream()
                    .filter(row -> !others.containsKey(row))
                    .forEach(row -> addRemoved(MESSAGES.text("rule-changes.data-row-removed", name, row)));
            others.forEach((row, value) -> {
                if (rows.containsKey(row)) {
                    addIfChanged(MESSAGES.text("rule-changes.data-row", name, row), rows.get(row) + "", value + "");
                } else {
                    addAdded(MESSAGES.text("rule-changes.data-row-added", name, row));
                }
            });
        } else if (now == null) {
            addRemoved(MESSAGES.text("rule-changes.data-removed", name));
        } else if (old == null) {
            addAdded(MESSAGES.text("rule-changes.data-added", name));
        } else {
            addIfChanged(MESSAGES.text("rule-changes.data", name), old.toString(), now.toString());
        }
    }

    private void compareCalendars() {
        WorkingCalendar old = Objects.requireNonNull(before.calendar());
        WorkingCalendar now = Objects.requireNonNull(after.calendar());
        if (old.identity().equals(now.identity())) {
            return;
        }
        if (old.version().equals(now.version())) {
            changes.add(new Remark(Remark.WARNING, MESSAGES.text("rule-changes.calendar-version", now.version())));
        }
        addIfChanged(MESSAGES.text("rule-changes.calendar-last"), old.last() + "", now.last() + "");
        addIfChanged(MESSAGES.text("rule-changes.calendar-first"), old.first() + "", now.first() + "");
        addIfChanged(MESSAGES.text("rule-changes.working-hours"), old.hours() + "", now.hours() + "");
        compareHolidays(old, now.holidays(), true);
        compareHolidays(now, old.holidays(), false);
    }

    private void compareHolidays(WorkingCalendar calendar, SortedMap<LocalDate, String> others, boolean removed) {
        calendar.holidays().forEach((day, name) -> {
            String persian = PersianDate.of(day).toString();
            if (!others.containsKey(day) && removed) {
                addRemoved(MESSAGES.text(
                        "rule-changes.holiday-removed", persian, name, PersianText.persianDigits(persian)));
            } else if (!others.containsKey(day)) {
                addAdded(
                        MESSAGES.text("rule-changes.holiday-added", persian, name, PersianText.persianDigits(persian)));
            }
        });
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private void addRemoved(Text text) {
        changes.add(new Remark(Remark.REMOVED, text));
    }

    private void addAdded(Text text) {
        changes.add(new Remark(Remark.ADDED, text));
    }

    private void addIfChanged(Text what, String old, @Nullable String now) {
        if (!Objects.equals(old, now)) {
            changes.add(new Remark(
                    Remark.CHANGED, MESSAGES.text("rule-changes.changed", what.english(), old, now, what.persian())));
        }
    }
}
