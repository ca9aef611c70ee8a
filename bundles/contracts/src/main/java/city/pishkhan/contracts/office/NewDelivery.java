package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * How a certificate is to be delivered. {@code toString} shows nothing personal.
 *
 * @param way        {@code office} (fetched at the office that has the case), {@code home} (by post) or {@code other-office} (fetched there)
 * @param addressee  home: who is on the letter, 1 to 200 characters
 * @param address    home: street and house, 5 to 300 characters
 * @param postalCode home: ten digits, of any script
 * @param office     other-office: its code
 */
public record NewDelivery(
        @OneOf({"office", "home", "other-office"}) String way,
        @Nullable String addressee,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String office) {
    @Override
    public String toString() {
        return "NewDelivery[" + way + "]";
    }
}
