package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.procedures.internal.compiled.ProcedureReader;
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

/** What one rule set does otherwise than another, in words, for those who decide on it: above all what it does no more. */
public final class RuleChanges {
    /** of one rule set; who changed more than this reads the files */
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

    /** What is gone first, then what is otherwise, then what is new. */
    public static List<Remark> between(RuleSource before, RuleSource after, DecisionEngine engine) {
        RuleChanges changes = new RuleChanges(before, after, engine);
        changes.procedures();
        changes.data();
        changes.calendar();
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

    private void procedures() {
        Map<String, YamlFile> old = files(before);
        Map<String, YamlFile> now = files(after);
        for (String service : both(old.keySet(), now.keySet())) {
            if (!now.containsKey(service)) {
                Procedure gone = ProcedureReader.procedure(old.get(service).root());
                removed(
                        "The service " + service + " (" + gone.titleEn() + ") is gone.",
                        "خدمت «" + gone.titleFa() + "» حذف می‌شود.");
            } else if (!old.containsKey(service)) {
                Procedure fresh = ProcedureReader.procedure(now.get(service).root());
                added(
                        "The service " + service + " (" + fresh.titleEn() + ") is new.",
                        "خدمت «" + fresh.titleFa() + "» تازه است.");
            } else {
                stages(
                        ProcedureReader.procedure(old.get(service).root()),
                        ProcedureReader.procedure(now.get(service).root()),
                        ProcedureReader.modes(now.get(service).root()));
            }
        }
    }

    private void stages(Procedure old, Procedure now, Map<String, TableMode> modes) {
        String en = now.titleEn() + ": ";
        String fa = now.titleFa() + ": ";
        changed(en + "the office's fee", fa + "کارمزد دفتر", String.valueOf(old.fee()), String.valueOf(now.fee()));
        for (CaseEnd end : CaseEnd.values()) {
            changed(
                    en + "what goes back of paid duties, in percent, when a case is " + end.code(),
                    fa + "آنچه از عوارض پرداخت‌شده برمی‌گردد (درصد، " + end.code() + ")",
                    old.refunds().of(end) + "",
                    now.refunds().of(end) + "");
        }
        changed(en + "certificates required", fa + "گواهی‌های لازم", old.requires() + "", now.requires() + "");
        changed(en + "services excluded", fa + "خدمت‌های ناسازگار", old.excludes() + "", now.excludes() + "");
        Map<String, Stage> fresh = new LinkedHashMap<>();
        now.stages().forEach(stage -> fresh.put(stage.id(), stage));
        Set<String> kept = new LinkedHashSet<>();
        for (Stage stage : old.stages()) {
            Stage other = fresh.get(stage.id());
            if (other == null) {
                removed(
                        en + "the stage " + stage.id() + " (" + stage.titleEn() + ") is gone.",
                        fa + "مرحله «" + stage.titleFa() + "» حذف می‌شود.");
                whatIsSaid(stage, null, TableMode.PLAIN, en, fa);
            } else {
                kept.add(stage.id());
                stage(stage, other, modes.getOrDefault(other.table(), TableMode.PLAIN), en, fa);
            }
        }
        for (Stage stage : now.stages()) {
            if (!kept.contains(stage.id())) {
                added(
                        en + "the stage " + stage.id() + " (" + stage.titleEn() + ") is new.",
                        fa + "مرحله «" + stage.titleFa() + "» تازه است.");
            }
        }
        List<String> order =
                now.stages().stream().map(Stage::id).filter(kept::contains).toList();
        changed(en + "the order of stages", fa + "ترتیب مرحله‌ها", List.copyOf(kept) + "", order + "");
    }

    private void stage(Stage old, Stage now, TableMode mode, String procedureEn, String procedureFa) {
        String en = procedureEn + "stage " + now.id() + ": ";
        String fa = procedureFa + "مرحله «" + now.titleFa() + "»: ";
        changed(en + "its kind", fa + "نوع", old.kind() + "", now.kind() + "");
        changed(en + "who decides", fa + "تصمیم‌گیرنده", old.role(), now.role());
        changed(en + "the system asked", fa + "سامانه مورد استعلام", old.agency(), now.agency());
        changed(en + "who pays", fa + "پرداخت‌کننده", old.payer(), now.payer());
        changed(en + "the table asked", fa + "جدول", old.table(), now.table());
        changed(en + "what is issued", fa + "گواهی", old.template(), now.template());
        changed(en + "what is found", fa + "یافته‌ها", old.findings() + "", now.findings() + "");
        changed(en + "where it may send back to", fa + "بازگشت به", old.sendBack() + "", now.sendBack() + "");
        for (String agency : both(old.agencies().keySet(), now.agencies().keySet())) {
            AgencyRule rule = old.agencies().get(agency);
            AgencyRule other = now.agencies().get(agency);
            if (other == null) {
                removed(
                        en + words.en(agency) + " (" + agency + ") is asked no more.",
                        fa + "دیگر از «" + words.fa(agency) + "» استعلام نمی‌شود.");
            } else if (rule == null) {
                added(
                        en + words.en(agency) + " (" + agency + ") is new.",
                        fa + "«" + words.fa(agency) + "» افزوده می‌شود.");
            } else {
                agency(en + words.en(agency) + ": ", fa + words.fa(agency) + ": ", rule, other);
            }
        }
        whatIsSaid(old, now, mode, en, fa);
        rows(old, now, en, fa);
    }

    private void agency(String en, String fa, AgencyRule old, AgencyRule now) {
        changed(en + "time to answer", fa + "مهلت پاسخ", old.time(), now.time());
        changed(en + "what its silence means", fa + "معنای سکوت", old.silence() + "", now.silence() + "");
        changed(en + "what its objection does", fa + "اثر مخالفت", old.onReject(), now.onReject());
        changed(en + "extensions", fa + "تمدید", extensions(old), extensions(now));
        changed(en + "reminders before the deadline", fa + "یادآوری‌ها", old.reminders() + "", now.reminders() + "");
        changed(
                en + "whether what does not reach it has a deadline",
                fa + "مهلت استعلامی که نمی‌رسد",
                old.undelivered() + "",
                now.undelivered() + "");
        changed(en + "what it is shown", fa + "آنچه می‌بیند", old.shows() + "", now.shows() + "");
        changed(en + "what goes with it", fa + "پیوست‌ها", old.attachments() + "", now.attachments() + "");
    }

    private static String extensions(AgencyRule rule) {
        return rule.extensions() == 0 ? "0" : rule.extensions() + " (" + rule.extension() + ")";
    }

    /** Agencies, papers and duties that the stage's table says no more, at all or for some cases. @param now {@code null} if it is gone */
    private void whatIsSaid(Stage old, Stage now, TableMode mode, String en, String fa) {
        TableSource table = old.table() == null ? null : before.tables().get(old.table());
        if (table == null) {
            return;
        }
        TableSource other =
                now == null || now.table() == null ? null : after.tables().get(now.table());
        Map<String, List<Rule>> keys = TableReview.byKey(table, mode, old);
        Map<String, List<Rule>> others = other == null ? Map.of() : TableReview.byKey(other, mode, now);
        keys.forEach((key, rules) -> {
            String what =
                    switch (old.kind()) {
                        case INQUIRIES -> " is asked no more";
                        case PAYMENT -> " is owed no more";
                        default -> " is needed no more";
                    };
            String whatFa =
                    switch (old.kind()) {
                        case INQUIRIES -> "دیگر از «" + words.fa(key) + "» استعلام نمی‌شود";
                        case PAYMENT -> "«" + words.fa(key) + "» دیگر گرفته نمی‌شود";
                        default -> "«" + words.fa(key) + "» دیگر لازم نیست";
                    };
            if (!others.containsKey(key)) {
                removed(en + words.en(key) + " (" + key + ")" + what + ".", fa + whatFa + ".");
            } else {
                lost(table, other, rules, others.get(key), mode)
                        .ifPresent(where -> removed(
                                en + words.en(key) + " (" + key + ")" + what + ", for example where " + where.en()
                                        + ".",
                                fa + whatFa + "، برای نمونه جایی که " + where.fa() + "."));
            }
        });
    }

    /** Where old rows applied and none of the new ones does. */
    private java.util.Optional<Label> lost(
            TableSource table, TableSource other, List<Rule> old, List<Rule> now, TableMode mode) {
        try {
            TableSpace space =
                    new TableSpace(List.of(table, other), mode, Vocabulary.of(after.vocabulary()), constants);
            return old.stream()
                    .flatMap(rule -> space.beyond(rule, now).stream())
                    .findFirst()
                    .map(space::words);
        } catch (TableSpace.TooLarge e) {
            // rows that are gone or otherwise are told one by one all the same
            return java.util.Optional.empty();
        }
    }

    private void rows(Stage old, Stage now, String en, String fa) {
        TableSource table = old.table() == null ? null : before.tables().get(old.table());
        TableSource other = now.table() == null ? null : after.tables().get(now.table());
        if (table == null || other == null) {
            return;
        }
        changed(
                en + "how rows of " + other.id() + " count",
                fa + "شیوه به‌کارگیری سطرها",
                table.hitPolicy(),
                other.hitPolicy());
        Map<String, Rule> rules = new LinkedHashMap<>();
        other.rules().forEach(rule -> rules.put(rule.id(), rule));
        for (int i = 0; i < table.rules().size(); i++) {
            Rule rule = table.rules().get(i);
            Rule fresh = rules.remove(rule.id());
            String row = "row " + (i + 1) + " (" + rule.id() + ") of " + table.id();
            String rowFa = "سطر " + PersianText.persianDigits(i + 1 + "") + " (" + rule.id() + ") از " + table.id();
            if (fresh == null) {
                removed(
                        en + row + " is gone: " + rule.description() + ", " + shown(rule) + ".",
                        fa + rowFa + " حذف می‌شود: " + shown(rule) + ".");
            } else {
                changed(en + row, fa + rowFa, shown(rule), shown(fresh));
            }
        }
        rules.values()
                .forEach(rule -> added(
                        en + "the row " + rule.id() + " of " + other.id() + " is new: " + shown(rule) + ".",
                        fa + "سطر " + rule.id() + " از " + other.id() + " تازه است: " + shown(rule) + "."));
    }

    private static String shown(Rule rule) {
        return rule.tests().stream().map(t -> t.any() ? "-" : t.text()).toList() + " → "
                + rule.outputs().stream().map(TableSource.Cell::text).toList();
    }

    private void data() {
        Map<String, Map<String, Object>> old = before.values();
        Map<String, Map<String, Object>> now = after.values();
        for (String name : both(old.keySet(), now.keySet())) {
            Map<String, Object> values = old.getOrDefault(name, Map.of());
            Map<String, Object> others = now.getOrDefault(name, Map.of());
            for (String key : both(values.keySet(), others.keySet())) {
                datum(name + "." + key, values.get(key), others.get(key));
            }
        }
    }

    private void datum(String name, Object old, Object now) {
        if (old instanceof Map<?, ?> rows && now instanceof Map<?, ?> others) {
            rows.keySet().stream()
                    .filter(row -> !others.containsKey(row))
                    .forEach(row -> removed(
                            "Data " + name + ": " + row + " is gone.", "داده " + name + ": «" + row + "» حذف می‌شود."));
            others.forEach((row, value) -> {
                if (rows.containsKey(row)) {
                    changed("Data " + name + ": " + row, "داده " + name + ": " + row, rows.get(row) + "", value + "");
                } else {
                    added("Data " + name + ": " + row + " is new.", "داده " + name + ": «" + row + "» تازه است.");
                }
            });
        } else if (now == null) {
            removed("Data " + name + " is gone.", "داده " + name + " حذف می‌شود.");
        } else if (old == null) {
            added("Data " + name + " is new.", "داده " + name + " تازه است.");
        } else {
            changed("Data " + name, "داده " + name, old.toString(), now.toString());
        }
    }

    private void calendar() {
        WorkingCalendar old = before.calendar();
        WorkingCalendar now = after.calendar();
        if (old.identity().equals(now.identity())) {
            return;
        }
        if (old.version().equals(now.version())) {
            changes.add(new Remark(
                    Remark.WARNING,
                    "The working calendar is another although its version is still " + now.version() + ".",
                    "تقویم کاری تغییر کرده است، هرچند نسخه آن همچنان " + now.version() + " است."));
        }
        changed("The working calendar's last day", "آخرین روز تقویم کاری", old.last() + "", now.last() + "");
        changed("The working calendar's first day", "نخستین روز تقویم کاری", old.first() + "", now.first() + "");
        changed("The working hours", "ساعت کار", old.hours() + "", now.hours() + "");
        holidays(old, now.holidays(), true);
        holidays(now, old.holidays(), false);
    }

    private void holidays(WorkingCalendar calendar, SortedMap<LocalDate, String> others, boolean gone) {
        calendar.holidays().forEach((day, name) -> {
            String persian = PersianDate.of(day).toString();
            if (!others.containsKey(day) && gone) {
                removed(
                        persian + " (" + name + ") is a holiday no more.",
                        PersianText.persianDigits(persian) + " («" + name + "») دیگر تعطیل نیست.");
            } else if (!others.containsKey(day)) {
                added(
                        persian + " (" + name + ") is a holiday now.",
                        PersianText.persianDigits(persian) + " («" + name + "») تعطیل می‌شود.");
            }
        });
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private void removed(String en, String fa) {
        changes.add(new Remark(Remark.REMOVED, en, fa));
    }

    private void added(String en, String fa) {
        changes.add(new Remark(Remark.ADDED, en, fa));
    }

    private void changed(String en, String fa, String old, String now) {
        if (!Objects.equals(old, now)) {
            changes.add(new Remark(
                    Remark.CHANGED,
                    en + ": " + old + " becomes " + now + ".",
                    fa + ": از " + old + " به " + now + "."));
        }
    }
}
