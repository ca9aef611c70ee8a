package city.pishkhan.simulators.planning;

import java.util.Random;

/** Generates identifiers of fictitious persons and companies with valid check digits. */
final class Citizens {
    private static final int[] LEGAL_WEIGHTS = {29, 27, 23, 19, 17};

    private final Random random;

    Citizens(Random random) {
        this.random = random;
    }

    String nationalId() {
        int place = 1 + random.nextInt(699);
        int serial = 1 + random.nextInt(999_999);
        String digits = "%03d%06d".formatted(place, serial);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        int rest = sum % 11;
        return digits + (rest < 2 ? rest : 11 - rest);
    }

    String legalId() {
        String digits = "10" + "%08d".formatted(random.nextInt(100_000_000));
        int shift = digits.charAt(9) - '0' + 2;
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (digits.charAt(i) - '0' + shift) * LEGAL_WEIGHTS[i % 5];
        }
        return digits + sum % 11 % 10;
    }
}
