package city.pishkhan.procedures.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.procedures.internal.checks.RuleCheck;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rule files as they lie staged, and whether they form a valid rule set. */
final class StagedRules {
    private final Path directory;
    private final Path calendar;
    private final RuleCheck check;

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
        return check.check(files, 0).problems();
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

    /** @throws Refusal {@code rules.invalid} that names every problem */
    CompiledRuleSet valid(RuleFiles files, int number) {
        RuleCheck.Outcome outcome = check.check(files, number);
        return outcome.rules().orElseThrow(() -> invalid(outcome.problems()));
    }

    private static Refusal invalid(List<String> problems) {
        String lines = String.join("\n", problems);
        return Refusal.invalid("rules.invalid", null, lines);
    }
}
