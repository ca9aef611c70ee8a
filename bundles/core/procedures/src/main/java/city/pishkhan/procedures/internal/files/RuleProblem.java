package city.pishkhan.procedures.internal.files;

import org.jspecify.annotations.Nullable;

/**
 * A problem at a position in a rule file.
 *
 * @param file name inside the rule set
 * @param line line number from 1, or 0 for the whole file
 * @param column column number from 1, or 0 for the whole file
 * @param message text of the problem
 */
public record RuleProblem(String file, int line, int column, @Nullable String message) {

    public static RuleProblem of(String file, String message) {
        return new RuleProblem(file, 0, 0, message);
    }

    static RuleProblem at(String file, Mark mark, @Nullable String message) {
        return new RuleProblem(file, mark.line(), mark.column(), message);
    }

    /** Returns the problem as {@code file:line:column: message}, a format that editors link to the position. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }

    /** A position in a file; line and column are counted from 1. */
    public record Mark(int line, int column) {
        public static final Mark START = new Mark(1, 1);
    }
}
