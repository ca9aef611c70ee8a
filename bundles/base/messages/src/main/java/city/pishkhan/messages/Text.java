package city.pishkhan.messages;

import java.io.Serializable;

/** A text in English and Persian. */
public record Text(String english, String persian) implements Serializable {

    /** Creates a text that is the same in both languages, e.g. free text by a person. */
    public static Text untranslated(String words) {
        return new Text(words, words);
    }

    /** Returns this text followed by another. */
    public Text followedBy(String between, Text more) {
        return new Text(english + between + more.english, persian + between + more.persian);
    }

    /** Returns the text in both languages on one line, for logs; only once if both are equal. */
    @Override
    public String toString() {
        return english.equals(persian) ? english : english + " / " + persian;
    }
}
