package city.pishkhan.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Writes results as {@code name value unit} lines to standard output, and progress messages to standard error. */
public final class Figures {

    private final PrintStream figures;
    private final PrintStream talk;

    public Figures(PrintStream figures, PrintStream talk) {
        this.figures = figures;
        this.talk = talk;
    }

    public void figure(String name, double value, String unit) {
        figures.printf(Locale.ROOT, "%s %s %s%n", name, number(value), unit);
        figures.flush();
    }

    /** Writes a setting that applies to the results. */
    public void setting(String name, String value) {
        figures.printf(Locale.ROOT, "%s %s setting%n", name, value);
        figures.flush();
    }

    public void writeProgress(String text) {
        talk.println("# " + text);
        talk.flush();
    }

    /** Formats a number with three significant digits; measurements on a noisy machine are less precise than that. */
    static String number(double value) {
        int places = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
