package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Language of a public page: Persian by default, English with {@code lang=en}. Formats texts and keeps links in the same language. It is public
 * because the templates call it.
 */
public enum PageLanguage {
    PERSIAN("fa", "rtl"),
    ENGLISH("en", "ltr");

    static final String PARAMETER = "lang";
    private static final Messages MESSAGES = Messages.of(PageLanguage.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm", Locale.ENGLISH).withZone(PersianDate.TEHRAN);

    private final String code;
    private final String direction;

    PageLanguage(String code, String direction) {
        this.code = code;
        this.direction = direction;
    }

    static PageLanguage of(DoorCall doorCall) {
        return ENGLISH.code.equals(doorCall.param(PARAMETER)) ? ENGLISH : PERSIAN;
    }

    public String code() {
        return code;
    }

    public String direction() {
        return direction;
    }

    public PageLanguage otherLanguage() {
        return this == PERSIAN ? ENGLISH : PERSIAN;
    }

    public String of(Text text) {
        return of(text.english(), text.persian());
    }

    public String of(Refusal refusal) {
        return of(refusal.english(), refusal.persian());
    }

    public String of(String english, String persian) {
        return this == PERSIAN ? persian : english;
    }

    /** Formats a number with the digits of the language. */
    public String digits(Object number) {
        return of(String.valueOf(number), PersianText.persianDigits(String.valueOf(number)));
    }

    /** Formats a time with day and minute in Tehran. */
    public String moment(Instant at) {
        return of(MOMENT.format(at), PersianDate.persian(at));
    }

    public String day(LocalDate day) {
        return of(DAY.format(day), PersianDate.of(day).persian());
    }

    public String dayInWords(LocalDate day) {
        return of(DAY.format(day), PersianDate.of(day).persianLong());
    }

    public String joined(List<String> words) {
        return String.join(of(", ", "، "), words);
    }

    /**
     * Returns the name of one of the hub's own codes, or the code if it has none.
     *
     * @param kind prefix of the message key
     */
    public String codeName(String kind, String code) {
        String key = kind + "." + code.toLowerCase(Locale.ROOT).replace(' ', '-');
        return MESSAGES.hasKey(key) ? of(MESSAGES.text(key)) : code;
    }

    /**
     * Isolates a number, because Persian text would otherwise reverse the order of its groups. Words keep their own direction; a day and
     * its hour, which a space separates, are read from the right.
     */
    public static String isolated(String text) {
        char direction =
                text.chars().anyMatch(Character::isLetter) ? '\u2068' : text.indexOf(' ') > 0 ? '\u2067' : '\u2066';
        return direction + text + '\u2069';
    }

    /**
     * Returns a link to a public page in the same language.
     *
     * @param path path without a query
     */
    public String path(String path) {
        return this == PERSIAN ? path : path + "?" + PARAMETER + "=" + code;
    }

    /** Returns a link that always contains the language, for pages that store a language of their own. */
    public String explicit(String path) {
        return path + "?" + PARAMETER + "=" + code;
    }
}
