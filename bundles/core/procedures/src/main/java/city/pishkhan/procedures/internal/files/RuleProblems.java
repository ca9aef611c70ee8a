package city.pishkhan.procedures.internal.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of rule files, so that one check reports all of them. Keeps up to 100, because an unusable file
 * violates nearly every rule. Not thread-safe.
 */
public final class RuleProblems {
    private static final int MOST = 100;

    private final List<RuleProblem> found = new ArrayList<>();

    public void add(RuleProblem ruleProblem) {
        if (found.size() < MOST && !found.contains(ruleProblem)) {
            found.add(ruleProblem);
        }
    }

    public void add(String file, RuleProblem.Mark mark, @Nullable String message) {
        add(RuleProblem.at(file, mark, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns the problems as text, ordered by file and position. */
    public List<String> texts() {
        return found.stream()
                .sorted(Comparator.comparing(RuleProblem::file)
                        .thenComparingInt(RuleProblem::line)
                        .thenComparingInt(RuleProblem::column))
                .map(RuleProblem::toString)
                .toList();
    }
}
