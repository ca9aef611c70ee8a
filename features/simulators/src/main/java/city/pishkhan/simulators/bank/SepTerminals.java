package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Site;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The merchant's terminals: the one of its pages on the internet, {@code bank/saman.terminal} of the credentials, which is not asked for if
 * it is not set; and card readers (پایانه فروشگاهی), {@code bank/saman.pos}, their numbers with commas between them.
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

    boolean reader(String number) {
        return readers.contains(number);
    }

    /** Whether sales are opened there through the bank's page. */
    boolean page(String number) {
        return !reader(number) && internet.map(number::equals).orElse(true);
    }

    /** Whether a call may name it. */
    boolean known(String number) {
        return reader(number) || page(number);
    }
}
