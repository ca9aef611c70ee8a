package city.pishkhan.demo.narration;

import city.pishkhan.testkit.ProgressListener;
import java.io.PrintStream;
import java.util.Map;

/** Output of the demo: one line per step with its actor, coloured if the output is a terminal. */
public final class Screen implements ProgressListener {

    private static final Map<String, String> COLOURS = Map.of(
            "rules",
            "35",
            "hub",
            "34",
            "bank",
            "32",
            "certificate",
            "32",
            "fire",
            "31",
            "water",
            "36",
            "electricity",
            "33",
            "gas",
            "33",
            "planning",
            "36");
    private static final int WHO = 14;

    private final PrintStream out;
    private final boolean colours;

    public Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    public void title(String text) {
        out.println();
        out.println(paint("1", text));
    }

    /** @param who actor, e.g. clerk-1204, rules or fire */
    @Override
    public void step(String who, String what) {
        String padded = who.length() >= WHO ? who + " " : who + " ".repeat(WHO - who.length());
        out.println("  " + paint(COLOURS.getOrDefault(who, "2"), padded) + what);
        out.flush();
    }

    public void good(String text) {
        out.println("  " + paint("1;32", "✔ ") + text);
    }

    public void bad(String text) {
        out.println("  " + paint("1;31", "✘ " + text));
    }

    public void plain(String text) {
        out.println(text);
        out.flush();
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
