package city.pishkhan.identifiers;

/** Check-digit arithmetic shared by several identifiers. All arguments consist of ASCII digits. */
final class CheckDigits {
    /** Damm's quasigroup of order 10 (H. M. Damm, 2004): detects every single error and every adjacent swap. */
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6}, {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7}, {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
    };

    private CheckDigits() {}

    /** Check digit of bills and payments: weights 2..7 cycling from the right, sum mod 11; a remainder r below 2 gives 0, else 11 − r. */
    static int bill(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += digitAt(digits, digits.length() - 1 - i) * (2 + i % 6);
        }
        int r = sum % 11;
        return r < 2 ? 0 : 11 - r;
    }

    static boolean isLuhnValid(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digitAt(digits, digits.length() - 1 - i) * (1 + i % 2);
            sum += d > 9 ? d - 9 : d;
        }
        return sum % 10 == 0;
    }

    static int damm(String digits) {
        int state = 0;
        for (int i = 0; i < digits.length(); i++) {
            state = DAMM[state][digitAt(digits, i)];
        }
        return state;
    }

    static int digitAt(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    /** Removes leading zeros; "0" is unchanged. */
    static String unpadded(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }
}
