package city.pishkhan.procedures.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.procedures.internal.checks.RuleCheck;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The rule files as they lie staged, and whether they form a valid rule set. */
final class StagedRules {
    /** What was found in files counts so long: they are known by their hash, and how far their calendar reaches is a matter of days. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** @param nanos when it was found */
    private record Found(String hash, long nanos, RuleCheck.Outcome outcome) {}

    private final Path directory;
    private final Path calendar;
    private final RuleCheck check;
    private volatile Found found;

    StagedRules(Path directory, Path calendar, RuleCheck check) {
        this.directory = directory;
        this.calendar = calendar;
        this.check = check;
    }

    /** @throws IOException if something cannot be read, or is no rule file */
    RuleFiles read() throws IOException {
        return RuleFiles.read(directory, calendar);
    }

    /** @return empty if the files form a valid rule set */
    List<String> problems() {
        try {
            return problems(read());
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
    }

    /** @return empty if the files form a valid rule set */
    List<String> problems(RuleFiles files) {
        return checked(files).problems();
    }

    /** While rules wait for their day, whoever enters an expert or qualifies an office asks several times what they say. */
    private RuleCheck.Outcome checked(RuleFiles files) {
        Found before = found;
        long now = System.nanoTime();
        if (before != null && before.hash().equals(files.hash()) && now - before.nanos() < KEPT.toNanos()) {
            return before.outcome();
        }
        RuleCheck.Outcome outcome = check.check(files, 0);
        found = new Found(files.hash(), now, outcome);
        return outcome;
    }

    /** What was found takes memory, and is not asked for again soon. */
    void forget() {
        found = null;
    }

    /** What is valid in them and yet likely a mistake. */
    List<Remark> remarks(RuleFiles files) {
        return check.remarks(files);
    }

    /** @throws Refusal {@code rules.invalid} if they cannot be read */
    RuleFiles files() {
        try {
            return read();
        } catch (IOException e) {
            throw invalid(List.of(e.getMessage()));
        }
    }

    /** @throws Refusal {@code rules.unknown} if they are another rule set, {@code rules.invalid} if they cannot be read */
    RuleFiles files(String hash) {
        RuleFiles files = files();
        if (!files.hash().equals(hash)) {
            throw Refusal.invalid("rules.unknown", "ruleSet", files.hash(), hash);
        }
        return files;
    }

    /** @return a rule set without a number @throws Refusal {@code rules.invalid} that names every problem */
    CompiledRuleSet valid(RuleFiles files) {
        RuleCheck.Outcome outcome = checked(files);
        return outcome.rules().orElseThrow(() -> invalid(outcome.problems()));
    }

    private static Refusal invalid(List<String> problems) {
        String lines = String.join("\n", problems);
        return Refusal.invalid("rules.invalid", null, lines);
    }
}
