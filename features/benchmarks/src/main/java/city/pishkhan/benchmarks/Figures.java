package city.pishkhan.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** What was measured, as {@code name value unit} lines on standard output; what is going on goes to standard error. */
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

    /** A setting under which the figures hold. */
    public void setting(String name, String value) {
        figures.printf(Locale.ROOT, "%s %s setting%n", name, value);
        figures.flush();
    }

    public void say(String text) {
        talk.println("# " + text);
        talk.flush();
    }

    /** Three significant places are more than a noisy machine gives. */
    static String number(double value) {
        int places = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
