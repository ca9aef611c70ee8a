package city.pishkhan.identifiers;

/**
 * How one type of identifier is called, and how much of a value may be shown. {@code head} and {@code tail} are the
 * characters that stay readable; a negative head shows all.
 */
record Kind(String id, String english, String persian, int head, int tail) {
    /** Longer than any identifier with its separators; beyond it nothing is even normalised. */
    static final int LONGEST = 64;

    static Kind open(String id, String english, String persian) {
        return new Kind(id, english, persian, -1, 0);
    }

    static Kind personal(String id, String english, String persian, int head, int tail) {
        return new Kind(id, english, persian, head, tail);
    }

    /** The text with the noise of keyboards gone: {@link PersianText#compact}. */
    String compact(String raw) {
        return bounded(raw, PersianText.compact(sized(raw)));
    }

    /** The text for types whose separators carry meaning: {@link PersianText#normalise}. */
    String normalise(String raw) {
        return bounded(raw, PersianText.normalise(sized(raw)));
    }

    /** As {@link #compact}, and nothing but digits. */
    String digits(String raw) {
        String text = compact(raw);
        require(PersianText.asciiDigits(text), text, "digits", "it may hold digits only", "فقط باید رقم داشته باشد");
        return text;
    }

    void length(String text, int least, int most) {
        int n = text.length();
        String wanted = least == most ? "" + least : least + "–" + most;
        require(
                n >= least && n <= most,
                text,
                "length",
                "it has " + n + " digits instead of " + wanted,
                "به‌جای " + wanted + " رقم، " + n + " رقم دارد");
    }

    void require(boolean holds, String text, String rule, String why, String whyPersian) {
        if (!holds) {
            throw refuse(text, rule, why, whyPersian);
        }
    }

    InvalidIdentifier refuse(String text, String rule, String why, String whyPersian) {
        String shown = shown(text);
        String full = id + "." + rule;
        String quoted = shown.isEmpty() ? "" : " '" + shown + "'";
        return new InvalidIdentifier(
                id,
                full,
                shown,
                english + quoted + ": " + why + " (rule " + full + ")",
                persian + PersianText.persianDigits(quoted + ": " + whyPersian) + " (قاعده " + full + ")");
    }

    /** The value as logs and other people's screens may hold it. */
    String mask(String text) {
        int hidden = text.length() - head - tail;
        if (head < 0) {
            return text;
        }
        return hidden < 3
                ? "*".repeat(text.length())
                : text.substring(0, head) + "*".repeat(hidden) + text.substring(text.length() - tail);
    }

    private String shown(String text) {
        if (text == null) {
            return "";
        }
        String clean = PersianText.normalise(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        return mask(clean.replaceAll("\\s+", " "));
    }

    private String sized(String raw) {
        require(raw != null, null, "missing", "it is missing", "وارد نشده است");
        require(
                raw.length() <= LONGEST,
                raw,
                "length",
                "it is longer than " + LONGEST + " characters",
                "از " + LONGEST + " نویسه درازتر است");
        return raw;
    }

    private String bounded(String raw, String text) {
        require(!text.isEmpty(), null, "missing", "it is missing", "وارد نشده است");
        return text;
    }
}
