package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Site;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The merchant's terminals. {@code bank/saman.terminal} of the credentials is the terminal for payments on the internet; it is not checked
 * if it is not set. {@code bank/saman.pos} lists the numbers of card readers (پایانه فروشگاهی), separated by commas.
 */
record SepTerminals(Optional<String> internet, Set<String> readers) {

    static SepTerminals of(Site site) {
        Set<String> readers = site.credential("pos").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new SepTerminals(site.credential("terminal"), readers);
    }

    boolean isReader(String number) {
        return readers.contains(number);
    }

    /** Returns whether a terminal can open payments on the bank's page. */
    boolean isInternetTerminal(String number) {
        return !isReader(number) && internet.map(number::equals).orElse(true);
    }

    /** Returns whether calls may contain the terminal number. */
    boolean isKnown(String number) {
        return isReader(number) || isInternetTerminal(number);
    }
}
