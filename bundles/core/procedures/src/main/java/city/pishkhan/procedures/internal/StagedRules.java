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
import org.jspecify.annotations.Nullable;

/** The staged rule files and the result of their check. */
final class StagedRules {
    /**
     * lifetime of a check result. The hash reveals changed files, and the check of the calendar's range can only change
     * from day to day.
     */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** @param nanos {@link System#nanoTime} at the time of the check */
    private record CachedCheck(String hash, long nanos, RuleCheck.Outcome outcome) {}

    private final Path directory;
    private final Path calendar;
    private final RuleCheck check;
    private volatile @Nullable CachedCheck found;

    StagedRules(Path directory, Path calendar, RuleCheck check) {
        this.directory = directory;
        this.calendar = calendar;
        this.check = check;
    }

    /** @throws IOException if a file cannot be read or is not a rule file */
    RuleFiles read() throws IOException {
        return RuleFiles.read(directory, calendar);
    }

    /** @return the problems; empty if the files form a valid rule set */
    List<String> problems() {
        try {
            return problems(read());
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
    }

    /** @return the problems; empty if the files form a valid rule set */
    List<String> problems(RuleFiles files) {
        return check(files).problems();
    }

    /**
     * Checks the files or returns a recent result. While rules await their activation, every change of experts or
     * qualifications needs the result several times.
     */
    private RuleCheck.Outcome check(RuleFiles files) {
        CachedCheck before = found;
        long now = System.nanoTime();
        if (before != null && before.hash().equals(files.hash()) && now - before.nanos() < KEPT.toNanos()) {
            return before.outcome();
        }
        RuleCheck.Outcome outcome = check.check(files, 0);
        found = new CachedCheck(files.hash(), now, outcome);
        return outcome;
    }

    /** Drops the cached check result to free memory. */
    void clearCache() {
        found = null;
    }

    /** Returns remarks on valid rules that are likely mistakes. */
    List<Remark> remarks(RuleFiles files) {
        return check.remarks(files);
    }

    /** @throws Refusal {@code rules.invalid} if the files cannot be read */
    RuleFiles files() {
        try {
            return read();
        } catch (IOException e) {
            throw invalid(List.of(e.getMessage()));
        }
    }

    /** @throws Refusal {@code rules.unknown} if the staged rule set has another hash, {@code rules.invalid} if the files cannot be read */
    RuleFiles files(String hash) {
        RuleFiles files = files();
        if (!files.hash().equals(hash)) {
            throw Refusal.invalid("rules.unknown", "ruleSet", files.hash(), hash);
        }
        return files;
    }

    /**
     * @return a rule set without a number
     * @throws Refusal {@code rules.invalid} with all problems, if the files are not valid
     */
    CompiledRuleSet requireValid(RuleFiles files) {
        RuleCheck.Outcome outcome = check(files);
        return outcome.rules().orElseThrow(() -> invalid(outcome.problems()));
    }

    private static Refusal invalid(List<String> problems) {
        String lines = String.join("\n", problems);
        return Refusal.invalid("rules.invalid", null, lines);
    }
}
