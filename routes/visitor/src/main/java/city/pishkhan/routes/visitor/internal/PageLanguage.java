package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Language of a public page: Persian by default, English with {@code lang=en}. Formats texts and keeps links in the same language. */
enum PageLanguage {
    PERSIAN("fa", "rtl"),
    ENGLISH("en", "ltr");

    static final String PARAMETER = "lang";
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

    String code() {
        return code;
    }

    String direction() {
        return direction;
    }

    PageLanguage otherLanguage() {
        return this == PERSIAN ? ENGLISH : PERSIAN;
    }

    String of(Text text) {
        return of(text.english(), text.persian());
    }

    String of(Refusal refusal) {
        return of(refusal.english(), refusal.persian());
    }

    String of(String english, String persian) {
        return this == PERSIAN ? persian : english;
    }

    /** Formats a number with the digits of the language. */
    String digits(Object number) {
        return of(String.valueOf(number), PersianText.persianDigits(String.valueOf(number)));
    }

    /** Formats a time with day and minute in Tehran. */
    String moment(Instant at) {
        return of(MOMENT.format(at), PersianDate.persian(at));
    }

    String day(LocalDate day) {
        return of(DAY.format(day), PersianDate.of(day).persian());
    }

    String dayInWords(LocalDate day) {
        return of(DAY.format(day), PersianDate.of(day).persianLong());
    }

    String joined(List<String> words) {
        return String.join(of(", ", "، "), words);
    }

    /**
     * Returns a link to a public page in the same language.
     *
     * @param path path without a query
     */
    String path(String path) {
        return this == PERSIAN ? path : path + "?" + PARAMETER + "=" + code;
    }

    /** Returns a link that always contains the language, for pages that store a language of their own. */
    String explicit(String path) {
        return path + "?" + PARAMETER + "=" + code;
    }
}
