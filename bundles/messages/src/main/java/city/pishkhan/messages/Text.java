package city.pishkhan.messages;

import java.io.Serializable;

/** The same said twice. */
public record Text(String english, String persian) implements Serializable {

    /** What somebody wrote, in whichever language. */
    public static Text own(String words) {
        return new Text(words, words);
    }

    /** This, and more after it. */
    public Text then(String between, Text more) {
        return new Text(english + between + more.english, persian + between + more.persian);
    }

    /** Both, for logs and wherever one line serves readers of either language; once what is the same in both. */
    @Override
    public String toString() {
        return english.equals(persian) ? english : english + " / " + persian;
    }
}
