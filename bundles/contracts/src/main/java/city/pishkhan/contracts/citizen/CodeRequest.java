package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;

/**
 * Asks for a one-time code. {@code toString} shows nothing.
 *
 * @param nationalId national ID, 10 digits (8 or 9 are padded), check digit included; digits of any script are taken
 * @param mobile     the number that one has, if one says it: the code goes there if it is proved, one's cases name it, or the register of
 *                   numbers says that it is one's own, and nowhere else. Without it the code goes to the number proved last, or else to the
 *                   one that one's oldest case names
 */
public record CodeRequest(String nationalId, @Nullable String mobile) {
    @Override
    public String toString() {
        return "CodeRequest[]";
    }
}
