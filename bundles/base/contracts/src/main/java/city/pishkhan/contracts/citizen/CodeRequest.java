package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;

/**
 * Requests a one-time code. {@code toString} shows nothing.
 *
 * @param nationalId national ID, 10 digits (8 or 9 are padded), check digit included; digits of any script are accepted
 * @param mobile     the caller's number, optional. The code is sent to it only if the number is proved, named by the caller's cases, or
 *                   registered to the caller. If absent, the code is sent to the number proved last, or otherwise to the number in the
 *                   caller's oldest case
 */
public record CodeRequest(String nationalId, @Nullable String mobile) {
    @Override
    public String toString() {
        return "CodeRequest[]";
    }
}
