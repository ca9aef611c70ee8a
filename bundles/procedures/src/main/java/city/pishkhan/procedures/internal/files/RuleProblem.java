package city.pishkhan.procedures.internal.files;

/**
 * What is wrong at one place of a rule file.
 *
 * @param file   name inside the rule set
 * @param line   1 for the first; 0 if the whole file is meant
 * @param column 1 for the first; 0 if the whole file is meant
 */
public record RuleProblem(String file, int line, int column, String message) {

    public static RuleProblem of(String file, String message) {
        return new RuleProblem(file, 0, 0, message);
    }

    static RuleProblem at(String file, Mark mark, String message) {
        return new RuleProblem(file, mark.line(), mark.column(), message);
    }

    /** The form that editors jump to: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }

    /** A place in a file, both counted from 1. */
    public record Mark(int line, int column) {
        public static final Mark START = new Mark(1, 1);
    }
}
