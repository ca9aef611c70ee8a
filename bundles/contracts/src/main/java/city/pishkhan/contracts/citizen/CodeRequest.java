package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;

/**
 * Asks for a one-time code. {@code toString} shows nothing.
 *
 * @param nationalId national ID, 10 digits (8 or 9 are padded), check digit included; digits of any script are taken
 * @param mobile     the number that one has, if one says it: the code goes there if one's cases name it, and nowhere else. Without it the
 *                   code goes to the number that most of them name. The login reaches the cases that name the number to which its code went
 */
public record CodeRequest(String nationalId, @Nullable String mobile) {
    @Override
    public String toString() {
        return "CodeRequest[]";
    }
}
