package city.pishkhan.identifiers;

import city.pishkhan.messages.Text;
import java.util.Locale;

/**
 * A text that is not the identifier it claims to be. Says which rule failed, in English and Persian; a personal value
 * is masked in every text that this exception yields, so it may be logged and sent back as it is.
 */
public final class InvalidIdentifier extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String rule;
    private final String shown;
    private final Text text;

    InvalidIdentifier(String type, String rule, String shown, Text text) {
        super(text.english());
        this.type = type;
        this.rule = rule;
        this.shown = shown;
        this.text = text;
    }

    /** The identifier's kind: {@code national-id}, {@code bill-id} … */
    public String type() {
        return type;
    }

    /** The rule that failed, stable across versions: {@code national-id.check-digit} … */
    public String rule() {
        return rule;
    }

    /** The refused text, masked where it is personal, shortened where it is long. */
    public String shown() {
        return shown;
    }

    public Text text() {
        return text;
    }

    public String english() {
        return text.english();
    }

    public String persian() {
        return text.persian();
    }

    /** The message in the language of {@code locale}: Persian for {@code fa}, else English. */
    public String message(Locale locale) {
        return "fa".equals(locale.getLanguage()) ? text.persian() : text.english();
    }
}
