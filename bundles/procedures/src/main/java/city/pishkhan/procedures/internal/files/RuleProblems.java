package city.pishkhan.procedures.internal.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that one reading mends all; bounded, because a file of rubbish breaks every rule at once. */
public final class RuleProblems {
    private static final int MOST = 100;

    private final List<RuleProblem> found = new ArrayList<>();

    public void add(RuleProblem ruleProblem) {
        if (found.size() < MOST && !found.contains(ruleProblem)) {
            found.add(ruleProblem);
        }
    }

    public void add(String file, RuleProblem.Mark mark, String message) {
        add(RuleProblem.at(file, mark, message));
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** In order of file and place. */
    public List<String> texts() {
        return found.stream()
                .sorted(Comparator.comparing(RuleProblem::file)
                        .thenComparingInt(RuleProblem::line)
                        .thenComparingInt(RuleProblem::column))
                .map(RuleProblem::toString)
                .toList();
    }
}
