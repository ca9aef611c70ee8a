package city.pishkhan.simulators.bank;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Generates tokens and references of SEP that cannot be guessed. */
final class SepNumbers {
    private static final int TOKEN_BYTES = 16;
    private static final int REFERENCE_BYTES = 30;
    /** smallest number with 12 digits; {@link #LAST_SLIP} is the end of the range, exclusive */
    private static final long FIRST_SLIP = 100_000_000_000L;

    private static final long LAST_SLIP = 1_000_000_000_000L;

    private final SecureRandom random = new SecureRandom();

    String token() {
        return HexFormat.of().formatHex(bytes(TOKEN_BYTES));
    }

    String reference() {
        return Base64.getEncoder().encodeToString(bytes(REFERENCE_BYTES));
    }

    /** Returns a reference of 12 digits without letters, because a clerk types it from the printed slip. */
    String slip(Predicate<String> taken) {
        return random.longs(FIRST_SLIP, LAST_SLIP)
                .mapToObj(Long::toString)
                .filter(taken.negate())
                .findFirst()
                .orElseThrow();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
