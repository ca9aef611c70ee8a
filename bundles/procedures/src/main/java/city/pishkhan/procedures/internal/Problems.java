package city.pishkhan.procedures.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that one reading mends all; bounded, because a file of rubbish breaks every rule at once. */
final class Problems {
    private static final int MOST = 100;

    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    void add(String file, Problem.Mark mark, String message) {
        add(Problem.at(file, mark, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** In order of file and place. */
    List<String> texts() {
        return found.stream()
                .sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .map(Problem::toString)
                .toList();
    }
}
